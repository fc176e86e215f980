const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/;
const timestampForm = /^-?(0|[1-9]\d{0,15})$/;
/** Below this magnitude a timestamp counts seconds, from it on milliseconds. */
const firstMilliseconds = 1e11;
const earliest = Date.parse("0001-01-01T00:00:00.000Z");
const latest = Date.parse("9999-12-31T23:59:59.999Z");

/** What a date text says: a calendar day, or an instant in milliseconds since 1970. */
export type DateMeaning =
	| { readonly day: string }
	| { readonly instant: number };

/** Reads `YYYY-MM-DD` of a real day, or a Unix timestamp as text, within the years 1 to 9999; else null. */
export function readDate(text: string): DateMeaning | null {
	const day = dayForm.exec(text);
	if (day) return isRealDay(text, day) ? { day: text } : null;
	if (!timestampForm.test(text)) return null;
	const count = Number(text);
	const instant = Math.abs(count) < firstMilliseconds ? count * 1000 : count;
	return instant >= earliest && instant <= latest ? { instant } : null;
}

function isRealDay(text: string, [, year, month, day]: RegExpExecArray) {
	if (year === "0000") return false;
	const date = new Date(`${text}T00:00:00Z`);
	return (
		!Number.isNaN(date.getTime()) &&
		date.getUTCMonth() + 1 === Number(month) &&
		date.getUTCDate() === Number(day)
	);
}
