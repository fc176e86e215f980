import type { CaseType } from "../../catalogue/catalogue.ts";
import type { CaseFieldEntry, DataType } from "../../catalogue/entries.ts";
import { ExactNumber } from "../../input/exact-number.ts";
import type { Limits } from "../../input/limits.ts";
import { isBlank, isStorableText, lengthOf } from "../../input/text.ts";
import { type Problem, problem } from "../../problems/problem.ts";
import { isSameValue } from "./case-data-fingerprint.ts";
import type { CaseData, CaseDataValue } from "./case-data-value.ts";
import { convertValue } from "./convert-value.ts";
import { isDecimal, writeOut } from "./decimal.ts";
import { dayOfDigits, readDate } from "./read-date.ts";

/** The key under which v4 answers carry an empty list; it is no field and is ignored on input. */
const notAField = "links";

export type DecidedCaseData = {
	/** With what lenient touchpoints store of values that are problems elsewhere. */
	readonly caseData: CaseData;
	readonly problems: readonly Problem[];
	/** Of values that are taken everywhere, and may mean something else than they say. */
	readonly warnings: readonly Problem[];
};

/**
 * Judges the custom values of a case of this type, every field at once. A value that is the stored one stays, also when
 * the rules for its field have changed since.
 */
export function decideCaseData(
	sent: Readonly<Record<string, unknown>>,
	type: CaseType,
	limits: Limits,
	stored: CaseData | null = null,
): DecidedCaseData {
	const caseData: Record<string, CaseDataValue> = {};
	const problems: Problem[] = [];
	const warnings: Problem[] = [];
	for (const code of Object.keys(sent)) {
		const value = sent[code];
		if (code === notAField) continue;
		const field = type.fields.get(code);
		const old = stored === null ? null : shownValue(stored, code, type);
		if (old && isSameValue(value, old, field === undefined)) {
			caseData[code] = old;
			continue;
		}
		if (!field) {
			problems.push(unknownField(code, type));
			continue;
		}
		if (value === null || value === undefined) continue;
		const read = readers[field.dataType](value, field, limits);
		if (read) {
			caseData[code] = read;
			const day = "instant" in read ? dayOfDigits(read.text) : null;
			if ("instant" in read && day !== null)
				warnings.push(timestampLikeDay(code, read.text, day));
			continue;
		}
		const refusal = wrongValue(field, value, limits);
		const converted = convertValue(value, field);
		problems.push(
			converted ? { ...refusal, conversion: converted.warning } : refusal,
		);
		if (converted?.stored) caseData[code] = converted.stored;
	}
	for (const { code } of type.requiredFields)
		if (!Object.hasOwn(sent, code) || isMissing(sent[code]))
			problems.push(
				problem("fieldRequired", ["caseData", code], { field: code }),
			);
	return { caseData, problems, warnings };
}

/** What a caller was shown of a field; null for nothing. */
function shownValue(
	stored: CaseData,
	code: string,
	{ hiddenFields }: CaseType,
): CaseDataValue | null {
	return Object.hasOwn(stored, code) && !hiddenFields.has(code)
		? (stored[code] ?? null)
		: null;
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
	if (Number.isSafeInteger(value)) return String(value);
	if (value instanceof ExactNumber) return writeOut(value.text);
	return typeof value === "number" ? writeOut(String(value)) : null;
}

const integerForm = /^(-?\d+)(?:\.0+)?$/;

/** `1.0` and `1E2` are the integers 1 and 100, and are kept in that form; `1.5` is none, however close to one. */
export function integerOf(value: unknown): number | null {
	const digits = integerForm.exec(numberText(value) ?? "")?.[1];
	const number = Number(digits);
	return Number.isSafeInteger(number) ? number + 0 : null;
}

function timestampLikeDay(field: string, stored: string, day: string): Problem {
	const path = ["caseData", field];
	return problem("timestampLikeDay", path, { field, stored, day });
}

function unknownField(field: string, { code, fields }: CaseType): Problem {
	return problem("unknownField", ["caseData", field], {
		typeCode: code,
		field,
		allowed: [...fields.keys()],
	});
}

function wrongValue(
	{ code: field, dataType, options }: CaseFieldEntry,
	value: unknown,
	{ textLength }: Limits,
): Problem {
	const path = ["caseData", field];
	switch (dataType) {
		case "BOOLEAN":
			return problem("notBoolean", path, { field, value });
		case "NUMBER":
			return problem("notInteger", path, { field, value });
		case "DECIMAL":
			return problem("notDecimal", path, { field, value });
		case "DATE":
			return problem("notDate", path, { field, value });
		case "TEXT":
			return problem("notFieldText", path, { field, value, most: textLength });
		case "LIST":
			return problem("notAnOption", path, { field, value, allowed: options });
	}
}
