import type { Authorized } from "../../authorize.ts";
import type {
	CreateCaseJob,
	CreateCaseResult,
} from "../../ports/create-jobs.ts";
import type { NewAttachment } from "../../ports/stored-files.ts";
import type { Case } from "../case.ts";
import { writtenBy } from "../change/written-by.ts";
import type { Accepted } from "./evaluate-create.ts";

export type Created = Extract<CreateCaseResult, { kind: "created" }>;

/** An accepted create as plain data for the writer. */
export function createCaseJob(
	ctx: Authorized<"createCase">,
	{ newCase, idempotency }: Accepted,
	attachments: readonly NewAttachment[],
): CreateCaseJob {
	return {
		...writtenBy(ctx),
		partyId: ctx.actor.party.id,
		categoryCode: newCase.pair.category.code,
		typeCode: newCase.pair.type.code,
		status: newCase.status,
		resolution: newCase.resolution,
		assigneeGroupCode: newCase.pair.type.operatorGroupCode,
		caseData: newCase.caseData,
		comments: newCase.comments,
		attachments,
		origin: ctx.origin,
		idempotency,
	};
}

/** The case as it was just written, without reading it back. */
export function writtenCase(job: CreateCaseJob, ids: Created): Case {
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
