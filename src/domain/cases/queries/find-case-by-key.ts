import { callerOwner } from "../../actor.ts";
import { authorize } from "../../authorize.ts";
import type { Context } from "../../context.ts";
import { type Problem, problem } from "../../problems/problem.ts";
import type { Case } from "../case.ts";
import { findExistingCase } from "../create/find-existing-case.ts";
import { parseIdempotencyKey } from "../idempotency/read-key.ts";

export type CaseByKeyOutcome =
	| { readonly case: Case | null; readonly problems: readonly [] }
	| { readonly case: null; readonly problems: readonly Problem[] };

/**
 * "Did it succeed?": the case that a command with this key made or changed, or null. The key is the calling party's at this touchpoint, as when it
 * was sent, and is looked up behind every write that came before. Like a replay it is answered truthfully, also for a
 * type that is not visible in the app: the creator asks for its own intention. `sent` is each value that was given.
 */
export async function findCaseByKey(
	context: Context,
	sent: readonly string[],
): Promise<CaseByKeyOutcome> {
	const ctx = authorize(context, "findCaseByKey");
	const { key, problems } = parseOneKey(sent);
	if (key === null) return { case: null, problems };
	const record = await ctx.app.store.keys.find({
		...callerOwner(ctx.actor),
		touchpointCode: ctx.touchpoint.code,
		key,
	});
	return {
		case: record && (await findExistingCase(ctx, record.caseId)),
		problems: [],
	};
}

function parseOneKey(
	sent: readonly string[],
): ReturnType<typeof parseIdempotencyKey> {
	const different = new Set(sent);
	if (different.size <= 1) return parseIdempotencyKey(null, sent[0] ?? "");
	const several = problem("severalKeys", ["idempotencyKey"], {
		count: different.size,
	});
	return { key: null, problems: [several] };
}
