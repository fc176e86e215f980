import type { Authorized } from "../authorize.ts";
import type {
	CreateCaseJob,
	CreateCaseResult,
	NewAttachment,
} from "../store.ts";
import type { Case } from "./case.ts";
import { removeFiles, storeFiles, type Uploads } from "./case-files.ts";
import type { NewCase } from "./decide-create-case.ts";

type Created = Extract<CreateCaseResult, { kind: "created" }>;

export type WriteResult =
	| { readonly kind: "created"; readonly case: Case }
	| Exclude<CreateCaseResult, Created>;

/**
 * Writes a decided case: files first, then the rows that name them. Files whose rows were certainly not written go
 * again; after a failed write nobody knows, so they stay for the sweep.
 */
export async function writeNewCase(
	ctx: Authorized<"createCase">,
	newCase: NewCase,
	uploads: Uploads,
	idempotency: CreateCaseJob["idempotency"],
): Promise<WriteResult> {
	const attachments = await storeFiles(ctx, newCase.attachments, uploads);
	const job = jobOf(ctx, newCase, attachments, idempotency);
	const result = await ctx.store.cases.create(job);
	if (result.kind === "created")
		return { kind: "created", case: caseOf(job, result) };
	await removeFiles(ctx, attachments);
	return result;
}

function jobOf(
	ctx: Authorized<"createCase">,
	newCase: NewCase,
	attachments: readonly NewAttachment[],
	idempotency: CreateCaseJob["idempotency"],
): CreateCaseJob {
	const { actor } = ctx;
	return {
		versions: ctx.versions,
		at: ctx.now(),
		door: ctx.door,
		partyId: actor.party.id,
		operatorId: actor.kind === "operatorAsParty" ? actor.operator.id : null,
		touchpointCode: ctx.touchpoint.code,
		categoryCode: newCase.pair.category.code,
		typeCode: newCase.pair.type.code,
		status: newCase.status,
		resolution: newCase.resolution,
		assigneeGroupCode: newCase.pair.type.operatorGroupCode,
		caseData: newCase.caseData,
		comments: newCase.comments,
		attachments,
		actorKind: actor.kind,
		origin: ctx.origin,
		idempotency,
	};
}

/** The case as it was just written, without reading it back. */
function caseOf(job: CreateCaseJob, ids: Created): Case {
	return {
		id: ids.id,
		partyId: job.partyId,
		touchpointCode: job.touchpointCode,
		categoryCode: job.categoryCode,
		typeCode: job.typeCode,
		status: job.status,
		resolution: job.resolution,
		comments: job.comments.map((description, index) => ({
			id: ids.commentIds[index] as number,
			description,
		})),
		caseData: job.caseData,
		attachments: job.attachments.map(
			({ fileName, contentType, size }, index) => ({
				id: ids.attachmentIds[index] as number,
				fileName,
				contentType,
				size,
			}),
		),
		assignee: { kind: "group", groupCode: job.assigneeGroupCode },
		createdAt: job.at,
		updatedAt: job.at,
		version: 1,
	};
}
