import type { CaseFieldEntry, DataType } from "../../catalogue/entries.ts";
import { type Problem, problem } from "../../problems/problem.ts";
import type { CaseDataValue } from "./case-data-value.ts";
import { dayOfDigits, readDate } from "./read-date.ts";
import { timestampText } from "./timestamp-text.ts";

/** What a value in a caller's own spelling is stored as, and the warning that says so. */
type Conversion = {
	/** Null where it means that none was given. */
	readonly stored: CaseDataValue | null;
	readonly warning: Problem;
};

/**
 * What a value that a field does not take means beyond doubt, for touchpoints with lenient values; null for any other.
 * These spellings alone: another (`"yes"`, `"3.0"`, a date-time without zone) can be read in several ways.
 */
export function convertValue(
	value: unknown,
	{ code: field, dataType }: CaseFieldEntry,
): Conversion | null {
	const path = ["caseData", field];
	if (value === "" && dataType !== "TEXT")
		return {
			stored: null,
			warning: problem("emptyAsNotSent", path, { field, value }),
		};
	const stored = converters[dataType](value);
	if (stored === null) return null;
	const isText = "text" in stored;
	const warning = problem("valueConverted", path, {
		field,
		value,
		stored: isText ? stored.text : stored.value,
		day: isText ? dayOfDigits(stored.text) : null,
	});
	return { stored, warning };
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
