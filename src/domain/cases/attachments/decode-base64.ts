/** A text that is no base64, and what it must be. */
export type NoBase64 = { readonly expected: string };

/**
 * The bytes of standard base64 with padding (RFC 4648, section 4), on one line or, as MIME and `base64 FILE` write it, on
 * several, with or without blanks at their ends. Linear and without back-tracking.
 */
export function decodeBase64(text: string): Buffer | NoBase64 {
	const bytes = Buffer.from(text, "base64");
	const canonical = bytes.toString("base64");
	if (canonical === text) return bytes;
	const wrong = indexOfWrong(text);
	if (wrong !== -1) return wrongCharacter(text, wrong);
	const length = countCharacters(text);
	if (length % 4 !== 0)
		return {
			expected: `base64 that is padded with "=" to whole groups of four characters; it has ${length}`,
		};
	if (length === canonical.length && lastOf(text) === lastOf(canonical))
		return bytes;
	return {
		expected:
			'base64 that ends in at most two "=", and without bits beyond its last byte',
	};
}

/** Where a character stands that is of another alphabet, padding before the end, or white space with no line to end; -1 when none does. */
function indexOfWrong(text: string): number {
	if (text.trimStart() === "") return 0;
	const foreign = text.search(/[^A-Za-z0-9+/=\t\n\r ]/);
	if (foreign !== -1) return foreign;
	const padding = text.indexOf("=");
	if (padding !== -1 && /[^=\t\n\r ]/.test(text.slice(padding))) return padding;
	const blank = /[^\t\n\r ][\t ]+[^\t\n\r ]/.exec(text);
	return blank ? blank.index + 1 : -1;
}

function wrongCharacter(text: string, index: number): NoBase64 {
	const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
	const other = /[-_]/.test(character) ? ", as in base64url" : "";
	return {
		expected: `base64 of A-Z, a-z, 0-9, "+" and "/", padded with "="; its character ${index + 1} is ${JSON.stringify(character)}${other}`,
	};
}

/** How many characters a text has beside line breaks and blanks. */
function countCharacters(text: string): number {
	const codes = Buffer.from(text, "latin1");
	let count = 0;
	for (let at = 0; at < codes.length; at++)
		if ((codes[at] as number) > 32) count++;
	return count;
}

/** The last character before the padding. */
function lastOf(text: string): string | undefined {
	const padding = text.indexOf("=");
	return (padding === -1 ? text : text.slice(0, padding)).trimEnd().at(-1);
}
