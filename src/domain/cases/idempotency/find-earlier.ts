import type { Context } from "../../context.ts";
import type {
	KeyRecord,
	KeyReference,
	Repeated,
} from "../../ports/idempotency-keys.ts";
import { type Problem, problem } from "../../problems/problem.ts";

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
	return record && repeatOf(record, await digest());
}

/** What a key that was used before makes of a command with this digest. */
export function repeatOf(record: KeyRecord, digest: Digest): Repeated {
	return record.digest === digest
		? { kind: "replayed", record }
		: { kind: "keyReused" };
}

/** The key stands for another command. */
export function keyReused(key: KeyReference | null): Problem {
	return problem("keyReused", ["idempotencyKey"], { key: String(key?.key) });
}
