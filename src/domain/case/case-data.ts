import type { CaseType } from "../catalogue/catalogue.ts";
import type { CaseFieldEntry, DataType } from "../catalogue/entries.ts";
import { ExactNumber } from "../exact-number.ts";
import type { Limits } from "../limits.ts";
import type { Problem } from "../problem.ts";
import { quote, quoteList } from "../quote.ts";
import { isBlank, isStorableText, lengthOf } from "../text.ts";
import { readDate } from "./date.ts";
import { isDecimal, writeOut } from "./decimal.ts";

/** A stored value of a custom field: what was sent, with its meaning beside it where the text alone does not say it. */
export type CaseDataValue =
	| { readonly type: "BOOLEAN"; readonly value: boolean }
	| { readonly type: "NUMBER"; readonly value: number }
	| {
			readonly type: "DECIMAL";
			readonly text: string;
			readonly sentAs: "number" | "string";
	  }
	| { readonly type: "DATE"; readonly text: string; readonly day: string }
	| { readonly type: "DATE"; readonly text: string; readonly instant: number }
	| { readonly type: "TEXT" | "LIST"; readonly text: string };

/** Custom values by field code; only fields with a value. */
export type CaseData = Readonly<Record<string, CaseDataValue>>;

/** The key under which v4 answers carry an empty list; it is no field and is ignored on input. */
const notAField = "links";

/** Judges the custom values of a case of this type, every field at once. */
export function decideCaseData(
	sent: Readonly<Record<string, unknown>>,
	type: CaseType,
	limits: Limits,
): { caseData: CaseData; problems: readonly Problem[] } {
	const caseData: Record<string, CaseDataValue> = {};
	const problems: Problem[] = [];
	for (const code of Object.keys(sent)) {
		const value = sent[code];
		if (code === notAField) continue;
		const field = type.fields.get(code);
		if (!field) {
			problems.push(unknownField(code, type));
			continue;
		}
		if (value === null || value === undefined) continue;
		const read = readers[field.dataType](value, field, limits);
		if (read) caseData[code] = read;
		else problems.push(wrongValue(field, value, limits));
	}
	for (const { code } of type.requiredFields)
		if (!Object.hasOwn(sent, code) || isMissing(sent[code]))
			problems.push(
				problem(code, `Field ${quote(code)} is required for this type.`),
			);
	return { caseData, problems };
}

/** A required text must say something. */
function isMissing(value: unknown): boolean {
	return (
		(value ?? null) === null || (typeof value === "string" && isBlank(value))
	);
}

type Reader = (
	value: unknown,
	field: CaseFieldEntry,
	limits: Limits,
) => CaseDataValue | null;

const readers = {
	BOOLEAN: (value) =>
		typeof value === "boolean" ? { type: "BOOLEAN", value } : null,
	NUMBER: (value) => {
		const number = integerOf(value);
		return number === null ? null : { type: "NUMBER", value: number };
	},
	DECIMAL: (value) => {
		const sentAs = typeof value === "string" ? "string" : "number";
		const text = typeof value === "string" ? value : numberText(value);
		return text !== null && isDecimal(text)
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
	if (value instanceof ExactNumber) return writeOut(value.text);
	return typeof value === "number" ? writeOut(String(value)) : null;
}

const integerForm = /^(-?\d+)(?:\.0+)?$/;

/** `1.0` and `1E2` are the integers 1 and 100, and are kept in that form; `1.5` is none, however close to one. */
function integerOf(value: unknown): number | null {
	const digits = integerForm.exec(numberText(value) ?? "")?.[1];
	const number = Number(digits);
	return Number.isSafeInteger(number) ? number + 0 : null;
}

function problem(code: string, message: string): Problem {
	return { code: "INVALID_CASE_FIELD", path: ["caseData", code], message };
}

function unknownField(code: string, type: CaseType): Problem {
	const known = [...type.fields.keys()];
	return {
		...problem(
			code,
			`Type ${quote(type.code)} has no field ${quote(code)}; it has ${quoteList(known)}.`,
		),
		allowedValues: known,
	};
}

function wrongValue(
	field: CaseFieldEntry,
	value: unknown,
	limits: Limits,
): Problem {
	const { code, dataType, options } = field;
	const wrong = problem(
		code,
		`Field ${quote(code)} cannot be ${quote(value)}; it takes ${expectation(field, limits)}.`,
	);
	return dataType === "LIST" ? { ...wrong, allowedValues: options } : wrong;
}

function expectation({ dataType, options }: CaseFieldEntry, limits: Limits) {
	switch (dataType) {
		case "BOOLEAN":
			return "true or false";
		case "NUMBER":
			return "an integer between -(2^53-1) and 2^53-1";
		case "DECIMAL":
			return 'a number, or a text such as "12.50", of at most 30 digits before and 30 after the point';
		case "DATE":
			return 'a text: a real day as "YYYY-MM-DD", or a Unix timestamp';
		case "TEXT":
			return `well-formed text of at most ${limits.textLength} characters`;
		case "LIST":
			return `one of its options: ${quoteList(options)}`;
	}
}
