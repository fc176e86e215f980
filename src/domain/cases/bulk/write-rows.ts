import type { Authorized } from "../../authorize.ts";
import type {
	CreateCaseJob,
	CreateCaseResult,
} from "../../ports/create-jobs.ts";
import type { Problem } from "../../problems/problem.ts";
import { removeFiles, storeFiles } from "../attachments/case-files.ts";
import type { Case } from "../case.ts";
import {
	type AcceptedCreate,
	createCaseJob,
	writtenCase,
} from "../create/create-case-job.ts";
import { keyReused } from "../idempotency/find-earlier.ts";

/** What a row has come to, for good. */
export type AppliedRow =
	| {
			readonly kind: "created";
			readonly case: Case;
			readonly warnings: readonly Problem[];
	  }
	| {
			readonly kind: "existing";
			readonly caseId: number;
			readonly warnings: readonly Problem[];
	  }
	| { readonly kind: "refused"; readonly problems: readonly Problem[] };

/**
 * Writes accepted rows in one transaction, with their files before them as for one case. Answers what each has come to:
 * null for a row whose upload somebody was faster to use, which is to be decided again.
 */
export async function writeRows(
	ctx: Authorized<"createCase">,
	rows: readonly AcceptedCreate[],
	isAllOrNothing: boolean,
): Promise<readonly (AppliedRow | null)[] | "refused" | "stale"> {
	const jobs = await storeAllFiles(ctx, rows);
	const result = await ctx.app.store.cases.createAll({
		rows: jobs,
		isAllOrNothing,
	});
	const results = result.kind === "written" ? result.results : [];
	for (const [index, job] of jobs.entries())
		if (results[index]?.kind !== "created")
			await removeFiles(ctx, job.attachments);
	if (result.kind !== "written") return result.kind;
	return rows.map((row, index) =>
		appliedRow(
			row,
			jobs[index] as CreateCaseJob,
			results[index] as CreateCaseResult,
		),
	);
}

function appliedRow(
	{ key, warnings }: AcceptedCreate,
	job: CreateCaseJob,
	result: CreateCaseResult,
): AppliedRow | null {
	switch (result.kind) {
		case "created":
			return { kind: "created", case: writtenCase(job, result), warnings };
		case "replayed":
			return { kind: "existing", caseId: result.record.caseId, warnings };
		case "keyReused":
			return { kind: "refused", problems: [keyReused(key)] };
		case "uploadGone":
		case "stale":
			return null;
	}
}

/** When the files of one row fail, those of the rows before it are removed. */
async function storeAllFiles(
	ctx: Authorized<"createCase">,
	rows: readonly AcceptedCreate[],
): Promise<readonly CreateCaseJob[]> {
	const jobs: CreateCaseJob[] = [];
	try {
		for (const row of rows) {
			const { files, uploads } = row;
			const stored =
				files.length === 0 ? [] : await storeFiles(ctx, files, uploads);
			jobs.push(createCaseJob(ctx, row, stored));
		}
		return jobs;
	} catch (error) {
		for (const { attachments } of jobs) await removeFiles(ctx, attachments);
		throw error;
	}
}
