import type { ProblemCode } from "../problem-codes.ts";
import type { ValueAt } from "./input.ts";
import type { NoParameters } from "./no-parameters.ts";

type OfCase = { readonly caseId: number };
type CountWithLimit = { readonly count: number; readonly most: number };

/** Of whole cases, their changes, and the keys of commands. */
export type CaseParameters = {
	readonly emptyBulk: { readonly most: number };
	readonly tooManyRows: CountWithLimit;
	readonly tooManyParts: CountWithLimit;
	readonly dryRunOfRow: { readonly dryRun: boolean };
	readonly keyForAllRows: { readonly key: string };
	readonly keyReused: { readonly key: string };
	readonly keysDiffer: { readonly header: string; readonly input: string };
	readonly illFormedKey: { readonly key: string };
	readonly severalKeys: { readonly count: number };
	readonly caseNotFound: OfCase;
	readonly noCaseId: NoParameters;
	readonly caseClosed: OfCase & { readonly status: string };
	readonly staleVersion: OfCase & {
		readonly version: number;
		readonly expected: number;
	};
	readonly tooManyComments: ValueAt & { readonly most: number };
	readonly commentNotFound: OfCase & { readonly id: unknown };
	/** Null where the case has no value that could be sent. */
	readonly valueNotEditable: ValueAt & { readonly own: string | number | null };
	readonly returnedCommentNotFound: OfCase & { readonly id: unknown };
	readonly returnedFileNotFound: OfCase & { readonly id: unknown };
	readonly newFileInUpdate: { readonly where: string };
	readonly assigneeMissing: NoParameters;
	readonly assigneeAmbiguous: NoParameters;
	readonly operatorNotFound: { readonly email: string };
	readonly operatorBlocked: { readonly email: string };
	readonly operatorNotAuthorized: {
		readonly email: string;
		readonly typeCode: string;
	};
	readonly groupNotFound: {
		readonly groupName: string;
		readonly typeCode: string;
		readonly able: readonly string[];
	};
};

export const caseCodes = {
	emptyBulk: "REQUIRED",
	tooManyRows: "TOO_MANY",
	tooManyParts: "TOO_MANY",
	dryRunOfRow: "INVALID_FORMAT",
	keyForAllRows: "IDEMPOTENCY_KEY_PER_ROW",
	keyReused: "IDEMPOTENCY_KEY_REUSED",
	keysDiffer: "CONFLICTING_IDEMPOTENCY_KEYS",
	illFormedKey: "INVALID_FORMAT",
	severalKeys: "INVALID_FORMAT",
	caseNotFound: "CASE_NOT_FOUND",
	noCaseId: "CASE_NOT_FOUND",
	caseClosed: "CASE_ALREADY_CLOSED",
	staleVersion: "STALE_VERSION",
	tooManyComments: "TOO_MANY",
	commentNotFound: "COMMENT_NOT_FOUND",
	valueNotEditable: "NOT_EDITABLE",
	returnedCommentNotFound: "NOT_EDITABLE",
	returnedFileNotFound: "NOT_EDITABLE",
	newFileInUpdate: "UNKNOWN_FIELD",
	assigneeMissing: "ASSIGNEE_MISSING",
	assigneeAmbiguous: "ASSIGNEE_AMBIGUOUS",
	operatorNotFound: "OPERATOR_NOT_FOUND",
	operatorBlocked: "OPERATOR_BLOCKED",
	operatorNotAuthorized: "OPERATOR_NOT_AUTHORIZED",
	groupNotFound: "GROUP_NOT_FOUND",
} as const satisfies Record<keyof CaseParameters, ProblemCode>;
