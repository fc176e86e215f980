import type { Authorized } from "../../authorize.ts";
import type { Parsed } from "../../input/parse-input.ts";
import type { KeyReference } from "../../ports/idempotency-keys.ts";
import type { Problem } from "../../problems/problem.ts";
import { createCaseForm, formOf } from "../idempotency/command-fingerprint.ts";
import { digestOf, readKey } from "../idempotency/idempotency.ts";
import type { CreateCaseCommand } from "./create-case-parser.ts";

export type CreateCaseInput = {
	readonly command: Parsed<CreateCaseCommand>;
	/** The key inside a GraphQL input. */
	readonly keyInput?: string | null;
	/** What is wrong beside the command and its key: nothing is written, and no earlier case is answered. */
	readonly problems?: readonly Problem[];
};

/** One create as it was asked for, with the key that names it. */
export type CreateRequest = {
	readonly command: Parsed<CreateCaseCommand>;
	readonly key: KeyReference | null;
	/** Of a whole command; one with a wrong shape was never accepted, so it equals no earlier one. */
	readonly digest: string | null;
	/** What is wrong beside the command. */
	readonly problems: readonly Problem[];
};

/** Reads the key and, where there is one, the digest that it stands for. */
export function readCreateRequest(
	ctx: Authorized<"createCase">,
	{ command, keyInput = null, problems = [] }: CreateCaseInput,
): CreateRequest {
	const { key, problems: keyProblems } = readKey(ctx, keyInput);
	return {
		command,
		key,
		digest: key && digestOf(formOf(command, createCaseForm)),
		problems: [...keyProblems, ...problems],
	};
}
