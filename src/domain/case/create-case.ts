import { type Authorized, authorize } from "../authorize.ts";
import type { Touchpoint } from "../catalogue/catalogue.ts";
import type { Context } from "../context.ts";
import type { Parsed } from "../parse-input.ts";
import type { Problem } from "../problem.ts";
import { Refusal } from "../refusal.ts";
import type { Case } from "./case.ts";
import { findUploads } from "./case-files.ts";
import { commandDigest } from "./command-digest.ts";
import { decideCreateCase } from "./decide-create-case.ts";
import { parseIdempotencyKey } from "./idempotency-key.ts";
import type { CreateCaseCommand } from "./parse-create-case.ts";
import { splitUnknownKeys } from "./split-unknown-keys.ts";
import { writeNewCase } from "./write-new-case.ts";

/** How often a create is decided again when the catalogue or the credentials change under it. */
const attempts = 3;

export type CreateCaseInput = {
	readonly command: Parsed<CreateCaseCommand>;
	/** The `Idempotency-Key` header. */
	readonly keyHeader: string | null;
	/** The key inside a GraphQL input. */
	readonly keyInput?: string | null;
};

/** Either the case, or every reason why there is none. */
export type CreateCaseOutcome =
	| {
			readonly case: Case;
			/** The case was there already: an earlier command with the same key made it. */
			readonly replayed: boolean;
			readonly warnings: readonly Problem[];
	  }
	| { readonly case: null; readonly problems: readonly Problem[] };

/** Opens a case for the party that is calling: once for each idempotency key, whole or not at all. */
export async function createCase(
	context: Context,
	{ command, keyHeader, keyInput = null }: CreateCaseInput,
): Promise<CreateCaseOutcome> {
	let ctx = authorize(context, "createCase");
	const { key, problems: keyProblems } = parseIdempotencyKey(
		keyHeader,
		keyInput,
	);
	const digest = key === null ? null : digestOf(ctx.touchpoint, command);

	for (let attempt = 0; attempt < attempts; attempt++) {
		const found = await findUploads(ctx, command.value.attachments ?? []);
		const decision = decideCreateCase(ctx, {
			...command,
			problems: [...command.problems, ...found.problems],
		});
		if (decision.kind === "refused" || keyProblems.length > 0) {
			const problems = decision.kind === "refused" ? decision.problems : [];
			return (
				(key !== null && (await findEarlier(ctx, key, digest))) || {
					case: null,
					problems: [...problems, ...keyProblems],
				}
			);
		}
		const { newCase, warnings } = decision;
		const idempotency =
			key === null || digest === null ? null : { key, digest };
		const result = await writeNewCase(ctx, newCase, found.uploads, idempotency);
		switch (result.kind) {
			case "created":
				return { case: result.case, replayed: false, warnings };
			case "replayed":
				return replay(ctx, result.caseId, warnings);
			case "keyReused":
				return { case: null, problems: [keyReused(key)] };
			case "uploadGone":
				break;
			case "stale":
				ctx = authorize(await ctx.refresh(), "createCase");
		}
	}
	throw new Refusal(
		"busy",
		"The catalogue is changing; send the request again.",
	);
}

/** The digest of a whole command; one with a wrong shape was never accepted, so it equals no earlier one. */
function digestOf(
	touchpoint: Touchpoint,
	{ value, problems }: Parsed<CreateCaseCommand>,
): string | null {
	return splitUnknownKeys(touchpoint, problems).errors.length > 0
		? null
		: commandDigest(value as CreateCaseCommand);
}

/** A refused command with a key: what the key already made, so that a rule that changed since does not break a retry. */
async function findEarlier(
	ctx: Authorized<"createCase">,
	key: string,
	digest: string | null,
): Promise<CreateCaseOutcome | null> {
	const record = await ctx.store.cases.findKey({
		partyId: ctx.actor.party.id,
		touchpointCode: ctx.touchpoint.code,
		key,
	});
	if (!record) return null;
	return record.digest === digest
		? replay(ctx, record.caseId)
		: { case: null, problems: [keyReused(key)] };
}

async function replay(
	ctx: Authorized<"createCase">,
	id: number,
	warnings: readonly Problem[] = [],
): Promise<CreateCaseOutcome> {
	const found = await ctx.store.cases.findById(id);
	if (!found) throw new Error(`Case ${id} of an idempotency key is missing.`);
	return { case: found, replayed: true, warnings };
}

function keyReused(key: string | null): Problem {
	return {
		code: "IDEMPOTENCY_KEY_REUSED",
		path: ["idempotencyKey"],
		message: `Idempotency key ${JSON.stringify(key)} belongs to an earlier, different command; use a new key.`,
	};
}
