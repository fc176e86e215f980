import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { AttachmentStorage } from "../attachments/attachment-storage.ts";
import type { NamedFile } from "../attachments/verify-files.ts";
import type { Progress } from "../progress.ts";

/** Gathers attachment files in a folder. What was copied once stays: a stored file never changes, it only goes. */
export function createAttachmentCopy(
	from: Pick<AttachmentStorage, "copyTo">,
	to: string,
	onProgress: Progress,
) {
	const copied = new Set<string>();

	return {
		/** Copies those that are not there yet; answers those that are gone. */
		async add(named: readonly NamedFile[]): Promise<readonly NamedFile[]> {
			const gone: NamedFile[] = [];
			for (const [index, file] of named.entries()) {
				const { storageName } = file;
				onProgress("attachments", index, named.length);
				if (copied.has(storageName)) continue;
				if (await from.copyTo(storageName, join(to, storageName)))
					copied.add(storageName);
				else gone.push(file);
			}
			return gone;
		},
		/** Removes those that nothing names any more. */
		async keepOnly(named: readonly NamedFile[]): Promise<void> {
			const names = new Set(named.map(({ storageName }) => storageName));
			for (const name of copied) if (!names.has(name)) await rm(join(to, name));
		},
	};
}
