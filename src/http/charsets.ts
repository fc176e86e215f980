import { isAscii } from "node:buffer";
import { StrictJsonError } from "./strict-json-error.ts";

export type Charset = "UTF-8" | "US-ASCII" | "ISO-8859-1" | "windows-1252";

/** What JSON is written in (RFC 8259, section 8.1). */
export const unicodeCharsets: readonly Charset[] = ["UTF-8", "US-ASCII"];

/** What callers from before UTF-8 write too. */
export const legacyCharsets: readonly Charset[] = [
	...unicodeCharsets,
	"ISO-8859-1",
	"windows-1252",
];

/** The names in use (IANA's list of character sets), in lower case and without hyphens, underscores and colons. */
const names: Readonly<Record<Charset, RegExp>> = {
	"UTF-8": /^(utf8|csutf8)$/,
	"US-ASCII":
		/^(us|usascii|ascii|csascii|isoir6|ansix3\.419(68|86)|iso646us|iso646\.irv1991|ibm367|cp367)$/,
	"ISO-8859-1":
		/^(iso88591(1987)?|latin1|l1|isoir100|ibm819|cp819|csisolatin1)$/,
	"windows-1252": /^(windows1252|cswindows1252|x?cp1252)$/,
};

/** The charset that goes by a name in any of its spellings; null for one that is not among `charsets`. */
export function findCharset(
	name: string,
	charsets: readonly Charset[],
): Charset | null {
	const plain = name.toLowerCase().replaceAll(/[-_:]/g, "");
	return charsets.find((charset) => names[charset].test(plain)) ?? null;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The text of a body, without a byte order mark; refuses bytes that the charset does not define. */
export function decodeText(bytes: Uint8Array, charset: Charset): string {
	const text = decode(bytes, charset);
	if (text !== null) return text;
	throw new StrictJsonError(
		"ILL_FORMED_TEXT",
		[],
		`The body holds bytes that are not ${charset}${charset === "UTF-8" ? "; send JSON in UTF-8" : ", the charset that it names"}.`,
	);
}

function decode(bytes: Uint8Array, charset: Charset): string | null {
	if (charset === "UTF-8") {
		try {
			return utf8.decode(bytes);
		} catch {
			return null;
		}
	}
	if (charset === "US-ASCII" && !isAscii(bytes)) return null;
	const { buffer, byteOffset, byteLength } = bytes;
	const text = Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
	return charset === "windows-1252" ? fromWindows1252(text) : text;
}

/**
 * What windows-1252 has in the place of Latin-1's control characters; a space where it has nothing. TextDecoder takes the
 * undefined bytes for control characters: https://encoding.spec.whatwg.org/#windows-1252
 */
const special = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

function fromWindows1252(text: string): string | null {
	if (/[\x81\x8d\x8f\x90\x9d]/.test(text)) return null;
	return text.replaceAll(/[\x80-\x9f]/g, (character) =>
		special.charAt(character.charCodeAt(0) - 0x80),
	);
}
