import { uploadLifetime } from "../../domain/cases/attachments/upload-file.ts";
import type { Store } from "../../domain/ports/store.ts";
import { sweepOrphans } from "./sweep-orphans.ts";

type Sweeping = {
	readonly folder: string;
	readonly store: Pick<Store, "attachments" | "uploads">;
	readonly now: () => number;
};

/** Ends uploads that nothing used, then removes the files that no row names. */
export async function sweepAttachments({
	folder,
	store: { attachments, uploads },
	now,
}: Sweeping): Promise<void> {
	await uploads.remove(now() - uploadLifetime);
	await sweepOrphans(folder, attachments.hasFile, now);
}
