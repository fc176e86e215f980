import { uploadLifetime } from "../../domain/cases/attachments/upload-file.ts";
import type { Store } from "../../domain/ports/store.ts";
import type { AttachmentStorage } from "./attachment-storage.ts";

type Sweeping = {
	readonly attachments: Pick<AttachmentStorage, "sweep">;
	readonly store: Pick<Store, "attachments" | "uploads">;
	readonly now: () => number;
	readonly signal?: AbortSignal;
};

/** Ends uploads that nothing used, then removes the files that no row names. */
export async function sweepAttachments({
	attachments,
	store,
	now,
	signal,
}: Sweeping): Promise<void> {
	await store.uploads.remove(now() - uploadLifetime);
	await attachments.sweep(store.attachments.hasFile, now, signal);
}
