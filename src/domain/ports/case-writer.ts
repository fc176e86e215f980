import type { ChangeCaseJob, ChangeCaseResult } from "./change-job.ts";
import type {
	CreateCaseJob,
	CreateCaseResult,
	CreateCasesJob,
	CreateCasesResult,
} from "./create-jobs.ts";

/** The port by which cases are written. */
export type CaseWriter = {
	create(job: CreateCaseJob): Promise<CreateCaseResult>;
	/** Several creates in one transaction. */
	createAll(job: CreateCasesJob): Promise<CreateCasesResult>;
	change(job: ChangeCaseJob): Promise<ChangeCaseResult>;
};
