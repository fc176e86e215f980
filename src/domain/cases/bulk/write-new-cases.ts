import type { Authorized } from "../../authorize.ts";
import type {
	CreateCaseJob,
	CreateCasesResult,
} from "../../ports/create-jobs.ts";
import { removeFiles, storeFiles } from "../attachments/case-files.ts";
import { createCaseJob, writtenCase } from "../create/create-case-job.ts";
import type { Accepted } from "../create/evaluate-create.ts";
import type { WriteResult } from "../create/write-new-case.ts";

export type WriteAllResult =
	| { readonly kind: "written"; readonly results: readonly WriteResult[] }
	| Exclude<CreateCasesResult, { readonly kind: "written" }>;

/** Writes decided cases in one transaction, with their files before them as for one case. */
export async function writeNewCases(
	ctx: Authorized<"createCase">,
	rows: readonly Accepted[],
	isAllOrNothing: boolean,
): Promise<WriteAllResult> {
	const jobs = await storeAllFiles(ctx, rows);
	const result = await ctx.app.store.cases.createAll({
		rows: jobs,
		isAllOrNothing,
	});
	const results = result.kind === "written" ? result.results : [];
	for (const [index, job] of jobs.entries())
		if (results[index]?.kind !== "created")
			await removeFiles(ctx, job.attachments);
	if (result.kind !== "written") return result;
	return {
		kind: "written",
		results: results.map((row, index) =>
			row.kind === "created"
				? {
						kind: "created",
						case: writtenCase(jobs[index] as CreateCaseJob, row),
					}
				: row,
		),
	};
}

/** When the files of one row fail, those of the rows before it go again. */
async function storeAllFiles(
	ctx: Authorized<"createCase">,
	rows: readonly Accepted[],
): Promise<readonly CreateCaseJob[]> {
	const jobs: CreateCaseJob[] = [];
	try {
		for (const row of rows) {
			const { newCase, uploads } = row;
			const files = await storeFiles(ctx, newCase.attachments, uploads);
			jobs.push(createCaseJob(ctx, row, files));
		}
		return jobs;
	} catch (error) {
		for (const { attachments } of jobs) await removeFiles(ctx, attachments);
		throw error;
	}
}
