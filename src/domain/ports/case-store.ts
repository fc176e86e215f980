import type { Case } from "../cases/case.ts";
import type { CaseScope } from "../cases/case-scope.ts";
import type { CaseEvent } from "../cases/events/case-event.ts";
import type {
	CaseEventQuery,
	CasePageQuery,
	CaseSelection,
} from "./case-queries.ts";
import type { ChangeCaseJob, ChangeCaseResult } from "./change-job.ts";
import type {
	CreateCaseJob,
	CreateCaseResult,
	CreateCasesJob,
	CreateCasesResult,
} from "./create-jobs.ts";
import type {
	CallerOwner,
	KeyRecord,
	KeyReference,
	NewKey,
	Repeated,
} from "./idempotency-keys.ts";
import type {
	NewUpload,
	StoredAttachment,
	StoredUpload,
} from "./stored-files.ts";

export type CaseStore = {
	create(job: CreateCaseJob): Promise<CreateCaseResult>;
	/** Several creates in one transaction. */
	createAll(job: CreateCasesJob): Promise<CreateCasesResult>;
	change(job: ChangeCaseJob): Promise<ChangeCaseResult>;
	/** Looks a key up behind every write that came before. */
	findKey(key: KeyReference): Promise<KeyRecord | null>;
	/** What a key leads to that was used before, counted as one more duplicate that it held back; null for a new key. */
	repeatKey(key: NewKey): Promise<Repeated | null>;
	/** Removes at most so many keys dated before `before`; answers how many. */
	removeKeys(before: number, most: number): Promise<number>;
	/**
	 * The case if there is one in this scope, of all cases where that is null. What hangs on it is read only then, so that
	 * a hidden case takes the time of a missing one.
	 */
	findById(id: number, scope: CaseScope | null): Promise<Case | null>;
	findPage(query: CasePageQuery): Promise<readonly Case[]>;
	count(query: CaseSelection): Promise<number>;
	/** Those of these cases that are in the scope. */
	findByIds(
		ids: readonly number[],
		scope: CaseScope | null,
	): Promise<readonly Case[]>;
	/** The case that each of these comments or attachments hangs on, by its own id. */
	findCaseIds(
		part: "comment" | "attachment",
		ids: readonly number[],
	): Promise<ReadonlyMap<number, number>>;
	findAttachment(id: number): Promise<StoredAttachment | null>;
	/** Events of one case, oldest first. */
	findEvents(query: CaseEventQuery): Promise<readonly CaseEvent[]>;
	/** Those of these events that there are. */
	findEventsByIds(ids: readonly number[]): Promise<readonly CaseEvent[]>;
	/** Events of all cases that were committed after this one, oldest first. */
	eventsAfter(id: number, limit: number): Promise<readonly CaseEvent[]>;
	lastEventId(): Promise<number>;
	/** Answers its id; null when its owner has `most` uploads waiting already. */
	addUpload(upload: NewUpload, most: number): Promise<number | null>;
	countUploads(owner: CallerOwner): Promise<number>;
	findUpload(id: number): Promise<StoredUpload | null>;
	/** Removes uploads that nothing used by then. */
	removeUploads(olderThan: number): Promise<number>;
	/** Whether a row names this file of the attachment folder. */
	hasFile(storageName: string): Promise<boolean>;
};
