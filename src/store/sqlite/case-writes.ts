import { and, eq, sql } from "drizzle-orm";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type {
	CreateCaseJob,
	CreateCaseResult,
	KeyRecord,
	KeyReference,
	Versions,
} from "../../domain/store.ts";
import type { CasePartWrites } from "./case-part-writes.ts";
import { cases, idempotencyKeys } from "./schema.ts";
import { everyColumn, isStale, rowId } from "./statements.ts";

/** Statements that create cases, prepared once; each function runs inside the writer's transaction. */
export function prepareCaseWrites(
	db: BetterSQLite3Database,
	parts: CasePartWrites,
) {
	const insertCase = db
		.insert(cases)
		.values(everyColumn(cases, "id"))
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
		if (isStale(job, current)) return { kind: "stale" };
		const repeated = repeat(job);
		if (repeated) return repeated;
		if (!parts.hasUploads(job.attachments)) return { kind: "uploadGone" };
		parts.takeUploads(job.attachments);
		const { partyId, touchpointCode, at, door, operatorId, actorKind } = job;
		const { categoryCode, typeCode, status, resolution, origin } = job;
		const { caseData, assigneeGroupCode } = job;
		const id = rowId(
			insertCase.run({
				partyId,
				operatorId,
				touchpointCode,
				categoryCode,
				typeCode,
				status,
				resolution,
				assigneeOperatorId: null,
				assigneeGroupCode,
				caseData,
				door,
				activity: origin.activity,
				tags: origin.tags.length === 0 ? null : JSON.stringify(origin.tags),
				source: origin.source,
				createdAt: at,
				updatedAt: at,
				version: 1,
			}),
		);
		const owner = { partyId, caseId: id, at };
		const commentIds = job.comments.map((text) =>
			parts.addComment(owner, text),
		);
		const attachmentIds = job.attachments.map((attachment) =>
			parts.addAttachment(owner, attachment),
		);
		const assignee = { kind: "group", groupCode: assigneeGroupCode } as const;
		parts.addEvent(
			{ ...owner, door, touchpointCode, actorKind, operatorId },
			"CREATED",
			null,
			{ categoryCode, typeCode, status, resolution, assignee, caseData },
		);
		if (job.idempotency)
			insertKey.run({
				partyId,
				caseId: id,
				createdAt: at,
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

export type CaseWrites = ReturnType<typeof prepareCaseWrites>;
