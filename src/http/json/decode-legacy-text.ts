import { isAscii } from "node:buffer";
import type { Charset } from "./charsets.ts";

/** The text of a body in an older charset; null where it has bytes that the charset does not define. */
export function decodeLegacyText(
	bytes: Uint8Array,
	charset: Exclude<Charset, "UTF-8">,
): string | null {
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
