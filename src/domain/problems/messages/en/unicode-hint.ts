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

/** What to say of a text that is one of the known ones but for its Unicode form, with a space before it; empty for any other text. */
export function unicodeHint(sent: unknown, known: readonly string[]): string {
	const twin = findUnicodeTwin(sent, known);
	return twin === null
		? ""
		: ` It differs from ${quote(twin.name)} only in its Unicode form (${names[twin.sentForm]}, not ${names[twin.form]}); send the same characters.`;
}
