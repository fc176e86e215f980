import { isRealDay, readDate } from "./read-date.ts";

const dateTimeForm =
	/^(\d{4})-(\d{2})-(\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/;
const offsetWithoutColon = /([+-]\d{2})(\d{2})$/;

/**
 * The timestamp text of an instant that was sent as a JSON number or as an ISO 8601 date-time with a zone: in
 * milliseconds, or in seconds where so few milliseconds would be read as seconds. Null for anything else, and for an
 * instant outside the years 1 to 9999. What is finer than a millisecond is cut off.
 */
export function timestampText(value: unknown): string | null {
	const instant =
		typeof value === "string"
			? instantOfDateTime(value)
			: instantOfCount(value);
	if (instant === null) return null;
	return (
		[String(instant), String(instant / 1000)].find((text) => {
			const read = readDate(text);
			return read !== null && "instant" in read && read.instant === instant;
		}) ?? null
	);
}

function instantOfCount(value: unknown): number | null {
	if (typeof value !== "number") return null;
	const read = readDate(String(value));
	return read !== null && "instant" in read ? read.instant : null;
}

function instantOfDateTime(text: string): number | null {
	const day = dateTimeForm.exec(text);
	if (!day || !isRealDay(day)) return null;
	return Date.parse(text.replace(offsetWithoutColon, "$1:$2"));
}
