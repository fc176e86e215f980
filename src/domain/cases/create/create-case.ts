import { type Authorized, authorize } from "../../authorize.ts";
import type { Context } from "../../context.ts";
import type { Problem } from "../../problems/problem.ts";
import { RequestError } from "../../problems/request-error.ts";
import { removeFiles, storeFiles } from "../attachments/case-files.ts";
import type { Case } from "../case.ts";
import { keyReused } from "../idempotency/find-earlier.ts";
import { createCaseJob, writtenCase } from "./create-case-job.ts";
import type { CreateRequest } from "./create-case-parser.ts";
import { evaluateCreate } from "./evaluate-create.ts";
import { findExistingCase } from "./find-existing-case.ts";

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

/**
 * Opens a case for the party that is calling: once for each idempotency key, whole or not at all. Files are written
 * before the rows that name them. Files whose rows were certainly not written are removed; after a failed write nobody
 * knows, so they stay for the sweep.
 */
export async function createCase(
	context: Context,
	request: CreateRequest,
): Promise<CreateCaseOutcome> {
	let ctx = authorize(context, "createCase");
	for (let attempt = 0; attempt < attempts; attempt++) {
		const evaluated = await evaluateCreate(ctx, request);
		if (evaluated.kind === "refused")
			return { case: null, problems: evaluated.problems };
		const { warnings } = evaluated;
		if (evaluated.kind === "existing")
			return replay(ctx, evaluated.caseId, warnings);
		const { files, uploads } = evaluated;
		const stored =
			files.length === 0 ? [] : await storeFiles(ctx, files, uploads);
		const job = createCaseJob(ctx, evaluated, stored);
		const result = await ctx.app.store.cases.create(job);
		if (result.kind === "created")
			return { case: writtenCase(job, result), replayed: false, warnings };
		await removeFiles(ctx, stored);
		switch (result.kind) {
			case "replayed":
				return replay(ctx, result.record.caseId, warnings);
			case "keyReused":
				return { case: null, problems: [keyReused(evaluated.key)] };
			case "uploadGone":
				break;
			case "stale":
				ctx = authorize(await ctx.refresh(), "createCase");
		}
	}
	throw busy();
}

async function replay(
	ctx: Authorized<"createCase">,
	caseId: number,
	warnings: readonly Problem[],
): Promise<CreateCaseOutcome> {
	const existing = await findExistingCase(ctx, caseId);
	return { case: existing, replayed: true, warnings };
}

/** Thrown when the catalogue or the credentials changed during every attempt. */
export function busy(): RequestError {
	return new RequestError("catalogueChanging", {});
}
