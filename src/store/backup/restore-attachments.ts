import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { copyFileDurably } from "../files/copy-file.ts";
import { digestOfFile } from "../files/digest-of-file.ts";
import type { NamedFile } from "../files/verify-files.ts";
import type { Progress } from "../progress.ts";
import { syncFolder } from "../sync-folder.ts";

type Restoration = {
	readonly from: string;
	readonly to: string;
	readonly named: readonly NamedFile[];
	/** What is put behind the name of a damaged file, which is kept. */
	readonly suffix: string;
	readonly onProgress: Progress;
};

/** Puts back the files that rows name. A whole one that is there already stays; what else is in the folder is left alone. */
export async function restoreAttachments({
	from,
	to,
	named,
	suffix,
	onProgress,
}: Restoration): Promise<void> {
	for (const [index, { storageName, sha256 }] of named.entries()) {
		onProgress("attachments", index, named.length);
		const path = join(to, storageName);
		if (existsSync(path)) {
			if (digestOfFile(path).sha256 === sha256) continue;
			await rename(path, `${path}${suffix}`);
		}
		await copyFileDurably(join(from, storageName), path);
	}
	await syncFolder(to);
}
