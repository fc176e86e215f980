import { type Authorized, authorize } from "../authorize.ts";
import type { Context } from "../context.ts";
import type { Parsed } from "../parse-input.ts";
import type { Problem } from "../problem.ts";
import { Refusal } from "../refusal.ts";
import type { Repeated } from "../store.ts";
import type { Case } from "./case.ts";
import { findUploads } from "./case-files.ts";
import { createCaseForm, formOf } from "./command-form.ts";
import { decideCreateCase } from "./decide-create-case.ts";
import { type Idempotency, readIdempotency } from "./idempotency.ts";
import type { CreateCaseCommand } from "./parse-create-case.ts";
import { writeNewCase } from "./write-new-case.ts";

/** How often a create is decided again when the catalogue or the credentials change under it. */
const attempts = 3;

export type CreateCaseInput = {
	readonly command: Parsed<CreateCaseCommand>;
	/** The idempotency key inside a GraphQL input. */
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
	{ command, keyInput = null }: CreateCaseInput,
): Promise<CreateCaseOutcome> {
	let ctx = authorize(context, "createCase");
	const { touchpoint } = ctx;
	const key = readIdempotency(ctx, keyInput, () =>
		formOf(touchpoint, command, createCaseForm),
	);

	for (let attempt = 0; attempt < attempts; attempt++) {
		const found = await findUploads(ctx, command.value.attachments ?? []);
		const decision = decideCreateCase(ctx, {
			...command,
			problems: [...command.problems, ...found.problems],
		});
		if (decision.kind === "refused" || key.problems.length > 0) {
			const problems = decision.kind === "refused" ? decision.problems : [];
			const earlier = await key.findEarlier();
			return earlier
				? repeat(ctx, key, earlier)
				: { case: null, problems: [...problems, ...key.problems] };
		}
		const { newCase, warnings } = decision;
		const newKey = await key.newKey();
		const result = await writeNewCase(ctx, newCase, found.uploads, newKey);
		switch (result.kind) {
			case "created":
				return { case: result.case, replayed: false, warnings };
			case "replayed":
			case "keyReused":
				return repeat(ctx, key, result, warnings);
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

/** What a key that was used before leads to. */
async function repeat(
	ctx: Authorized<"createCase">,
	key: Idempotency,
	earlier: Repeated,
	warnings: readonly Problem[] = [],
): Promise<CreateCaseOutcome> {
	if (earlier.kind === "keyReused")
		return { case: null, problems: [key.reused()] };
	const { caseId } = earlier.record;
	const found = await ctx.store.cases.findById(caseId);
	if (!found)
		throw new Error(`Case ${caseId} of an idempotency key is missing.`);
	return { case: found, replayed: true, warnings };
}
