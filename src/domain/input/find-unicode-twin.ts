/** No code or name is longer; a longer text is not compared. */
const longestName = 1_024;

/** The form of a text that is equal to another one but for it. */
export type UnicodeForm = "NFC" | "NFD" | "compatibility" | "mixed";

/** A known name that looks the same as what was sent, and the form of each. */
export type UnicodeTwin = {
	readonly name: string;
	readonly sentForm: UnicodeForm;
	readonly form: UnicodeForm;
};

/** The known text that one differs from only in its Unicode form, which nobody sees; null when there is none. */
export function findUnicodeTwin(
	sent: unknown,
	known: Iterable<string>,
): UnicodeTwin | null {
	if (typeof sent !== "string" || sent.length > longestName) return null;
	const plain = sent.normalize("NFKC");
	for (const name of known)
		if (name !== sent && name.normalize("NFKC") === plain)
			return { name, sentForm: formOf(sent), form: formOf(name) };
	return null;
}

function formOf(text: string): UnicodeForm {
	const isPlain = text === text.normalize("NFKC");
	if (isPlain) return "NFC";
	if (text === text.normalize("NFC")) return "compatibility";
	return text === text.normalize("NFD") ? "NFD" : "mixed";
}
