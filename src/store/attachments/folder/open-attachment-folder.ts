import { createReadStream } from "node:fs";
import { access, constants, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { copyFileDurably } from "../../copy-file.ts";
import { digestOfFile } from "../../digest-of-file.ts";
import { errorCode } from "../../error-code.ts";
import { prepareFolder } from "../../prepare-folder.ts";
import { syncFolder } from "../../sync-folder.ts";
import type { AttachmentStorage } from "../attachment-storage.ts";
import { measureStream, refusalOf, StreamRefused } from "../measure-stream.ts";
import { type Scan, scanNothing } from "../scan-content.ts";
import { requireStorageName } from "../storage-name.ts";
import { openCheckedFile } from "./open-checked-file.ts";
import { placeFile } from "./place-file.ts";
import { sweepFolder } from "./sweep-folder.ts";

/** Attachments in a folder, which processes of one machine share, or several machines by a network file system. */
export function openAttachmentFolder(
	folder: string,
	setting = "ATTACHMENTS_URL",
	scan: Scan = scanNothing,
): AttachmentStorage {
	const pathOf = (storageName: string) =>
		join(folder, requireStorageName(storageName));

	async function approve(path: string) {
		if (scan === scanNothing) return;
		if ((await scan(createReadStream(path))) === "infected")
			throw new StreamRefused("infected");
	}

	return {
		place: folder,
		folders: [folder],
		scan,
		write: (content) => placeFile(folder, content),
		async writeStream(source, longest) {
			const { bytes, measured } = measureStream(source, longest);
			try {
				const storageName = await placeFile(folder, bytes(), approve);
				return { storageName, ...measured() };
			} catch (error) {
				return refusalOf(error);
			}
		},
		openChecked: async ({ storageName, sha256 }) =>
			openCheckedFile(pathOf(storageName), sha256),
		async remove(storageName) {
			await rm(pathOf(storageName), { force: true });
		},
		prepare: () => prepareFolder(folder, setting),
		check: () => access(`${folder}/.`, constants.W_OK | constants.X_OK),
		sweep: (isNamed, now, signal) => sweepFolder(folder, isNamed, now, signal),
		async digest(storageName) {
			return ifThere(() => digestOfFile(pathOf(storageName)));
		},
		async copyTo(storageName, path) {
			const copied = await ifThere(async () => {
				await copyFileDurably(pathOf(storageName), path);
				return true;
			});
			return copied ?? false;
		},
		async setAside(storageName, suffix) {
			const path = pathOf(storageName);
			await rename(path, `${path}${suffix}`);
		},
		putBack: (storageName, path) => copyFileDurably(path, pathOf(storageName)),
		sync: () => syncFolder(folder),
		async close() {},
	};
}

async function ifThere<Result>(
	read: () => Result | Promise<Result>,
): Promise<Result | null> {
	try {
		return await read();
	} catch (error) {
		if (errorCode(error) === "ENOENT") return null;
		throw error;
	}
}
