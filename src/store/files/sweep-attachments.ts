import { uploadLifetime } from "../../domain/cases/attachments/upload-file.ts";
import type { CaseStore } from "../../domain/ports/case-store.ts";
import { sweepOrphans } from "./sweep-orphans.ts";

type Sweeping = {
	readonly folder: string;
	readonly cases: Pick<CaseStore, "hasFile" | "removeUploads">;
	readonly now: () => number;
};

/** Ends uploads that nothing used, then removes the files that no row names. */
export async function sweepAttachments({
	folder,
	cases,
	now,
}: Sweeping): Promise<void> {
	await cases.removeUploads(now() - uploadLifetime);
	await sweepOrphans(folder, cases.hasFile, now);
}
