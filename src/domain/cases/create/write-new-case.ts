import type { Authorized } from "../../authorize.ts";
import type { CreateCaseResult } from "../../ports/create-jobs.ts";
import { removeFiles, storeFiles } from "../attachments/case-files.ts";
import type { Case } from "../case.ts";
import { type Created, createCaseJob, writtenCase } from "./create-case-job.ts";
import type { Accepted } from "./evaluate-create.ts";

export type WriteResult =
	| { readonly kind: "created"; readonly case: Case }
	| Exclude<CreateCaseResult, Created>;

/**
 * Writes a decided case: files first, then the rows that name them. Files whose rows were certainly not written go
 * again; after a failed write nobody knows, so they stay for the sweep.
 */
export async function writeNewCase(
	ctx: Authorized<"createCase">,
	accepted: Accepted,
): Promise<WriteResult> {
	const { newCase, uploads } = accepted;
	const attachments = await storeFiles(ctx, newCase.attachments, uploads);
	const job = createCaseJob(ctx, accepted, attachments);
	const result = await ctx.app.store.cases.create(job);
	if (result.kind === "created")
		return { kind: "created", case: writtenCase(job, result) };
	await removeFiles(ctx, attachments);
	return result;
}
