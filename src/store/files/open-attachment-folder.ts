import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { AttachmentFiles } from "../../domain/ports/stored-files.ts";
import { RequestError } from "../../domain/problems/request-error.ts";
import { syncFolder } from "../sync-folder.ts";
import { type Scan, scanNothing } from "./scan-content.ts";

const storageNameForm = /^[0-9a-f-]{36}$/;
const readSize = 256 * 1024;

/** The files in the folder that holds attachment bytes, which is there; they are named by us, never by a caller. */
export function openAttachmentFolder(
	folder: string,
	scan: Scan = scanNothing,
): AttachmentFiles {
	function pathOf(storageName: string): string {
		if (!storageNameForm.test(storageName))
			throw new Error(`Attachment name ${storageName} is none of ours.`);
		return join(folder, storageName);
	}

	/**
	 * Temporary file, fsync, rename, fsync of the folder: the order that survives a power cut. What fails, or what
	 * `approve` throws at, leaves nothing.
	 */
	async function place(
		content: Uint8Array | AsyncIterable<Uint8Array>,
		approve: (path: string) => Promise<void> = async () => {},
	): Promise<string> {
		const storageName = randomUUID();
		const path = pathOf(storageName);
		const temporary = `${path}.tmp`;
		try {
			const file = await open(temporary, "wx", 0o600);
			try {
				await file.writeFile(content);
				await file.sync();
			} finally {
				await file.close();
			}
			await approve(temporary);
			await rename(temporary, path);
			await syncFolder(folder);
		} catch (error) {
			await rm(temporary, { force: true });
			await rm(path, { force: true });
			throw requestErrorOf(error);
		}
		return storageName;
	}

	return {
		scan,
		write: (content) => place(content),
		async writeStream(source, longest) {
			const digest = createHash("sha256");
			const overflow = new Error(`The file has more than ${longest} bytes.`);
			let size = 0;
			async function* counted() {
				for await (const chunk of source) {
					size += chunk.length;
					if (size > longest) throw overflow;
					digest.update(chunk);
					yield chunk;
				}
			}
			const infected = new Error("The scanner refuses the file.");
			async function approve(path: string) {
				if (scan === scanNothing) return;
				if ((await scan(createReadStream(path))) === "infected") throw infected;
			}
			try {
				const storageName = await place(counted(), approve);
				return { storageName, size, sha256: digest.digest("hex") };
			} catch (error) {
				if (error === overflow) return "tooLarge";
				if (error === infected) return "infected";
				throw error;
			}
		},
		async openChecked(storageName, sha256) {
			const file = await open(pathOf(storageName)).catch((error) => {
				throw requestErrorOf(error);
			});
			try {
				if ((await sha256Of(file)) !== sha256)
					throw new Error(
						`Attachment file ${storageName} does not match its SHA-256.`,
					);
			} catch (error) {
				await file.close();
				throw error;
			}
			return file.createReadStream({ start: 0 });
		},
		async remove(storageName) {
			await rm(pathOf(storageName), { force: true });
		},
	};
}

async function sha256Of(file: FileHandle): Promise<string> {
	const digest = createHash("sha256");
	const buffer = Buffer.allocUnsafe(readSize);
	for (let position = 0; ; ) {
		const { bytesRead } = await file.read(buffer, 0, readSize, position);
		if (bytesRead === 0) return digest.digest("hex");
		digest.update(buffer.subarray(0, bytesRead));
		position += bytesRead;
	}
}

/** A full disk and too many open files pass; anything else is a fault. */
function requestErrorOf(error: unknown): unknown {
	const { code } = error as NodeJS.ErrnoException;
	const options = { cause: error };
	if (code === "ENOSPC" || code === "EDQUOT")
		return new RequestError("diskFull", {}, options);
	if (code === "EMFILE" || code === "ENFILE")
		return new RequestError("tooManyFilesOpen", {}, options);
	return error;
}
