import { and, eq, sql } from "drizzle-orm";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type {
	CreateCaseJob,
	CreateCaseResult,
	KeyRecord,
	KeyReference,
	Versions,
} from "../../domain/store.ts";
import {
	caseAttachments,
	caseComments,
	caseEvents,
	cases,
	idempotencyKeys,
} from "./schema.ts";
import { everyColumn } from "./statements.ts";

/** Statements that write cases, prepared once; each function runs inside the writer's transaction. */
export function prepareCaseWrites(db: BetterSQLite3Database) {
	const insertCase = db
		.insert(cases)
		.values(everyColumn(cases, "id"))
		.prepare();
	const insertComment = db
		.insert(caseComments)
		.values(everyColumn(caseComments, "id"))
		.prepare();
	const insertAttachment = db
		.insert(caseAttachments)
		.values(everyColumn(caseAttachments, "id"))
		.prepare();
	const insertEvent = db
		.insert(caseEvents)
		.values(everyColumn(caseEvents, "id"))
		.prepare();
	const insertKey = db
		.insert(idempotencyKeys)
		.values(everyColumn(idempotencyKeys))
		.prepare();
	const isKey = and(
		eq(idempotencyKeys.partyId, sql.placeholder("partyId")),
		eq(idempotencyKeys.touchpointCode, sql.placeholder("touchpointCode")),
		eq(idempotencyKeys.key, sql.placeholder("key")),
	);
	const selectKey = db
		.select({
			digest: idempotencyKeys.digest,
			caseId: idempotencyKeys.caseId,
		})
		.from(idempotencyKeys)
		.where(isKey)
		.prepare();
	const countReplay = db
		.update(idempotencyKeys)
		.set({ replays: sql`${idempotencyKeys.replays} + 1` })
		.where(isKey)
		.prepare();

	function findKey({ partyId, touchpointCode, key }: KeyReference) {
		return selectKey.get({ partyId, touchpointCode, key }) ?? null;
	}

	/** What a repeated key leads to; null for a new key. */
	function repeat(job: CreateCaseJob): CreateCaseResult | null {
		if (!job.idempotency) return null;
		const { key, digest } = job.idempotency;
		const { partyId, touchpointCode } = job;
		const reference = { partyId, touchpointCode, key };
		const earlier = findKey(reference);
		if (!earlier) return null;
		if (earlier.digest !== digest) return { kind: "keyReused" };
		countReplay.run(reference);
		return { kind: "replayed", caseId: earlier.caseId };
	}

	function createCase(job: CreateCaseJob, current: Versions): CreateCaseResult {
		if (
			job.versions.catalogue !== current.catalogue ||
			job.versions.credentials !== current.credentials
		)
			return { kind: "stale" };
		const repeated = repeat(job);
		if (repeated) return repeated;
		const { partyId, touchpointCode, at, door, operatorId } = job;
		const { status, resolution, origin } = job;
		const id = rowId(
			insertCase.run({
				partyId,
				operatorId,
				touchpointCode,
				categoryCode: job.categoryCode,
				typeCode: job.typeCode,
				status,
				resolution,
				assigneeOperatorId: null,
				assigneeGroupCode: job.assigneeGroupCode,
				caseData: job.caseData,
				door,
				activity: origin.activity,
				tags: origin.tags.length === 0 ? null : JSON.stringify(origin.tags),
				source: origin.source,
				createdAt: at,
				updatedAt: at,
				version: 1,
			}),
		);
		const owner = { partyId, caseId: id, createdAt: at };
		const commentIds = job.comments.map((description) =>
			rowId(insertComment.run({ ...owner, description })),
		);
		const attachmentIds = job.attachments.map((attachment) =>
			rowId(insertAttachment.run({ ...owner, ...attachment })),
		);
		insertEvent.run({
			partyId,
			caseId: id,
			kind: "CREATED",
			at,
			door,
			touchpointCode,
			operatorId,
			status,
			resolution,
		});
		if (job.idempotency)
			insertKey.run({
				...owner,
				...job.idempotency,
				touchpointCode,
				replays: 0,
			});
		return { kind: "created", id, commentIds, attachmentIds };
	}

	return {
		createCase,
		findKey: (key: KeyReference): KeyRecord | null => findKey(key),
	};
}

function rowId({ lastInsertRowid }: { lastInsertRowid: number | bigint }) {
	return Number(lastInsertRowid);
}
