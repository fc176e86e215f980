import { type Action, type Authorized, authorize } from "../../authorize.ts";
import type { Context } from "../../context.ts";
import type { ChangeCaseJob, ChangedCase } from "../../ports/change-job.ts";
import type {
	KeyReference,
	NewKey,
	Repeated,
} from "../../ports/idempotency-keys.ts";
import type { Problem } from "../../problems/problem.ts";
import { RequestError } from "../../problems/request-error.ts";
import type { Case } from "../case.ts";
import {
	type CommandFingerprint,
	digestOf,
} from "../idempotency/command-fingerprint.ts";
import { findEarlier, keyReused } from "../idempotency/find-earlier.ts";
import { readKey } from "../idempotency/read-key.ts";
import { findVisibleCase } from "../queries/find-cases.ts";
import { caseNotFound, refuseChange } from "./refuse-change.ts";
import { writtenBy } from "./written-by.ts";

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
			/** What the change added; of a replay, what its first time added. */
			readonly written: ChangedCase;
			/** Nothing was changed: an earlier command with the same key did it. */
			readonly replayed: boolean;
			readonly warnings: readonly Problem[];
	  }
	| { readonly case: null; readonly problems: readonly Problem[] };

export type ChangeInput = {
	readonly caseId: number;
	/** The version the caller saw; refused when it is no longer that one. */
	readonly expectedVersion?: number | null;
	/** The idempotency key inside a GraphQL input. */
	readonly keyInput?: string | null;
};

type ChangeVerb<A extends Action> = {
	readonly decide: (
		ctx: Authorized<A>,
		found: Case,
	) => ChangeDecision | Promise<ChangeDecision>;
	/** What is asked for, verb first, for the digest of an idempotency key. */
	readonly fingerprint: (
		ctx: Authorized<A>,
	) => CommandFingerprint | Promise<CommandFingerprint>;
};

/**
 * The frame of every change of a case: authorise, find, decide, write if nobody was faster, return. A case that the
 * caller may not see is a problem like one that does not exist; a case in a final status takes no change.
 */
export async function changeCase<A extends ChangeAction>(
	context: Context,
	action: A,
	{ caseId, expectedVersion = null, keyInput = null }: ChangeInput,
	{ decide, fingerprint }: ChangeVerb<A>,
): Promise<ChangeOutcome> {
	let ctx = authorize(context, action);
	const { key, problems: keyProblems } = readKey(ctx, keyInput);
	let digested: Promise<string | null> | null = null;
	const digest = () => {
		digested ??= Promise.resolve(fingerprint(ctx)).then((said) =>
			digestOf(said && [caseId, ...said]),
		);
		return digested;
	};
	for (let attempt = 0; attempt < attempts; attempt++) {
		const found = await findVisibleCase(ctx, caseId);
		if (!found) return refused([caseNotFound(caseId), ...keyProblems]);
		const refusal = refuseChange(ctx, found, expectedVersion);
		const decision = refusal
			? { problems: [refusal] }
			: await decide(ctx, found);
		if ("problems" in decision || keyProblems.length > 0) {
			const earlier = await findEarlier(ctx, key, digest);
			if (earlier) return repeat(ctx, key, earlier);
			const problems = "problems" in decision ? decision.problems : [];
			return refused([...problems, ...keyProblems]);
		}
		const { warnings = [], ...writes } = decision;
		const idempotency = key && newKey(key, await digest());
		const job = jobOf(ctx, found, { ...writes, idempotency });
		const written = await ctx.app.store.cases.change(job);
		switch (written.kind) {
			case "changed":
				return {
					case: await readChanged(ctx, caseId),
					written,
					replayed: false,
					warnings,
				};
			case "replayed":
			case "keyReused":
				return repeat(ctx, key, written, warnings);
			case "stale":
				ctx = authorize(await ctx.refresh(), action);
		}
	}
	throw new RequestError("caseChanging", {});
}

/** A change that is written has a whole command, and so a digest. */
function newKey(key: KeyReference, digest: string | null): NewKey | null {
	return digest === null ? null : { ...key, digest };
}

function refused(problems: readonly Problem[]): ChangeOutcome {
	return { case: null, problems };
}

/** What a key that was used before leads to. */
async function repeat(
	ctx: Context,
	key: KeyReference | null,
	earlier: Repeated,
	warnings: readonly Problem[] = [],
): Promise<ChangeOutcome> {
	if (earlier.kind === "keyReused") return refused([keyReused(key)]);
	const { caseId, commentId, attachmentId } = earlier.record;
	return {
		case: await readChanged(ctx, caseId),
		written: {
			kind: "changed",
			commentIds: commentId === null ? [] : [commentId],
			attachmentIds: attachmentId === null ? [] : [attachmentId],
		},
		replayed: true,
		warnings,
	};
}

async function readChanged({ app }: Context, caseId: number): Promise<Case> {
	const changed = await app.store.cases.findById(caseId, null);
	if (!changed) throw new Error(`Case ${caseId} is gone after its change.`);
	return changed;
}

type ChangeAction = Extract<
	Action,
	| "updateCase"
	| "commentCase"
	| "attachToCase"
	| "transitionCase"
	| "assignCase"
>;

function jobOf(
	ctx: Authorized<ChangeAction>,
	found: Case,
	writes: Partial<ChangeCaseJob>,
): ChangeCaseJob {
	return {
		...writtenBy(ctx),
		caseId: found.id,
		partyId: found.partyId,
		version: found.version,
		change: null,
		addComments: [],
		updateComment: null,
		addAttachments: [],
		removeAttachment: null,
		idempotency: null,
		...writes,
	};
}
