/** The text that bytes are in a charset; null where it is not known, or has no such bytes. */
export function decodeCharset(
	bytes: Uint8Array,
	charset: string,
): string | null {
	try {
		const options = { fatal: true, ignoreBOM: true };
		return new TextDecoder(charset, options).decode(bytes);
	} catch {
		return null;
	}
}
