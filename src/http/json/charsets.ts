export type Charset = "UTF-8" | "US-ASCII" | "ISO-8859-1" | "windows-1252";

/** The charsets of JSON (RFC 8259, section 8.1). */
export const unicodeCharsets: readonly Charset[] = ["UTF-8", "US-ASCII"];

/** The charsets that older callers use too. */
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

/** The charset with this name, in any of its spellings; null if it is not among `charsets`. */
export function findCharset(
	name: string,
	charsets: readonly Charset[],
): Charset | null {
	const plain = name.toLowerCase().replaceAll(/[-_:]/g, "");
	return charsets.find((charset) => names[charset].test(plain)) ?? null;
}
