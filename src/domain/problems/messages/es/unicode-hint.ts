import {
	findUnicodeTwin,
	type UnicodeForm,
} from "../../../input/find-unicode-twin.ts";
import { quote } from "./quote.ts";

const names = {
	NFC: "NFC",
	NFD: "NFD",
	compatibility: "caracteres de compatibilidad",
	mixed: "mixta",
} as const satisfies Record<UnicodeForm, string>;

/** What to say of a text that is one of the known ones but for its Unicode form, with a space before it; empty for any other text. */
export function unicodeHint(sent: unknown, known: readonly string[]): string {
	const twin = findUnicodeTwin(sent, known);
	return twin === null
		? ""
		: ` Solo se diferencia de ${quote(twin.name)} en su forma Unicode (${names[twin.sentForm]}, no ${names[twin.form]}); envíe los mismos caracteres.`;
}
