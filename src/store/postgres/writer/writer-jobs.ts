import type {
	ChangeCaseJob,
	ChangeCaseResult,
} from "../../../domain/ports/change-job.ts";
import type {
	CreateCaseJob,
	CreateCaseResult,
	CreateCasesJob,
	CreateCasesResult,
} from "../../../domain/ports/create-jobs.ts";
import type {
	KeyRecord,
	KeyReference,
} from "../../../domain/ports/idempotency-keys.ts";

/** What the writer does, each as a part of a batch. */
export type WriterJob =
	| { readonly kind: "create"; readonly job: CreateCaseJob }
	| { readonly kind: "createAll"; readonly job: CreateCasesJob }
	| { readonly kind: "change"; readonly job: ChangeCaseJob }
	/** Looked up behind every write that came before. */
	| { readonly kind: "findKey"; readonly key: KeyReference };

/** What is answered to each kind of job. */
export type WriterResult = {
	readonly create: CreateCaseResult;
	readonly createAll: CreateCasesResult;
	readonly change: ChangeCaseResult;
	readonly findKey: KeyRecord | null;
};

export type AnyResult = WriterResult[WriterJob["kind"]];
