import { hash } from "node:crypto";
import type { Authorized } from "../authorize.ts";
import type { Context } from "../context.ts";
import type {
	CreateCaseJob,
	CreateCaseResult,
	NewAttachment,
} from "../store.ts";
import type { Case } from "./case.ts";
import type { NewCase } from "./decide-create-case.ts";
import type { InlineAttachment } from "./parse-create-case.ts";

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
	idempotency: CreateCaseJob["idempotency"],
): Promise<WriteResult> {
	const attachments = await writeFiles(ctx, newCase.attachments);
	const job = jobOf(ctx, newCase, attachments, idempotency);
	const result = await ctx.store.cases.create(job);
	if (result.kind === "created")
		return { kind: "created", case: caseOf(job, result) };
	await removeFiles(ctx, attachments);
	return result;
}

async function writeFiles(
	ctx: Context,
	files: readonly InlineAttachment[],
): Promise<readonly NewAttachment[]> {
	const written: NewAttachment[] = [];
	try {
		for (const file of files) written.push(await writeFile(ctx, file));
		return written;
	} catch (error) {
		await removeFiles(ctx, written);
		throw error;
	}
}

async function removeFiles(ctx: Context, files: readonly NewAttachment[]) {
	for (const { storageName } of files) await ctx.files.remove(storageName);
}

async function writeFile(
	ctx: Context,
	{ fileName, contentType, content }: InlineAttachment,
): Promise<NewAttachment> {
	return {
		fileName,
		contentType,
		size: content.length,
		sha256: hash("sha256", content),
		storageName: await ctx.files.write(content),
	};
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
		createdAt: job.at,
		updatedAt: job.at,
		version: 1,
	};
}
