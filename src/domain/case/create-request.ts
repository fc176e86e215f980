import type { Touchpoint } from "../catalogue/catalogue.ts";
import type { Parsed } from "../parse-input.ts";
import type { Problem } from "../problem.ts";
import { commandDigest } from "./command-digest.ts";
import { parseIdempotencyKey } from "./idempotency-key.ts";
import type { CreateCaseCommand } from "./parse-create-case.ts";
import { splitUnknownKeys } from "./split-unknown-keys.ts";

export type CreateCaseInput = {
	readonly command: Parsed<CreateCaseCommand>;
	/** The `Idempotency-Key` header. */
	readonly keyHeader: string | null;
	/** The key inside a GraphQL input. */
	readonly keyInput?: string | null;
	/** What is wrong beside the command and its key: nothing is written, and no earlier case is answered. */
	readonly problems?: readonly Problem[];
};

/** One create as it was asked for, with the key that names it. */
export type CreateRequest = {
	readonly command: Parsed<CreateCaseCommand>;
	readonly key: string | null;
	/** Of a whole command; one with a wrong shape was never accepted, so it equals no earlier one. */
	readonly digest: string | null;
	/** What is wrong beside the command. */
	readonly problems: readonly Problem[];
};

/** Reads the key and, where there is one, the digest that it stands for. */
export function readCreateRequest(
	{ touchpoint }: { readonly touchpoint: Touchpoint },
	{ command, keyHeader, keyInput = null, problems = [] }: CreateCaseInput,
): CreateRequest {
	const { key, problems: keyProblems } = parseIdempotencyKey(
		keyHeader,
		keyInput,
	);
	const { errors } = splitUnknownKeys(touchpoint, command.problems);
	const hasDigest = key !== null && errors.length === 0;
	return {
		command,
		key,
		digest: hasDigest
			? commandDigest(command.value as CreateCaseCommand)
			: null,
		problems: [...keyProblems, ...problems],
	};
}
