/** Why a text is no base64. */
export type Base64Fault =
	| {
			readonly kind: "foreignCharacter";
			/** Of the character, from 1. */
			readonly position: number;
			readonly character: string;
			/** It belongs to base64url. */
			readonly isOfUrls: boolean;
	  }
	| {
			readonly kind: "padding";
			/** Characters, of which there must be whole groups of four. */
			readonly length: number;
	  }
	/** Too much padding, or bits beyond the last byte. */
	| { readonly kind: "end" };

export type NoBase64 = { readonly fault: Base64Fault };

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
	if (length % 4 !== 0) return { fault: { kind: "padding", length } };
	if (length === canonical.length && lastOf(text) === lastOf(canonical))
		return bytes;
	return { fault: { kind: "end" } };
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
	return {
		fault: {
			kind: "foreignCharacter",
			position: index + 1,
			character,
			isOfUrls: /[-_]/.test(character),
		},
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
