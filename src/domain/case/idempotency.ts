import { hash } from "node:crypto";
import type { Actor } from "../actor.ts";
import type { Touchpoint } from "../catalogue/catalogue.ts";
import type { Context } from "../context.ts";
import type { Problem } from "../problem.ts";
import type { NewKey, Repeated } from "../store.ts";
import { callerOwner } from "./caller-owner.ts";
import { parseIdempotencyKey } from "./idempotency-key.ts";

/**
 * What a command asks for, before defaults: the same for every order of keys, spacing and door. Null when its shape is
 * wrong: such a command was never accepted, so it equals no earlier one.
 */
export type CommandForm = readonly unknown[] | null;

/** The idempotency key of a command, and what it is good for. */
export type Idempotency = {
	/** What is wrong with the key. */
	readonly problems: readonly Problem[];
	/** The key as the transaction of the command writes it; null for a command without one. */
	readonly newKey: () => Promise<NewKey | null>;
	/** What the key led to before; asked when rules refuse, so that a rule that changed since does not break a retry. */
	readonly findEarlier: () => Promise<Repeated | null>;
	/** Says that the key stands for another command. */
	readonly reused: () => Problem;
};

type Caller = Context & {
	readonly actor: Actor;
	readonly touchpoint: Touchpoint;
};

/** Reads the key of a request. `formOf` is called once, and only when there is something to compare or to keep. */
export function readIdempotency(
	{ actor, touchpoint, store, keyHeader }: Caller,
	keyInput: string | null,
	formOf: () => CommandForm | Promise<CommandForm>,
): Idempotency {
	const { key, problems } = parseIdempotencyKey(keyHeader, keyInput);
	const reused = () => keyReused(key);
	if (key === null)
		return {
			problems,
			newKey: async () => null,
			findEarlier: async () => null,
			reused,
		};
	const reference = {
		...callerOwner(actor),
		touchpointCode: touchpoint.code,
		key,
	};
	let digest: Promise<string | null> | null = null;
	const commandDigest = () => {
		digest ??= Promise.resolve(formOf()).then(digestOf);
		return digest;
	};
	return {
		problems,
		async newKey() {
			const digest = await commandDigest();
			return digest === null ? null : { ...reference, digest };
		},
		async findEarlier() {
			const record = await store.cases.findKey(reference);
			if (!record) return null;
			const digest = await commandDigest();
			return digest === record.digest
				? store.cases.repeatKey({ ...reference, digest })
				: { kind: "keyReused" };
		},
		reused,
	};
}

function keyReused(key: string | null): Problem {
	return {
		code: "IDEMPOTENCY_KEY_REUSED",
		path: ["idempotencyKey"],
		message: `Idempotency key ${JSON.stringify(key)} belongs to an earlier, different command; use a new key.`,
	};
}

function digestOf(form: CommandForm): string | null {
	return form && hash("sha256", JSON.stringify(form));
}
