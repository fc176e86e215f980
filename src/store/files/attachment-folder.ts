import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "../../domain/refusal.ts";
import type { AttachmentFiles } from "../../domain/store.ts";
import { prepareFolder } from "../prepare-folder.ts";

const storageNameForm = /^[0-9a-f-]{36}$/;

/** Opens the folder that holds attachment bytes; files are named by us, never by a caller. */
export async function openAttachmentFolder(
	folder: string,
): Promise<AttachmentFiles> {
	await prepareFolder(folder, "ATTACHMENTS_DIR");
	await syncFolder(folder);
	return {
		/** Temporary file, fsync, rename, fsync of the folder: the order that survives a power cut. */
		async write(content) {
			const storageName = randomUUID();
			const temporary = join(folder, `${storageName}.tmp`);
			try {
				const file = await open(temporary, "wx", 0o600);
				try {
					await file.writeFile(content);
					await file.sync();
				} finally {
					await file.close();
				}
				await rename(temporary, join(folder, storageName));
				await syncFolder(folder);
			} catch (error) {
				await rm(temporary, { force: true });
				throw refusalOf(error);
			}
			return storageName;
		},
		async read(storageName) {
			if (!storageNameForm.test(storageName))
				throw new Error(`Attachment name ${storageName} is none of ours.`);
			return readFile(join(folder, storageName));
		},
		async remove(storageName) {
			await rm(join(folder, storageName), { force: true });
		},
	};
}

async function syncFolder(folder: string) {
	const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** A full disk and too many open files pass; anything else is a fault. */
function refusalOf(error: unknown): unknown {
	const { code } = error as NodeJS.ErrnoException;
	const options = { cause: error };
	if (code === "ENOSPC" || code === "EDQUOT")
		return new Refusal(
			"storageFull",
			"The disk of the server is full; nothing was stored.",
			options,
		);
	if (code === "EMFILE" || code === "ENFILE")
		return new Refusal(
			"busy",
			"The server has too many files open; send the request again.",
			options,
		);
	return error;
}
