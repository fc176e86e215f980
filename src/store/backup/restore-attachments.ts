import { join } from "node:path";
import type { AttachmentStorage } from "../attachments/attachment-storage.ts";
import type { NamedFile } from "../attachments/verify-files.ts";
import type { Progress } from "../progress.ts";

type Restoration = {
	/** The folder of the copies. */
	readonly from: string;
	readonly to: AttachmentStorage;
	readonly named: readonly NamedFile[];
	/** What is put behind the name of a damaged file, which is kept. */
	readonly suffix: string;
	readonly onProgress: Progress;
};

/** Puts back the files that rows name. A whole one that is there already stays; what else is there is left alone. */
export async function restoreAttachments({
	from,
	to,
	named,
	suffix,
	onProgress,
}: Restoration): Promise<void> {
	for (const [index, { storageName, sha256 }] of named.entries()) {
		onProgress("attachments", index, named.length);
		const found = await to.digest(storageName);
		if (found?.sha256 === sha256) continue;
		if (found !== null) await to.setAside(storageName, suffix);
		await to.putBack(storageName, join(from, storageName));
	}
	await to.sync();
}
