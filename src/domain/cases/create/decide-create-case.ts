import type { Authorized } from "../../authorize.ts";
import type { CategoryType } from "../../catalogue/catalogue.ts";
import type { Parsed } from "../../input/parse-input.ts";
import type { Problem } from "../../problems/problem.ts";
import type { AttachmentInput } from "../attachments/attachment-schemas.ts";
import { decideCaseData } from "../case-data/case-data.ts";
import type { CaseData } from "../case-data/case-data-value.ts";
import { inMemberOrder } from "../case-data/in-member-order.ts";
import { splitWarnings } from "../split-warnings.ts";
import type { CreateCaseCommand } from "./create-case-parser.ts";
import { decideCategoryType } from "./decide-category-type.ts";
import { decideResolution, decideStatus } from "./decide-initial.ts";
import { decideOrigin } from "./decide-origin.ts";

/** What a new case will be, once every rule has agreed. */
export type NewCase = {
	readonly pair: CategoryType;
	readonly status: string;
	readonly resolution: string | null;
	readonly comments: readonly string[];
	readonly caseData: CaseData;
	readonly attachments: readonly AttachmentInput[];
};

export type Decision =
	| {
			readonly kind: "accepted";
			readonly newCase: NewCase;
			readonly warnings: readonly Problem[];
	  }
	| { readonly kind: "refused"; readonly problems: readonly Problem[] };

/** All rules of create on one catalogue: every problem at once, in the order of the v4 contract. */
export function decideCreateCase(
	ctx: Authorized<"createCase">,
	{ value, problems: shapeProblems }: Parsed<CreateCaseCommand>,
): Decision {
	const { pair, problems: pairProblems } = decideCategoryType(ctx, value);
	const status = decideStatus(ctx.catalogue, value.status);
	const resolution = decideResolution(ctx.catalogue, value.resolution);
	const fields =
		pair && value.caseData !== undefined
			? decideCaseData(value.caseData ?? {}, pair.type, ctx.app.limits)
			: { caseData: {}, problems: [], warnings: [] };
	const { errors, warnings } = splitWarnings(ctx.touchpoint, [
		...shapeProblems,
		...fields.problems,
	]);
	const problems = inMemberOrder([
		...errors,
		...pairProblems,
		...status.problems,
		...resolution.problems,
		...decideOrigin(ctx.origin, ctx.app.limits),
	]);
	if (problems.length > 0 || !pair || status.name === null)
		return { kind: "refused", problems };
	return {
		kind: "accepted",
		newCase: {
			pair,
			status: status.name,
			resolution: resolution.name,
			comments: (value.comments ?? []).map(({ description }) => description),
			caseData: fields.caseData,
			attachments: value.attachments ?? [],
		},
		warnings: [...warnings, ...fields.warnings],
	};
}
