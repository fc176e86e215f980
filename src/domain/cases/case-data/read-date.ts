const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/;
const digitsForm = /^(\d{4})(\d{2})(\d{2})$/;
const timestampForm = /^-?(0|[1-9]\d{0,15})$/;
/** Below this magnitude a timestamp counts seconds, from it on milliseconds. */
const firstMilliseconds = 1e11;
const earliest = Date.parse("0001-01-01T00:00:00.000Z");
const latest = Date.parse("9999-12-31T23:59:59.999Z");

/** A date text that was read: a calendar day, or an instant in milliseconds since 1970. */
type DateMeaning = { readonly day: string } | { readonly instant: number };

/** Reads `YYYY-MM-DD` of a real day, or a Unix timestamp as text, within the years 1 to 9999; else null. */
export function readDate(text: string): DateMeaning | null {
	const day = dayForm.exec(text);
	if (day) return isRealDay(day) ? { day: text } : null;
	if (!timestampForm.test(text)) return null;
	const count = Number(text);
	const instant = Math.abs(count) < firstMilliseconds ? count * 1000 : count;
	return instant >= earliest && instant <= latest ? { instant } : null;
}

/** Eight digits without a hyphen as a day, `YYYY-MM-DD`; null for any other text. */
export function dayOfDigits(text: string): string | null {
	const day = text.length === 8 ? digitsForm.exec(text) : null;
	return day && isRealDay(day) ? day.slice(1).join("-") : null;
}

/** Whether year, month and day, the first groups of a match, are a day of the calendar. */
export function isRealDay([, year, month, day]: RegExpExecArray): boolean {
	const [y, m, d] = [Number(year), Number(month), Number(day)];
	const length = m === 2 && isLeap(y) ? 29 : (daysOf[m] ?? 0);
	return y > 0 && d > 0 && d <= length;
}

/** Days of the months, from 1. */
const daysOf = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** In the Gregorian calendar, also before it was used, as in ISO 8601. */
function isLeap(year: number): boolean {
	return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
