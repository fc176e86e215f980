import { repeatOf } from "../../../domain/cases/idempotency/find-earlier.ts";
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
import type { NewAttachment } from "../../../domain/ports/stored-files.ts";
import { isStale } from "../../current-versions.ts";
import { canCreateAll } from "../../rows/can-create-all.ts";
import { countEventsOfChange } from "../../rows/events-of-change.ts";
import { keyRecordOf } from "../../rows/key-record-of-row.ts";
import { keyColumns } from "../../rows/part-rows.ts";
import type {
	AttachmentRow,
	CaseRow,
	CommentRow,
	EventRow,
	KeyColumns,
	KeyRow,
} from "../../rows/row-types.ts";
import { rowsOfChange } from "../../rows/rows-of-change.ts";
import { rowsOfCreate } from "../../rows/rows-of-create.ts";
import type { Looked } from "./look.ts";
import type { AnyResult, WriterJob } from "./writer-jobs.ts";

/** What a batch writes, if nothing that it was decided on has changed. */
export type Batch = {
	readonly cases: CaseRow[];
	readonly comments: CommentRow[];
	readonly attachments: AttachmentRow[];
	readonly events: EventRow[];
	readonly keys: KeyRow[];
	/** Cases as they become; each had the version before. */
	readonly changedCases: CaseRow[];
	readonly changedComments: CommentRow[];
	readonly removedAttachments: Pick<
		AttachmentRow,
		"id" | "partyId" | "caseId"
	>[];
	/** Uploads that are used up. */
	readonly uploadIds: number[];
};

type Decided = { readonly batch: Batch; readonly results: AnyResult[] };

/** What a batch continues: the last chain value of the writer's chain, and where salts come from. */
type Continued = {
	readonly previousHash: string;
	readonly nextSalt: () => string;
};

/** Decides the jobs of a batch one after another, each on what the ones before it leave, and says what to write for all. */
export function decideBatch(
	jobs: readonly WriterJob[],
	looked: Looked,
	{ previousHash, nextSalt }: Continued,
): Decided {
	const { versions } = looked;
	const batch: Batch = {
		cases: [],
		comments: [],
		attachments: [],
		events: [],
		keys: [],
		changedCases: [],
		changedComments: [],
		removedAttachments: [],
		uploadIds: [],
	};
	const keys = new Map(looked.keys.map((row) => [nameOf(row), row]));
	const cases = new Map(looked.cases.map((row) => [row.id, row]));
	const comments = new Map(looked.comments.map((row) => [row.id, row]));
	const uploads = new Set(looked.uploadIds);
	let { firstCaseId, firstCommentId, firstAttachmentId, firstEventId } = looked;
	let { numberedAt } = looked;
	let hash = previousHash;

	function findKey(key: KeyReference): KeyRecord | null {
		const found = keys.get(nameOf(keyColumns(key)));
		return found ? keyRecordOf(found) : null;
	}

	function addKey(row: KeyRow | null) {
		if (!row) return;
		batch.keys.push(row);
		keys.set(nameOf(row), row);
	}

	const hasUploads = (files: readonly NewAttachment[]) =>
		files.every(
			({ uploadId }) => uploadId === undefined || uploads.has(uploadId),
		);

	function takeUploads(files: readonly NewAttachment[]) {
		for (const { uploadId } of files)
			if (uploadId !== undefined && uploads.delete(uploadId))
				batch.uploadIds.push(uploadId);
	}

	function create(job: CreateCaseJob): CreateCaseResult {
		if (isStale(job, versions)) return { kind: "stale" };
		const { idempotency } = job;
		const earlier = idempotency && findKey(idempotency);
		if (earlier) return repeatOf(earlier, idempotency.digest);
		if (!hasUploads(job.attachments)) return { kind: "uploadGone" };
		takeUploads(job.attachments);
		numberedAt = Math.max(numberedAt, job.at);
		const rows = rowsOfCreate(job, {
			caseId: firstCaseId++,
			firstCommentId,
			firstAttachmentId,
			event: { id: firstEventId++, previousHash: hash, salt: nextSalt() },
			numberedAt,
			keyClock: versions.keyClock,
		});
		firstCommentId += rows.comments.length;
		firstAttachmentId += rows.attachments.length;
		hash = rows.event.hash;
		batch.cases.push(rows.case);
		batch.comments.push(...rows.comments);
		batch.attachments.push(...rows.attachments);
		batch.events.push(rows.event);
		addKey(rows.key);
		return {
			kind: "created",
			id: rows.case.id,
			commentIds: rows.comments.map(({ id }) => id),
			attachmentIds: rows.attachments.map(({ id }) => id),
		};
	}

	function createAll({
		rows,
		isAllOrNothing,
	}: CreateCasesJob): CreateCasesResult {
		if (rows.some((row) => isStale(row, versions))) return { kind: "stale" };
		if (isAllOrNothing && !canCreateAll(rows, { findKey, hasUploads }))
			return { kind: "refused" };
		return { kind: "written", results: rows.map(create) };
	}

	function change(job: ChangeCaseJob): ChangeCaseResult {
		if (isStale(job, versions)) return { kind: "stale" };
		const { idempotency } = job;
		const earlier = idempotency && findKey(idempotency);
		if (earlier) return repeatOf(earlier, idempotency.digest);
		if (!hasUploads(job.addAttachments)) return { kind: "uploadGone" };
		const found = cases.get(job.caseId);
		if (found?.version !== job.version) return { kind: "conflict" };
		takeUploads(job.addAttachments);
		const salts = Array.from({ length: countEventsOfChange(job) }, nextSalt);
		const rows = rowsOfChange(
			job,
			{
				firstCommentId,
				firstAttachmentId,
				firstEventId,
				previousHash: hash,
				salts,
				keyClock: versions.keyClock,
			},
			{ case: found, comment: commentOf(job) },
		);
		firstCommentId += rows.comments.length;
		firstAttachmentId += rows.attachments.length;
		firstEventId += rows.events.length;
		hash = rows.events.at(-1)?.hash ?? hash;
		const changed = { ...found, ...rows.columns, ...rows.raised };
		cases.set(changed.id, changed);
		batch.changedCases.push(changed);
		batch.comments.push(...rows.comments);
		if (rows.updatedComment) {
			comments.set(rows.updatedComment.id, rows.updatedComment);
			batch.changedComments.push(rows.updatedComment);
		}
		batch.attachments.push(...rows.attachments);
		if (rows.removedAttachmentId !== null) {
			const { partyId, caseId } = job;
			const id = rows.removedAttachmentId;
			batch.removedAttachments.push({ id, partyId, caseId });
		}
		batch.events.push(...rows.events);
		addKey(rows.key);
		return {
			kind: "changed",
			commentIds: rows.comments.map(({ id }) => id),
			attachmentIds: rows.attachments.map(({ id }) => id),
		};
	}

	function commentOf({ caseId, updateComment }: ChangeCaseJob) {
		const found = updateComment && comments.get(updateComment.before.id);
		return found?.caseId === caseId ? found : null;
	}

	function decide(waiting: WriterJob): AnyResult {
		switch (waiting.kind) {
			case "create":
				return create(waiting.job);
			case "createAll":
				return createAll(waiting.job);
			case "change":
				return change(waiting.job);
			case "findKey":
				return findKey(waiting.key);
		}
	}
	return { batch, results: jobs.map(decide) };
}

function nameOf({
	partyId,
	operatorId,
	touchpointCode,
	key,
}: KeyColumns): string {
	return JSON.stringify([partyId, operatorId, touchpointCode, key]);
}
