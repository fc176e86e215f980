import type { ProblemCode } from "../problem-codes.ts";

type Field = { readonly field: string };
type FieldValue = Field & { readonly value: unknown };

/** Of custom values. `field` is the code of a field. */
export type CaseDataParameters = {
	readonly unknownField: Field & {
		readonly typeCode: string;
		readonly allowed: readonly string[];
	};
	readonly fieldRequired: Field;
	readonly notBoolean: FieldValue;
	readonly notInteger: FieldValue;
	readonly notDecimal: FieldValue;
	readonly notDate: FieldValue;
	readonly notFieldText: FieldValue & { readonly most: number };
	readonly notAnOption: FieldValue & { readonly allowed: readonly string[] };
	readonly fieldNotEditable: Field;
	readonly emptyAsNotSent: FieldValue;
	readonly valueConverted: FieldValue & {
		readonly stored: string | number | boolean;
		/** What the digits of a stored timestamp read as, `YYYY-MM-DD`, if they are eight. */
		readonly day: string | null;
	};
	readonly timestampLikeDay: Field & {
		readonly stored: string;
		readonly day: string;
	};
};

export const caseDataCodes = {
	unknownField: "INVALID_CASE_FIELD",
	fieldRequired: "INVALID_CASE_FIELD",
	notBoolean: "INVALID_CASE_FIELD",
	notInteger: "INVALID_CASE_FIELD",
	notDecimal: "INVALID_CASE_FIELD",
	notDate: "INVALID_CASE_FIELD",
	notFieldText: "INVALID_CASE_FIELD",
	notAnOption: "INVALID_CASE_FIELD",
	fieldNotEditable: "NOT_EDITABLE",
	emptyAsNotSent: "VALUE_CONVERTED",
	valueConverted: "VALUE_CONVERTED",
	timestampLikeDay: "TIMESTAMP_LIKE_DAY",
} as const satisfies Record<keyof CaseDataParameters, ProblemCode>;
