import { hash } from "node:crypto";
import type { Actor } from "../../actor.ts";
import type { Touchpoint } from "../../catalogue/catalogue.ts";
import type { Context } from "../../context.ts";
import type { KeyReference, Repeated } from "../../ports/idempotency-keys.ts";
import { type Problem, problem } from "../../problems/problem.ts";
import { callerOwner } from "./caller-owner.ts";
import { parseIdempotencyKey } from "./parse-idempotency-key.ts";

/**
 * What a command asks for, before defaults: the same for every order of keys, spacing and protocol. Null when its shape is
 * wrong: such a command was never accepted, so it equals no earlier one.
 */
export type CommandForm = readonly unknown[] | null;

/** The SHA-256 of a command that its key stands for. */
export function digestOf(form: CommandForm): string | null {
	return form && hash("sha256", JSON.stringify(form));
}

type Caller = Pick<Context, "idempotencyKeyHeader"> & {
	readonly actor: Actor;
	readonly touchpoint: Touchpoint;
};

/** The key of a request, from its header or from a GraphQL input, as its caller's; null when there is none. */
export function readKey(
	{ actor, touchpoint, idempotencyKeyHeader }: Caller,
	keyInput: string | null,
): { key: KeyReference | null; problems: readonly Problem[] } {
	const { key, problems } = parseIdempotencyKey(idempotencyKeyHeader, keyInput);
	if (key === null) return { key, problems };
	const touchpointCode = touchpoint.code;
	return { key: { ...callerOwner(actor), touchpointCode, key }, problems };
}

type Digest = string | null;

/**
 * What a key led to before. `digest` is asked for only when there is something to compare it with. Asked also when rules
 * refuse a command, so that a rule that changed since does not break a retry.
 */
export async function findEarlier(
	{ app }: Pick<Context, "app">,
	key: KeyReference | null,
	digest: () => Digest | Promise<Digest>,
): Promise<Repeated | null> {
	const record = key && (await app.store.keys.find(key));
	if (!record) return null;
	return record.digest === (await digest())
		? { kind: "replayed", record }
		: { kind: "keyReused" };
}

/** The key stands for another command. */
export function keyReused(key: KeyReference | null): Problem {
	return problem("keyReused", ["idempotencyKey"], { key: String(key?.key) });
}
