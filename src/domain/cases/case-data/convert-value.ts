import type { CaseFieldEntry, DataType } from "../../catalogue/entries.ts";
import { quote } from "../../problems/quote.ts";
import type { CaseDataValue } from "./case-data-value.ts";
import { dayOfDigits, readDate } from "./read-date.ts";
import { timestampText } from "./timestamp-text.ts";

/** What a value in a caller's own spelling is stored as, and the sentence that says so. */
type Conversion = {
	/** Null where it means that none was given. */
	readonly stored: CaseDataValue | null;
	readonly message: string;
};

/**
 * What a value that a field does not take means beyond doubt, for touchpoints with lenient values; null for any other.
 * These spellings alone: another (`"yes"`, `"3.0"`, a date-time without zone) can be read in several ways.
 */
export function convertValue(
	value: unknown,
	{ code, dataType }: CaseFieldEntry,
): Conversion | null {
	const sent = `Field ${quote(code)} was sent as ${quote(value)}`;
	if (value === "" && dataType !== "TEXT")
		return { stored: null, message: `${sent} and is treated as not sent.` };
	const stored = converters[dataType](value);
	if (stored === null) return null;
	const isText = "text" in stored;
	const shown = isText ? quote(stored.text) : String(stored.value);
	const hint = isText ? dayHint(stored.text) : "";
	return { stored, message: `${sent} and is stored as ${shown}.${hint}` };
}

/** What to say of a timestamp that may have been meant as a day. */
export function dayHint(timestamp: string): string {
	const day = dayOfDigits(timestamp);
	return day === null
		? ""
		: ` Eight digits are a timestamp; if the day is meant, send "${day}".`;
}

type Converter = (value: unknown) => CaseDataValue | null;

const never: Converter = () => null;
const integerText = /^(0|-?[1-9]\d{0,15})$/;

const converters = {
	BOOLEAN: (value) => {
		const isTrue = value === "true" || value === 1;
		return isTrue || value === "false" || Object.is(value, 0)
			? { type: "BOOLEAN", value: isTrue }
			: null;
	},
	NUMBER: (value) => {
		if (typeof value !== "string" || !integerText.test(value)) return null;
		const number = Number(value);
		return Number.isSafeInteger(number)
			? { type: "NUMBER", value: number }
			: null;
	},
	DATE: (value) => {
		const text = timestampText(value);
		const meaning = text === null ? null : readDate(text);
		return text === null || meaning === null
			? null
			: { type: "DATE", text, ...meaning };
	},
	DECIMAL: never,
	TEXT: never,
	LIST: never,
} as const satisfies Record<DataType, Converter>;
