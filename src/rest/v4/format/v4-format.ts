import { type Actor, type Profile, profileOf } from "../../../domain/actor.ts";
import type { Case, CaseComment } from "../../../domain/cases/case.ts";
import type { CaseDataValue } from "../../../domain/cases/case-data/case-data.ts";
import { shownCaseData } from "../../../domain/cases/case-data/shown-case-data.ts";
import type { CasePreview } from "../../../domain/cases/create/case-preview.ts";
import type { Catalogue, Pair } from "../../../domain/catalogue/catalogue.ts";
import type { StatusEntry } from "../../../domain/catalogue/entries.ts";
import type { ListPairs } from "../../../domain/catalogue/list-pairs.ts";
import {
	type Problem,
	type ProblemCode,
	problemCodes,
} from "../../../domain/problems/problem.ts";
import type { Links } from "../../../http/answers/create-links.ts";
import { type Query, queryValues } from "../../../http/callers/query-of.ts";

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
	INFECTED: "Infected",
	UNKNOWN_FIELD: "UnknownField",
	DUPLICATE_KEY: "DuplicateKey",
	IDEMPOTENCY_KEY_REUSED: "IdempotencyKeyReused",
	CONFLICTING_IDEMPOTENCY_KEYS: "ConflictingIdempotencyKeys",
	IDEMPOTENCY_KEY_PER_ROW: "IdempotencyKeyPerRow",
	CASE_NOT_FOUND: "invalidId",
	CASE_ALREADY_CLOSED: "statusIsAlreadyClose",
	STALE_VERSION: "StaleVersion",
	NOT_EDITABLE: "NotEditable",
	INVALID_STATUS: "invalid",
	ASSIGNEE_MISSING: "missing",
	ASSIGNEE_AMBIGUOUS: "invalid",
	OPERATOR_NOT_FOUND: "operatorNotValid",
	OPERATOR_BLOCKED: "blocked",
	OPERATOR_NOT_AUTHORIZED: "isNotAuthorized",
	GROUP_NOT_FOUND: "invalidName",
	COMMENT_NOT_FOUND: "InvalidId",
	ATTACHMENT_NOT_FOUND: "InvalidId",
	UPLOAD_NOT_FOUND: "InvalidId",
	PARTY_NOT_FOUND: "InvalidId",
	INVALID_CREDENTIALS: "InvalidCredentials",
	ALREADY_SIGNED_IN: "PartyAlreadyLoggedin",
	VALUE_CONVERTED: "ValueConverted",
	TIMESTAMP_LIKE_DAY: "TimestampLikeDay",
	TOKEN_REQUIRED: "TokenRequired",
} as const satisfies Record<ProblemCode, string>;

const memberKeys: Readonly<Record<string, string>> = {
	categoryCode: "category",
	typeCode: "categoryOrType",
	status: "caseStatus",
	resolution: "caseResolutionType",
	attachments: "attachements",
};

/** Members of v4's own, beside those that GraphQL has too. */
export const v4Members: ReadonlySet<string> = new Set([
	"attachements",
	"limit",
	"uploads",
	"visibility",
]);

/** Every value one string. */
type Flat = Readonly<Record<string, string>>;

/** What a refusal says: a code under each key, for old callers, and beside it a sentence. */
export type V4Error = { readonly errors: Flat; readonly messages: Flat };

/** The body of a refusal: a key for each problem. */
export function formatErrors(problems: readonly Problem[]): V4Error {
	const { codes: errors, messages } = formatProblems(problems);
	return { errors, messages };
}

/** The body of a refusal with one key. */
export function formatError(
	key: string,
	code: string,
	message: string,
): V4Error {
	return { errors: { [key]: code }, messages: { [key]: message } };
}

/** What a success says beside its result, where there is something to say. */
export function formatWarnings(problems: readonly Problem[]) {
	if (problems.length === 0) return null;
	const { codes: warnings, messages } = formatProblems(problems);
	return { warnings, messages };
}

function formatProblems(problems: readonly Problem[]) {
	const flat: Record<string, string> = Object.create(null);
	const messages: Record<string, string> = Object.create(null);
	for (const problem of problems) {
		const key = keyOf(problem);
		if (key in flat) continue;
		flat[key] = codes[problem.code];
		messages[key] = problem.message;
	}
	return { codes: flat, messages };
}

