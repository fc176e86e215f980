import { hash } from "node:crypto";
import type { Actor } from "../../actor.ts";
import type { Context } from "../../context.ts";
import type { NewAttachment, StoredUpload } from "../../ports/stored-files.ts";
import { type Problem, problem } from "../../problems/problem.ts";
import { RequestError } from "../../problems/request-error.ts";
import type {
	AttachmentInput,
	InlineAttachment,
} from "./attachment-schemas.ts";

/** The uploads that a command names, by id. */
export type Uploads = ReadonlyMap<number, StoredUpload>;

/** What a look at the attachments of a command found. */
export type CheckedFiles = {
	readonly uploads: Uploads;
	readonly problems: readonly Problem[];
};

type Caller = Pick<Context, "app"> & { readonly actor: Actor };

/**
 * Looks up the uploads that attachments name, of which one that is not the caller's is like one that does not exist, and
 * asks the scanner about the bytes that came inline.
 */
export async function checkFiles(
	{ app, actor }: Caller,
	attachments: readonly AttachmentInput[],
): Promise<CheckedFiles> {
	const uploads = new Map<number, StoredUpload>();
	const problems: Problem[] = [];
	for (const [index, input] of attachments.entries()) {
		if (input.kind === "inline") {
			if ((await app.files.scan(input.content)) === "infected")
				problems.push(infected(["attachments", String(index), "content"]));
			continue;
		}
		const upload = await app.store.uploads.find(input.uploadId);
		if (upload && isOwn(upload, actor) && !uploads.has(upload.id))
			uploads.set(upload.id, upload);
		else problems.push(uploadNotFound(index, input.uploadId));
	}
	return { uploads, problems };
}

/** Puts inline files on disk and takes uploads as they are; when one fails, those written before go again. */
export async function storeFiles(
	ctx: Caller,
	attachments: readonly AttachmentInput[],
	uploads: Uploads,
): Promise<readonly NewAttachment[]> {
	const stored: NewAttachment[] = [];
	try {
		for (const input of attachments)
			stored.push(
				input.kind === "inline"
					? await writeFile(ctx, input)
					: takeUpload(uploads, input.uploadId),
			);
		return stored;
	} catch (error) {
		await removeFiles(ctx, stored);
		throw error;
	}
}

/** Removes files whose rows were certainly not written; an upload stays for another try. */
export async function removeFiles(
	{ app }: Pick<Context, "app">,
	attachments: readonly NewAttachment[],
): Promise<void> {
	for (const { storageName, uploadId } of attachments)
		if (uploadId === undefined) await app.files.remove(storageName);
}

/** The same after an error: files stay for the sweep when nobody knows whether their rows were written. */
export async function removeFilesAfter(
	error: unknown,
	ctx: Pick<Context, "app">,
	attachments: readonly NewAttachment[],
): Promise<void> {
	if (!(error instanceof RequestError) || error.kind === "unavailable") return;
	for (const file of attachments)
		if (!(await ctx.app.store.attachments.hasFile(file.storageName)))
			await removeFiles(ctx, [file]);
}

async function writeFile(
	{ app }: Caller,
	{ fileName, contentType, content }: InlineAttachment,
): Promise<NewAttachment> {
	return {
		fileName,
		contentType,
		size: content.length,
		sha256: hash("sha256", content),
		storageName: await app.files.write(content),
	};
}

function takeUpload(uploads: Uploads, id: number): NewAttachment {
	const upload = uploadOf(uploads, id);
	const { fileName, contentType, size, sha256, storageName } = upload;
	return { fileName, contentType, size, sha256, storageName, uploadId: id };
}

/** One of the uploads that were looked up. */
export function uploadOf(uploads: Uploads, id: number): StoredUpload {
	const upload = uploads.get(id);
	if (!upload) throw new Error(`Upload ${id} was not looked up.`);
	return upload;
}

function isOwn(upload: StoredUpload, actor: Actor): boolean {
	return actor.kind === "operator"
		? upload.partyId === null && upload.operatorId === actor.operator.id
		: upload.partyId === actor.party.id;
}

export function infected(path: readonly string[]): Problem {
	return problem("infectedFile", path, {});
}

export function uploadNotFound(index: number, id: number): Problem {
	const path = ["attachments", String(index), "id"];
	return problem("uploadNotFound", path, { id });
}
