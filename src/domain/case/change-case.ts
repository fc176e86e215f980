import { type Action, type Authorized, authorize } from "../authorize.ts";
import type { Context } from "../context.ts";
import type { Problem } from "../problem.ts";
import { Refusal } from "../refusal.ts";
import type { ChangeCaseJob, ChangeCaseResult } from "../store.ts";
import type { Case } from "./case.ts";
import { findVisibleCase } from "./find-cases.ts";

/**
 * How often a change is decided again when the case, the catalogue or the credentials change under it. Of the changes
 * that meet, one gets through each time: this is how many may come at once.
 */
const attempts = 25;

/** What a change does to a case; members that are left out do nothing. */
export type ChangeDecision =
	| { readonly problems: readonly Problem[] }
	| (Partial<
			Pick<
				ChangeCaseJob,
				| "change"
				| "addComments"
				| "updateComment"
				| "addAttachments"
				| "removeAttachment"
			>
	  > & { readonly warnings?: readonly Problem[] });

export type ChangeOutcome =
	| {
			/** The case as it stands after the change. */
			readonly case: Case;
			readonly written: Extract<ChangeCaseResult, { kind: "changed" }>;
			readonly warnings: readonly Problem[];
	  }
	| { readonly case: null; readonly problems: readonly Problem[] };

export type ChangeInput = {
	readonly caseId: number;
	/** The version the caller saw; refused when it is no longer that one. */
	readonly expectedVersion?: number | null;
};

/**
 * The frame of every change of a case: authorise, find, decide, write if nobody was faster, return. A case that the
 * caller may not see is a problem like one that does not exist; a case in a final status takes no change.
 */
export async function changeCase<A extends ChangeAction>(
	context: Context,
	action: A,
	{ caseId, expectedVersion = null }: ChangeInput,
	decide: (
		ctx: Authorized<A>,
		found: Case,
	) => ChangeDecision | Promise<ChangeDecision>,
): Promise<ChangeOutcome> {
	let ctx = authorize(context, action);
	for (let attempt = 0; attempt < attempts; attempt++) {
		const found = await findVisibleCase(ctx, caseId);
		const problem = found
			? refuseChange(ctx, found, expectedVersion)
			: caseNotFound(caseId);
		if (!found || problem)
			return { case: null, problems: [problem as Problem] };
		const decision = await decide(ctx, found);
		if ("problems" in decision)
			return { case: null, problems: decision.problems };
		const { warnings = [], ...writes } = decision;
		const written = await ctx.store.cases.change(jobOf(ctx, found, writes));
		if (written.kind === "changed") {
			const changed = await ctx.store.cases.findById(caseId);
			if (!changed) throw new Error(`Case ${caseId} is gone after its change.`);
			return { case: changed, written, warnings };
		}
		if (written.kind === "stale") ctx = authorize(await ctx.refresh(), action);
	}
	throw new Refusal(
		"busy",
		"The case is being changed; send the request again.",
	);
}

type ChangeAction = Extract<
	Action,
	| "updateCase"
	| "commentCase"
	| "attachToCase"
	| "transitionCase"
	| "assignCase"
>;

export function caseNotFound(caseId: number): Problem {
	return {
		code: "CASE_NOT_FOUND",
		path: ["id"],
		message:
			caseId > 0
				? `There is no case ${caseId} that this caller may see.`
				: "The id names no case.",
	};
}

function refuseChange(
	{ catalogue }: Context,
	found: Case,
	expectedVersion: number | null,
): Problem | null {
	if (catalogue.finalStatuses.has(found.status))
		return {
			code: "CASE_ALREADY_CLOSED",
			path: ["id"],
			message: `Case ${found.id} has the final status "${found.status}" and takes no changes.`,
		};
	if (expectedVersion !== null && expectedVersion !== found.version)
		return {
			code: "STALE_VERSION",
			path: ["expectedVersion"],
			message: `Case ${found.id} has version ${found.version}, not ${expectedVersion}; read it again.`,
		};
	return null;
}

function jobOf(
	ctx: Authorized<ChangeAction>,
	found: Case,
	writes: Partial<ChangeCaseJob>,
): ChangeCaseJob {
	const { actor } = ctx;
	return {
		versions: ctx.versions,
		at: ctx.now(),
		door: ctx.door,
		touchpointCode: ctx.touchpoint.code,
		actorKind: actor.kind,
		operatorId: actor.kind === "party" ? null : actor.operator.id,
		caseId: found.id,
		partyId: found.partyId,
		version: found.version,
		change: null,
		addComments: [],
		updateComment: null,
		addAttachments: [],
		removeAttachment: null,
		...writes,
	};
}
