import type { Authorized } from "../../authorize.ts";
import type { CategoryType } from "../../catalogue/catalogue.ts";
import type { Parsed } from "../../input/parse-input.ts";
import { keysOf } from "../../keys-of.ts";
import type { CaseChange } from "../../ports/change-job.ts";
import { type Problem, problem } from "../../problems/problem.ts";
import type { Case } from "../case.ts";
import {
	type DecidedCaseData,
	decideCaseData,
} from "../case-data/case-data.ts";
import { sentForm } from "../case-data/case-data-fingerprint.ts";
import type { CaseData } from "../case-data/case-data-value.ts";
import { inMemberOrder } from "../case-data/in-member-order.ts";
import { decideCategoryType } from "../create/decide-category-type.ts";
import { splitWarnings } from "../split-warnings.ts";
import type { ChangeDecision } from "./change-case.ts";
import { checkReturned } from "./check-returned.ts";
import { addedComments } from "./comment-changes.ts";
import type { UpdateCaseCommand } from "./update-case-parser.ts";

/** All rules of update on one catalogue and one state of the case: every problem at once, in the order of create. */
export function decideUpdateCase(
	ctx: Authorized<"updateCase">,
	found: Case,
	{ value, problems: shapeProblems }: Parsed<UpdateCaseCommand>,
): ChangeDecision {
	const { categoryType, problems: categoryTypeProblems } =
		decideNewCategoryType(ctx, found, value);
	const status = decideName(ctx.catalogue.statuses, "status", value.status);
	const resolution = decideName(
		ctx.catalogue.resolutions,
		"resolution",
		value.resolution,
	);
	const fields = categoryType
		? decideFields(ctx, found, categoryType, value.caseData)
		: unchanged(found);
	const { errors, warnings } = splitWarnings(ctx.touchpoint, [
		...checkReturned(ctx, found, value),
		...shapeProblems,
		...fields.problems,
	]);
	const problems = inMemberOrder([
		...errors,
		...categoryTypeProblems,
		...status,
		...resolution,
	]);
	if (problems.length > 0 || !categoryType) return { problems };
	return {
		change: changeOf(found, {
			categoryCode: categoryType.category.code,
			typeCode: categoryType.type.code,
			status: value.status ?? found.status,
			resolution: value.resolution ?? found.resolution,
			caseData: fields.caseData,
		}),
		addComments: addedComments(value.comments ?? []),
		warnings: [...warnings, ...fields.warnings],
	};
}

/** The category type that a case already has needs no grant; another one does. */
function decideNewCategoryType(
	ctx: Authorized<"updateCase">,
	found: Case,
	value: Partial<UpdateCaseCommand>,
) {
	const { categoryCode, typeCode } = value;
	const current = ctx.catalogue.categoryTypes
		.get(found.categoryCode)
		?.get(found.typeCode);
	const isSame =
		categoryCode === found.categoryCode && typeCode === found.typeCode;
	return current && isSame
		? { categoryType: current, problems: [] }
		: decideCategoryType(ctx, value);
}

/** Null or absent leaves a name as it is; any active one may follow. */
function decideName(
	active: ReadonlyMap<string, unknown>,
	member: "status" | "resolution",
	sent: string | null | undefined,
): readonly Problem[] {
	if (sent === null || sent === undefined || active.has(sent)) return [];
	const allowed = [...active.keys()];
	return [
		member === "status"
			? problem("unknownStatus", [member], { status: sent, allowed })
			: problem("unknownResolution", [member], { resolution: sent, allowed }),
	];
}

/** caseData, when sent, holds all fields; when not, the stored values are judged by the new type. */
function decideFields(
	ctx: Authorized<"updateCase">,
	found: Case,
	categoryType: CategoryType,
	sent: Readonly<Record<string, unknown>> | null | undefined,
): DecidedCaseData {
	const isSameType = categoryType.type.code === found.typeCode;
	if (sent === undefined || (sent === null && isSameType))
		return unchanged(found);
	const decided = decideCaseData(
		sent ?? sentForm(found.caseData),
		categoryType.type,
		ctx.app.limits,
		isSameType ? found.caseData : null,
	);
	const hidden = isSameType ? hiddenValues(found, categoryType) : {};
	return {
		...decided,
		caseData: { ...decided.caseData, ...hidden },
		problems: [
			...decided.problems,
			...(isSameType ? notEditable(found, categoryType, decided.caseData) : []),
		],
	};
}

function unchanged({ caseData }: Case): DecidedCaseData {
	return { caseData, problems: [], warnings: [] };
}

/** Values of fields that callers neither send nor see stay as they are. */
function hiddenValues(found: Case, { type }: CategoryType): CaseData {
	return Object.fromEntries(
		Object.entries(found.caseData).filter(([code]) => !type.fields.has(code)),
	);
}

function notEditable(
	found: Case,
	{ type }: CategoryType,
	caseData: CaseData,
): readonly Problem[] {
	const text = (code: string, from: CaseData) =>
		JSON.stringify(from[code] ?? null);
	return [...type.fields.values()]
		.filter(
			({ code, isEditable }) =>
				!isEditable && text(code, caseData) !== text(code, found.caseData),
		)
		.map(({ code }) =>
			problem("fieldNotEditable", ["caseData", code], { field: code }),
		);
}

type NewState = Pick<
	Case,
	"categoryCode" | "typeCode" | "status" | "resolution" | "caseData"
>;

/** Before and after hold only what differs. */
function changeOf(found: Case, state: NewState): CaseChange {
	const before: Partial<NewState> = {};
	const after: Partial<NewState> = {};
	for (const member of keysOf(state))
		if (textOf(found[member]) !== textOf(state[member])) {
			copy(member, found, before);
			copy(member, state, after);
		}
	return {
		kind: "UPDATED",
		...state,
		assignee: found.assignee,
		before,
		after,
	};
}

function copy<Member extends keyof NewState>(
	member: Member,
	from: NewState,
	to: { -readonly [Key in keyof NewState]?: NewState[Key] },
): void {
	to[member] = from[member];
}

/** The same for the same values, in whatever order the fields were sent. */
function textOf(value: NewState[keyof NewState]): string {
	return JSON.stringify(
		typeof value === "object" && value !== null
			? Object.entries(value).sort()
			: value,
	);
}