/** Codes that have a key of their own, whatever the path. */
const codeKeys: Partial<Record<ProblemCode, string>> = {
	INVALID_CODE: "categoryOrType",
	CASE_NOT_FOUND: "case",
	CASE_ALREADY_CLOSED: "case",
	COMMENT_NOT_FOUND: "comment",
	ASSIGNEE_MISSING: "assignment",
	ASSIGNEE_AMBIGUOUS: "assignment",
	ALREADY_SIGNED_IN: "execution",
};

function keyOf({ code, path }: Problem): string {
	const own = codeKeys[code];
	if (own) return own;
	if (code === "DUPLICATE_KEY") return path.join(".");
	if (code === "UNKNOWN_FIELD" && path.length === 1) return path.join(".");
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

/** The body of a changed note: which comment, as a number or its digits, and the rest. Null is no comment. */
export function readNoteBody({
	id,
	...raw
}: Readonly<Record<string, unknown>>): {
	commentId: number | null;
	raw: Readonly<Record<string, unknown>>;
} {
	if (typeof id === "string" && /^\d{1,15}$/.test(id))
		return { commentId: Number(id), raw };
	return { commentId: typeof id === "number" ? id : null, raw };
}

/** The query of `GET /cases/typecategory`; a blank code is none, several codes are alternatives. */
export function readPairQuery(query: Query): ListPairs {
	const { visibility } = query;
	const codesOf = (name: string) =>
		queryValues(query, name).filter((value) => value !== "");
	return {
		...(visibility !== undefined && { visibility: String(visibility) }),
		typeCodes: codesOf("caseTypeCode"),
		categoryCodes: codesOf("caseCategoryCode"),
	};
}

/** The refusal of `GET /cases/{id}`, which has a spelling of its own; the same for every id. */
export const caseIsUnknown = formatError(
	"case",
	"InvalidID",
	problemCodes.CASE_NOT_FOUND,
);

/** `case` of an answer. */
export function formatCase(found: Case, catalogue: Catalogue) {
	const { id } = found;
	return {
		id,
		...formatCodes(found, catalogue),
		comments: found.comments.map((comment) => formatComment(comment, id)),
		caseData: formatCaseData(found, catalogue),
		attachements: found.attachments.map((attachment) => ({
			id: attachment.id,
			...formatFile(attachment),
		})),
	};
}

/** `case` of a dry run: the same without ids. */
export function formatPreview(preview: CasePreview, catalogue: Catalogue) {
	return {
		...formatCodes(preview, catalogue),
		comments: preview.comments.map(({ description }) => ({ description })),
		caseData: formatCaseData(preview, catalogue),
		attachements: preview.attachments.map(formatFile),
	};
}

function formatCodes(
	{ categoryCode, typeCode, status, resolution }: CasePreview,
	catalogue: Catalogue,
) {
	return {
		categoryCode,
		categoryName: catalogue.categories.get(categoryCode)?.name ?? categoryCode,
		typeCode,
		status,
		resolution,
	};
}

function formatFile({
	fileName,
	contentType,
	size,
}: CasePreview["attachments"][number]) {
	return { fileName, contentType, size };
}

/** `comment` of an answer to a note. */
export function formatComment(
	{ id, description }: CaseComment,
	caseId: number,
) {
	return { id, caseInstanceId: caseId, description };
}

function formatCaseData(
	{ typeCode, caseData: stored }: CasePreview,
	catalogue: Catalogue,
): Record<string, unknown> {
	const caseData = shownCaseData(catalogue, typeCode, stored);
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

/** An element of `caseStatuses`. */
export function formatStatus({ name, isInitial, isFinal }: StatusEntry) {
	return { statusName: name, initial: isInitial, finalState: isFinal };
}

/** An element of `caseTypeCategories`. */
export function formatPair({ type, category, defaultAnswer }: Pair) {
	return {
		caseTypeCode: type.code,
		caseTypeName: type.name,
		caseCategoryCode: category.code,
		caseCategoryName: category.name,
		defaultAnswer,
	};
}

/** `context` of an answer. */
export function formatContext(actor: Actor | null, links: Links) {
	return {
		links: links.session(actor !== null),
		activities: [],
		simpleProfile: actor && formatProfile(profileOf(actor)),
	};
}

/** `person`, and `simpleProfile` of a context. */
export function formatProfile({ firstname, lastname, email }: Profile) {
	return { firstname, lastname, email };
}
