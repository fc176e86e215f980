import type { CaseType } from "../../catalogue/catalogue.ts";
import type { CaseFieldEntry } from "../../catalogue/entries.ts";
import type { Limits } from "../../input/limits.ts";
import { isBlank } from "../../input/text.ts";
import { type Problem, problem } from "../../problems/problem.ts";
import { isSameValue } from "./case-data-fingerprint.ts";
import type { CaseData, CaseDataValue } from "./case-data-value.ts";
import { convertValue } from "./convert-value.ts";
import { dayOfDigits } from "./read-date.ts";
import { readValue } from "./read-value.ts";

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
		const read = readValue[field.dataType](value, field, limits);
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
