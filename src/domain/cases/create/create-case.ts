import { authorize } from "../../authorize.ts";
import type { Context } from "../../context.ts";
import type { Problem } from "../../problems/problem.ts";
import { RequestError } from "../../problems/request-error.ts";
import type { Case } from "../case.ts";
import { keyReused } from "../idempotency/idempotency.ts";
import { evaluateCreate } from "./evaluate-create.ts";
import { findExistingCase } from "./find-existing-case.ts";
import {
	type CreateCaseInput,
	readCreateRequest,
} from "./read-create-request.ts";
import { writeNewCase } from "./write-new-case.ts";

/** How often a create is decided again when the catalogue or the credentials change under it. */
export const attempts = 3;

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
	input: CreateCaseInput,
): Promise<CreateCaseOutcome> {
	let ctx = authorize(context, "createCase");
	const request = readCreateRequest(ctx, input);
	const replay = async (id: number, warnings: readonly Problem[]) => ({
		case: await findExistingCase(ctx, id),
		replayed: true,
		warnings,
	});

	for (let attempt = 0; attempt < attempts; attempt++) {
		const evaluated = await evaluateCreate(ctx, request);
		if (evaluated.kind === "refused")
			return { case: null, problems: evaluated.problems };
		const { warnings } = evaluated;
		if (evaluated.kind === "existing")
			return replay(evaluated.caseId, warnings);
		const result = await writeNewCase(ctx, evaluated);
		switch (result.kind) {
			case "created":
				return { case: result.case, replayed: false, warnings };
			case "replayed":
				return replay(result.record.caseId, warnings);
			case "keyReused":
				return { case: null, problems: [keyReused(request.key)] };
			case "uploadGone":
				break;
			case "stale":
				ctx = authorize(await ctx.refresh(), "createCase");
		}
	}
	throw busy();
}

/** Thrown when the catalogue or the credentials changed during every attempt. */
export function busy(): RequestError {
	return new RequestError("catalogueChanging", {});
}
