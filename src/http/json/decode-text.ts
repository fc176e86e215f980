import { isAscii } from "node:buffer";
import { sayHttp } from "../messages/say-http.ts";
import type { Charset } from "./charsets.ts";
import { StrictJsonError } from "./strict-json-error.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The text of a body, without a byte order mark; refuses bytes that the charset does not define. */
export function decodeText(bytes: Uint8Array, charset: Charset): string {
	try {
		if (charset === "UTF-8") return utf8.decode(bytes);
		const text = decodeLegacy(bytes, charset);
		if (text !== null) return text;
	} catch {
		// They are not UTF-8.
	}
	throw new StrictJsonError(
		"ILL_FORMED_TEXT",
		[],
		sayHttp("bodyNotInCharset", { charset }),
	);
}

function decodeLegacy(bytes: Uint8Array, charset: Charset): string | null {
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
