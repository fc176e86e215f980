import { callerOwner } from "../../actor.ts";
import { authorize } from "../../authorize.ts";
import type { Context } from "../../context.ts";
import { type Problem, problem } from "../../problems/problem.ts";
import type { CaseAttachment } from "../case.ts";
import { removeFiles, removeFilesAfter } from "./case-files.ts";
import { type IncomingFile, receiveFile } from "./receive-file.ts";

/** Milliseconds that an upload waits for a case to use it. */
export const uploadLifetime = 24 * 60 * 60 * 1000;

export type UploadOutcome =
	| { readonly upload: CaseAttachment }
	| { readonly upload: null; readonly problems: readonly Problem[] };

/** Takes a file ahead of its case. Whoever the calling party or operator is may use it once, by its id. */
export async function uploadFile(
	context: Context,
	incoming: IncomingFile,
): Promise<UploadOutcome> {
	const ctx = authorize(context, "upload");
	const owner = callerOwner(ctx.actor);
	const most = ctx.app.limits.uploads;
	if ((await ctx.app.store.uploads.count(owner)) >= most)
		return { upload: null, problems: [tooMany(most)] };
	const received = await receiveFile(ctx, incoming);
	if ("problems" in received)
		return { upload: null, problems: received.problems };
	const { file } = received;
	const upload = { ...file, ...owner, createdAt: ctx.app.now() };
	try {
		const id = await ctx.app.store.uploads.add(upload, most);
		const { fileName, contentType, size } = file;
		if (id !== null) return { upload: { id, fileName, contentType, size } };
		await removeFiles(ctx, [file]);
		return { upload: null, problems: [tooMany(most)] };
	} catch (error) {
		await removeFilesAfter(error, ctx, [file]);
		throw error;
	}
}

function tooMany(most: number): Problem {
	return problem("tooManyUploads", ["uploads"], { most });
}
