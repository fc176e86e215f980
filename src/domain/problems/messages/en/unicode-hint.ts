import {
	findUnicodeTwin,
	type UnicodeForm,
} from "../../../input/find-unicode-twin.ts";
import { quote } from "../../quote.ts";

const names = {
	NFC: "NFC",
	NFD: "NFD",
	compatibility: "compatibility characters",
	mixed: "mixed",
} as const satisfies Record<UnicodeForm, string>;

/** A hint, after a space, for a text that differs from a known one only in its Unicode normalization form; empty for any other text. */
export function unicodeHint(sent: unknown, known: readonly string[]): string {
	const twin = findUnicodeTwin(sent, known);
	return twin === null
		? ""
		: ` It differs from ${quote(twin.name)} only in its Unicode form (${names[twin.sentForm]}, not ${names[twin.form]}); send the same characters.`;
}
