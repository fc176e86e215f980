import type { Authorized } from "../../authorize.ts";
import type { CreateCaseJob } from "../../ports/create-jobs.ts";
import type { Repeated } from "../../ports/idempotency-keys.ts";
import type { Problem } from "../../problems/problem.ts";
import { checkFiles, type Uploads } from "../attachments/case-files.ts";
import { findEarlier, keyReused } from "../idempotency/idempotency.ts";
import { decideCreateCase, type NewCase } from "./decide-create-case.ts";
import type { CreateRequest } from "./read-create-request.ts";

/** A create that every rule agrees to, with all that writing it needs. */
export type Accepted = {
	readonly kind: "accepted";
	readonly newCase: NewCase;
	readonly uploads: Uploads;
	readonly idempotency: CreateCaseJob["idempotency"];
	readonly warnings: readonly Problem[];
};

/** What becomes of a create; writes nothing. */
export type EvaluatedCreate =
	| Accepted
	/** An earlier command with the same key made this case. */
	| {
			readonly kind: "existing";
			readonly caseId: number;
			readonly warnings: readonly Problem[];
	  }
	| { readonly kind: "refused"; readonly problems: readonly Problem[] };

/**
 * All rules of create. A refused command with a key is looked up, so that a rule that changed since does not break a
 * retry; the key of an accepted one is looked up where it is written.
 */
export async function evaluateCreate(
	ctx: Authorized<"createCase">,
	request: CreateRequest,
): Promise<EvaluatedCreate> {
	const { command, key, digest, problems } = request;
	const found = await checkFiles(ctx, command.value.attachments ?? []);
	const decision = decideCreateCase(ctx, {
		...command,
		problems: [...command.problems, ...found.problems],
	});
	if (problems.length > 0)
		return {
			kind: "refused",
			problems: [
				...(decision.kind === "refused" ? decision.problems : []),
				...problems,
			],
		};
	if (decision.kind === "refused")
		return (
			repeated(request, await findEarlier(ctx, key, () => digest)) ?? decision
		);
	return {
		...decision,
		uploads: found.uploads,
		idempotency: key === null || digest === null ? null : { ...key, digest },
	};
}

/** The same for a create that will not be written: what writing it would meet is looked up as well. */
export async function previewCreate(
	ctx: Authorized<"createCase">,
	request: CreateRequest,
): Promise<EvaluatedCreate> {
	const evaluated = await evaluateCreate(ctx, request);
	if (evaluated.kind !== "accepted") return evaluated;
	const { key, digest } = request;
	const earlier = await findEarlier(ctx, key, () => digest);
	return repeated(request, earlier, evaluated.warnings) ?? evaluated;
}

/** What a key that was used before makes of a create. */
function repeated(
	{ key }: CreateRequest,
	earlier: Repeated | null,
	warnings: readonly Problem[] = [],
): EvaluatedCreate | null {
	if (!earlier) return null;
	return earlier.kind === "replayed"
		? { kind: "existing", caseId: earlier.record.caseId, warnings }
		: { kind: "refused", problems: [keyReused(key)] };
}
