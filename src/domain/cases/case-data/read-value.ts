import type { CaseFieldEntry, DataType } from "../../catalogue/entries.ts";
import { ExactNumber } from "../../input/exact-number.ts";
import type { Limits } from "../../input/limits.ts";
import { isStorableText, lengthOf } from "../../input/text.ts";
import type { CaseDataValue } from "./case-data-value.ts";
import { readDate } from "./read-date.ts";

const integerForm = /^(-?\d+)(?:\.0+)?$/;
const jsonNumber = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
/** At most 30 digits before and 30 after the point, no exponent. */
const decimal = /^-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,30})?$/;
const farthestShift = 60;

type Reader = (
	value: unknown,
	field: CaseFieldEntry,
	limits: Limits,
) => CaseDataValue | null;

/** What a sent value is as one of a field of each type; null where it is none. */
export const readValue = {
	BOOLEAN: (value) =>
		typeof value === "boolean" ? { type: "BOOLEAN", value } : null,
	NUMBER: (value) => {
		const isPlain = typeof value === "number" && Number.isSafeInteger(value);
		const number = isPlain ? value + 0 : integerOf(value);
		return number === null ? null : { type: "NUMBER", value: number };
	},
	DECIMAL: (value) => {
		const sentAs = typeof value === "string" ? "string" : "number";
		const text = typeof value === "string" ? value : numberText(value);
		return text !== null && decimal.test(text)
			? { type: "DECIMAL", text, sentAs }
			: null;
	},
	DATE: (value) => {
		if (typeof value !== "string") return null;
		const meaning = readDate(value);
		return meaning && { type: "DATE", text: value, ...meaning };
	},
	TEXT: (value, _field, limits) =>
		typeof value === "string" &&
		isStorableText(value) &&
		lengthOf(value) <= limits.textLength
			? { type: "TEXT", text: value }
			: null,
	LIST: (value, field) =>
		typeof value === "string" && field.options.includes(value)
			? { type: "LIST", text: value }
			: null,
} as const satisfies Record<DataType, Reader>;

/** The digits of a JSON number, its exponent written out; null for anything else. */
export function numberText(value: unknown): string | null {
	if (Number.isSafeInteger(value)) return String(value);
	if (value instanceof ExactNumber) return writeOut(value.text);
	return typeof value === "number" ? writeOut(String(value)) : null;
}

/** `1.0` and `1E2` are the integers 1 and 100, and are kept in that form; `1.5` is none, however close to one. */
export function integerOf(value: unknown): number | null {
	const digits = integerForm.exec(numberText(value) ?? "")?.[1];
	const number = Number(digits);
	return Number.isSafeInteger(number) ? number + 0 : null;
}

/**
 * A JSON number without its exponent and with its digits: `1.0E-4` is `0.00010`, `1E2` is `100`.
 * Null when the exponent moves the point farther than any Decimal reaches.
 */
export function writeOut(text: string): string | null {
	const parts = jsonNumber.exec(text);
	if (!parts) return null;
	const [, sign = "", whole = "", fraction = "", exponent] = parts;
	if (exponent === undefined) return text;
	const shift = Number(exponent);
	if (Math.abs(shift) > farthestShift) return null;
	const digits = whole + fraction;
	const point = whole.length + shift;
	const padded =
		point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
	const cut = Math.max(point, 1);
	const integer = padded.slice(0, cut).replace(/^0+(?=\d)/, "");
	const rest = padded.slice(cut);
	return sign + integer + (rest === "" ? "" : `.${rest}`);
}
