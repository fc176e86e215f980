import type { Authorized } from "../../authorize.ts";
import type {
	CreateCaseJob,
	CreateCaseResult,
} from "../../ports/create-jobs.ts";
import type { KeyReference } from "../../ports/idempotency-keys.ts";
import type { NewAttachment } from "../../ports/stored-files.ts";
import type { Problem } from "../../problems/problem.ts";
import type { AttachmentInput } from "../attachments/attachment-schemas.ts";
import type { Uploads } from "../attachments/case-files.ts";
import type { Case } from "../case.ts";

/** A create that every rule agrees to: what its case will be, with the files that are still to be stored. */
export type AcceptedCreate = Pick<
	CreateCaseJob,
	| "partyId"
	| "touchpointCode"
	| "categoryCode"
	| "typeCode"
	| "status"
	| "resolution"
	| "assigneeGroupCode"
	| "caseData"
	| "comments"
> & {
	readonly kind: "accepted";
	readonly key: KeyReference | null;
	/** Of what its key stands for; null without a key, and where a wrong shape says nothing. */
	readonly digest: string | null;
	readonly files: readonly AttachmentInput[];
	readonly uploads: Uploads;
	readonly warnings: readonly Problem[];
};

/** An accepted create as plain data for the writer, once its files are stored. */
export function createCaseJob(
	ctx: Authorized<"createCase">,
	accepted: AcceptedCreate,
	attachments: readonly NewAttachment[],
): CreateCaseJob {
	const { key, digest } = accepted;
	return {
		versions: ctx.versions,
		at: ctx.app.now(),
		protocol: ctx.protocol,
		touchpointCode: accepted.touchpointCode,
		actorKind: ctx.actor.kind,
		operatorId: ctx.actor.kind === "party" ? null : ctx.actor.operator.id,
		partyId: accepted.partyId,
		categoryCode: accepted.categoryCode,
		typeCode: accepted.typeCode,
		status: accepted.status,
		resolution: accepted.resolution,
		assigneeGroupCode: accepted.assigneeGroupCode,
		caseData: accepted.caseData,
		comments: accepted.comments,
		attachments,
		origin: ctx.origin,
		idempotency: key === null || digest === null ? null : { ...key, digest },
	};
}

/** The case as it was just written, without reading it back. */
export function writtenCase(
	job: CreateCaseJob,
	ids: Extract<CreateCaseResult, { readonly kind: "created" }>,
): Case {
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
