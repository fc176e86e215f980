import type { Authorized } from "../authorize.ts";
import type { Pair, Touchpoint } from "../catalogue/catalogue.ts";
import type { Parsed } from "../parse-input.ts";
import { onePerPath, type Problem } from "../problem.ts";
import { type CaseData, decideCaseData } from "./case-data.ts";
import { decideResolution, decideStatus } from "./decide-initial.ts";
import { decideOrigin } from "./decide-origin.ts";
import { decidePair } from "./decide-pair.ts";
import type {
	CreateCaseCommand,
	InlineAttachment,
} from "./parse-create-case.ts";

/** What a new case will be, once every rule has agreed. */
export type NewCase = {
	readonly pair: Pair;
	readonly status: string;
	readonly resolution: string | null;
	readonly comments: readonly string[];
	readonly caseData: CaseData;
	readonly attachments: readonly InlineAttachment[];
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
	const { pair, problems: pairProblems } = decidePair(ctx, value);
	const status = decideStatus(ctx.catalogue, value.status);
	const resolution = decideResolution(ctx.catalogue, value.resolution);
	const fields =
		pair && value.caseData
			? decideCaseData(value.caseData, pair.type, ctx.limits)
			: { caseData: {}, problems: [] };
	const { errors, warnings } = splitUnknownKeys(ctx.touchpoint, shapeProblems);
	const problems = inOrder([
		...errors,
		...pairProblems,
		...status.problems,
		...resolution.problems,
		...fields.problems,
		...decideOrigin(ctx.origin, ctx.limits),
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
		warnings,
	};
}

const memberOrder = [
	"categoryCode",
	"typeCode",
	"status",
	"resolution",
	"caseData",
	"comments",
	"attachments",
];

/** One problem a path, a shape error before its consequences, in the order of the v4 contract; other members last. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
	if (problems.length < 2) return problems;
	const rank = ({ path }: Problem) => {
		const at = memberOrder.indexOf(path[0] ?? "");
		return at === -1 ? memberOrder.length : at;
	};
	return onePerPath(problems).toSorted((a, b) => rank(a) - rank(b));
}

/** A touchpoint may ask to be warned of unknown keys instead of being refused. */
function splitUnknownKeys(
	touchpoint: Touchpoint,
	problems: readonly Problem[],
) {
	if (touchpoint.unknownFields === "refuse" || problems.length === 0)
		return { errors: problems, warnings: [] };
	const { errors = [], warnings = [] } = Object.groupBy(problems, ({ code }) =>
		code === "UNKNOWN_FIELD" ? "warnings" : "errors",
	);
	return { errors, warnings };
}
