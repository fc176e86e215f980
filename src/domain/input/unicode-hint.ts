import { quote } from "../problems/quote.ts";

/** No code or name is longer; a longer text is not compared. */
const longestName = 1_024;

/**
 * What to say of a text that is one of the known ones but for its Unicode form, which nobody sees: that, with a space
 * before it. Empty for any other text.
 */
export function unicodeHint(sent: unknown, known: Iterable<string>): string {
	if (typeof sent !== "string" || sent.length > longestName) return "";
	const plain = sent.normalize("NFKC");
	for (const name of known)
		if (name !== sent && name.normalize("NFKC") === plain)
			return ` It differs from ${quote(name)} only in its Unicode form (${nameOfForm(sent)}, not ${nameOfForm(name)}); send the same characters.`;
	return "";
}

/** The form of a text that is equal to another one but for it. */
function nameOfForm(text: string): string {
	const isPlain = text === text.normalize("NFKC");
	if (isPlain) return "NFC";
	if (text === text.normalize("NFC")) return "compatibility characters";
	return text === text.normalize("NFD") ? "NFD" : "mixed";
}
