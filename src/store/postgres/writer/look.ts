import type { ClientBase } from "pg";
import type { CreateCaseJob } from "../../../domain/ports/create-jobs.ts";
import type { KeyReference } from "../../../domain/ports/idempotency-keys.ts";
import type { NewAttachment } from "../../../domain/ports/stored-files.ts";
import type { CurrentVersions } from "../../current-versions.ts";
import { countEventsOfChange } from "../../rows/events-of-change.ts";
import { keyColumns } from "../../rows/part-rows.ts";
import type { CaseRow, CommentRow, KeyRow } from "../../rows/row-types.ts";
import { bucketOf } from "../bucket-of.ts";
import { type DatabaseRecord, rowOf } from "./records.ts";
import type { WriterJob } from "./writer-jobs.ts";

/** What is known before a batch is written: what its jobs meet, and the first of the ids that it may use. */
export type Looked = {
	readonly versions: CurrentVersions;
	readonly keys: readonly KeyRow[];
	readonly cases: readonly CaseRow[];
	readonly comments: readonly CommentRow[];
	/** Those of the uploads that are still there. */
	readonly uploadIds: readonly number[];
	readonly firstCaseId: number;
	readonly firstCommentId: number;
	readonly firstAttachmentId: number;
	readonly firstEventId: number;
	/** The latest `numberedAt` that was given. */
	readonly numberedAt: number;
};

type Answer = Omit<Looked, "keys" | "cases" | "comments"> &
	Readonly<Record<"keys" | "cases" | "comments", readonly DatabaseRecord[]>>;

/** Looks at what a batch of jobs needs, in one call. */
export async function look(
	client: ClientBase,
	jobs: readonly WriterJob[],
): Promise<Looked> {
	const { rows } = await client.query<{ answer: Answer }>({
		name: "look",
		text: "SELECT look($1) AS answer",
		values: [JSON.stringify(wantedBy(jobs))],
	});
	const { answer } = rows[0] as { answer: Answer };
	return {
		...answer,
		keys: answer.keys.map((record) => rowOf<KeyRow>("key", record)),
		cases: answer.cases.map((record) => rowOf<CaseRow>("case", record)),
		comments: answer.comments.map((record) =>
			rowOf<CommentRow>("comment", record),
		),
	};
}

/** Whose names are those of the function's columns. */
function wantedBy(jobs: readonly WriterJob[]) {
	const wanted = {
		keys: [] as object[],
		cases: [] as object[],
		comments: [] as object[],
		uploads: [] as number[],
		new_cases: 0,
		new_comments: 0,
		new_attachments: 0,
		new_events: 0,
		at: 0,
	};
	const addKey = (key: KeyReference | null) => {
		if (!key) return;
		const { partyId, operatorId, touchpointCode, key: text } = keyColumns(key);
		wanted.keys.push({
			bucket: bucketOf(partyId),
			party_id: partyId,
			operator_id: operatorId,
			touchpoint_code: touchpointCode,
			key: text,
		});
	};
	const addFiles = (files: readonly NewAttachment[]) => {
		wanted.new_attachments += files.length;
		for (const { uploadId } of files)
			if (uploadId !== undefined) wanted.uploads.push(uploadId);
	};
	const addCreate = (job: CreateCaseJob) => {
		addKey(job.idempotency);
		addFiles(job.attachments);
		wanted.new_cases++;
		wanted.new_events++;
		wanted.new_comments += job.comments.length;
		wanted.at = Math.max(wanted.at, job.at);
	};
	for (const waiting of jobs)
		switch (waiting.kind) {
			case "create":
				addCreate(waiting.job);
				break;
			case "createAll":
				waiting.job.rows.forEach(addCreate);
				break;
			case "change": {
				const { job } = waiting;
				const bucket = bucketOf(job.partyId);
				addKey(job.idempotency);
				addFiles(job.addAttachments);
				wanted.cases.push({ bucket, id: job.caseId });
				wanted.new_comments += job.addComments.length;
				wanted.new_events += countEventsOfChange(job);
				if (job.updateComment)
					wanted.comments.push({ bucket, id: job.updateComment.before.id });
				break;
			}
			case "findKey":
				addKey(waiting.key);
		}
	return wanted;
}
