import type { Profile } from "../../domain/actor.ts";
import type { Case, CaseComment } from "../../domain/case/case.ts";
import type { CaseData, CaseDataValue } from "../../domain/case/case-data.ts";
import type { Catalogue } from "../../domain/catalogue/catalogue.ts";
import type { Problem, ProblemCode } from "../../domain/problem.ts";
import type { SessionContext } from "../../domain/session/session-context.ts";

/* The only place that knows how v4 spells things. */

const codes = {
	CODE_REQUIRED: "CodeRequired",
	INVALID_CODE: "InvalidCode",
	CATEGORY_SYSTEM_NODE: "CategorySystemNode",
	INVALID_NAME: "InvalidName",
	INITIAL_STATUS_NOT_SELECTED: "InitialStatusNotSelected",
	INITIAL_RESOLUTION_TYPE_NOT_SELECTED: "InitialResolutionTypeNotSelected",
	INVALID_CASE_FIELD: "invalidCaseField",
	REQUIRED: "Required",
	INVALID_TYPE: "InvalidType",
	INVALID_FORMAT: "InvalidFormat",
	ILL_FORMED_TEXT: "IllFormedText",
	TOO_LONG: "TooLong",
	TOO_MANY: "TooMany",
	TOO_LARGE: "TooLarge",
	UNKNOWN_FIELD: "UnknownField",
	DUPLICATE_KEY: "DuplicateKey",
	IDEMPOTENCY_KEY_REUSED: "IdempotencyKeyReused",
	CONFLICTING_IDEMPOTENCY_KEYS: "ConflictingIdempotencyKeys",
	INVALID_CREDENTIALS: "InvalidCredentials",
} as const satisfies Record<ProblemCode, string>;

const memberKeys: Readonly<Record<string, string>> = {
	categoryCode: "category",
	typeCode: "categoryOrType",
	status: "caseStatus",
	resolution: "caseResolutionType",
	attachments: "attachements",
};

/** The flat `errors` object: a key for each problem, every value one string. */
export function formatProblems(
	problems: readonly Problem[],
): Record<string, string> {
	const errors: Record<string, string> = Object.create(null);
	for (const problem of problems)
		errors[keyOf(problem)] ??= codes[problem.code];
	return errors;
}

function keyOf({ code, path }: Problem): string {
	if (code === "INVALID_CODE") return "categoryOrType";
	if (code === "DUPLICATE_KEY" || code === "UNKNOWN_FIELD")
		return path.join(".");
	const [member = "error", ...rest] = path;
	return [memberKeys[member] ?? member, ...rest].join(".");
}

/** The v4 body in the words of the domain: v4's spelling of attachments becomes ours. */
export function readCaseBody(body: Readonly<Record<string, unknown>>): {
	raw: Readonly<Record<string, unknown>>;
	problems: readonly Problem[];
} {
	if (!("attachements" in body)) return { raw: body, problems: [] };
	const { attachements, ...rest } = body;
	if (!("attachments" in rest))
		return { raw: { ...rest, attachments: attachements }, problems: [] };
	const both: Problem = {
		code: "DUPLICATE_KEY",
		path: ["attachments"],
		message:
			"Both spellings, attachements and attachments, were sent; send one.",
	};
	return { raw: rest, problems: [both] };
}

/** `case` of an answer. */
export function formatCase(found: Case, catalogue: Catalogue) {
	const { id, categoryCode, typeCode, status, resolution } = found;
	return {
		id,
		categoryCode,
		categoryName: catalogue.categories.get(categoryCode)?.name ?? categoryCode,
		typeCode,
		status,
		resolution,
		comments: found.comments.map((comment) => formatComment(comment, id)),
		caseData: formatCaseData(found.caseData),
		attachements: found.attachments.map((attachment) => ({
			id: attachment.id,
			fileName: attachment.fileName,
			contentType: attachment.contentType,
			size: attachment.size,
		})),
	};
}

function formatComment({ id, description }: CaseComment, caseId: number) {
	return { id, caseInstanceId: caseId, description };
}

function formatCaseData(caseData: CaseData): Record<string, unknown> {
	const answer: Record<string, unknown> = { links: [] };
	for (const code in caseData)
		answer[code] = formatValue(caseData[code] as CaseDataValue);
	return answer;
}

/** Every value in the JSON kind and with the digits that were sent. */
function formatValue(value: CaseDataValue): unknown {
	switch (value.type) {
		case "BOOLEAN":
		case "NUMBER":
			return value.value;
		case "DECIMAL":
			return value.sentAs === "number" ? JSON.rawJSON(value.text) : value.text;
		default:
			return value.text;
	}
}

/** `context` of an answer. */
export function formatContext({ links, profile }: SessionContext) {
	return {
		links,
		activities: [],
		simpleProfile: profile && formatProfile(profile),
	};
}

function formatProfile({ firstname, lastname, email }: Profile) {
	return { firstname, lastname, email };
}
