import type { ProblemCode } from "../problem-codes.ts";
import type { NoParameters } from "./no-parameters.ts";

/** A value, as it was sent, and the member that holds it, such as `comments.0.description`. */
export type ValueAt = { readonly where: string; readonly value: unknown };

/** What JSON calls a value. */
export type JsonKind = "string" | "list" | "object";

/** Of the shape of an input, and of words in a query. */
export type InputParameters = {
	readonly required: { readonly where: string };
	readonly wrongType: ValueAt & {
		/** Null where the schema does not say it in one word. */
		readonly expected: JsonKind | null;
	};
	/** Without its value, which may be a secret. */
	readonly secretNotString: { readonly where: string };
	readonly illFormedText: ValueAt;
	readonly textWithNull: ValueAt;
	readonly blankText: ValueAt;
	readonly textTooLong: ValueAt & { readonly most: number };
	readonly unknownKey: { readonly key: string };
	readonly emptyObjectAsList: { readonly where: string };
	readonly tooManyTags: { readonly count: number; readonly most: number };
	readonly notTrueOrFalse: ValueAt;
	readonly severalTrueOrFalse: { readonly where: string };
	readonly notPageSize: ValueAt & { readonly most: number };
	readonly severalPageSizes: {
		readonly where: string;
		readonly most: number;
	};
	readonly notCaseId: ValueAt;
	readonly severalCaseIds: { readonly where: string };
	readonly wrongVisibility: {
		readonly visibility: string;
		readonly allowed: readonly string[];
	};
	readonly attachmentsTwice: NoParameters;
};

export const inputCodes = {
	required: "REQUIRED",
	wrongType: "INVALID_TYPE",
	secretNotString: "INVALID_TYPE",
	illFormedText: "ILL_FORMED_TEXT",
	textWithNull: "ILL_FORMED_TEXT",
	blankText: "REQUIRED",
	textTooLong: "TOO_LONG",
	unknownKey: "UNKNOWN_FIELD",
	emptyObjectAsList: "VALUE_CONVERTED",
	tooManyTags: "TOO_MANY",
	notTrueOrFalse: "INVALID_FORMAT",
	severalTrueOrFalse: "INVALID_FORMAT",
	notPageSize: "INVALID_FORMAT",
	severalPageSizes: "INVALID_FORMAT",
	notCaseId: "INVALID_FORMAT",
	severalCaseIds: "INVALID_FORMAT",
	wrongVisibility: "INVALID_FORMAT",
	attachmentsTwice: "DUPLICATE_KEY",
} as const satisfies Record<keyof InputParameters, ProblemCode>;
