import type { Authorized } from "../authorize.ts";
import type { Problem } from "../problem.ts";
import type { CreateCaseJob } from "../store.ts";
import { findUploads, type Uploads } from "./case-files.ts";
import type { CreateRequest } from "./create-request.ts";
import { decideCreateCase, type NewCase } from "./decide-create-case.ts";

/** A create that every rule agrees to, with all that writing it needs. */
export type Accepted = {
	readonly kind: "accepted";
	readonly newCase: NewCase;
	readonly uploads: Uploads;
	readonly idempotency: CreateCaseJob["idempotency"];
	readonly warnings: readonly Problem[];
};

/** What becomes of a create; writes nothing. */
export type Considered =
	| Accepted
	/** An earlier command with the same key made this case. */
	| {
			readonly kind: "landed";
			readonly caseId: number;
			readonly warnings: readonly Problem[];
	  }
	| { readonly kind: "refused"; readonly problems: readonly Problem[] };

/**
 * All rules of create. A refused command with a key is looked up, so that a rule that changed since does not break a
 * retry; the key of an accepted one is looked up where it is written.
 */
export async function considerCreate(
	ctx: Authorized<"createCase">,
	{ command, key, digest, problems }: CreateRequest,
): Promise<Considered> {
	const found = await findUploads(ctx, command.value.attachments ?? []);
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
		return (await findEarlier(ctx, key, digest)) ?? decision;
	return {
		...decision,
		uploads: found.uploads,
		idempotency: key === null || digest === null ? null : { key, digest },
	};
}

/** The same for a create that will not be written: what writing it would meet is looked up as well. */
export async function foreseeCreate(
	ctx: Authorized<"createCase">,
	request: CreateRequest,
): Promise<Considered> {
	const considered = await considerCreate(ctx, request);
	if (considered.kind !== "accepted") return considered;
	const { key, digest } = request;
	const { warnings } = considered;
	return (await findEarlier(ctx, key, digest, warnings)) ?? considered;
}

/** What the key already stands for. */
async function findEarlier(
	ctx: Authorized<"createCase">,
	key: string | null,
	digest: string | null,
	warnings: readonly Problem[] = [],
): Promise<Considered | null> {
	if (key === null) return null;
	const record = await ctx.store.cases.findKey({
		partyId: ctx.actor.party.id,
		touchpointCode: ctx.touchpoint.code,
		key,
	});
	if (!record) return null;
	return record.digest === digest
		? { kind: "landed", caseId: record.caseId, warnings }
		: { kind: "refused", problems: [keyReused(key)] };
}

export function keyReused(key: string | null): Problem {
	return {
		code: "IDEMPOTENCY_KEY_REUSED",
		path: ["idempotencyKey"],
		message: `Idempotency key ${JSON.stringify(key)} belongs to an earlier, different command; use a new key.`,
	};
}
