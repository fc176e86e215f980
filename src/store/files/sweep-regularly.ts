import { uploadLifetime } from "../../domain/case/upload-file.ts";
import type { CaseStore } from "../../domain/store.ts";
import { sweepOrphans } from "./sweep-orphans.ts";

const sweepInterval = 60 * 60 * 1000;

type Sweeping = {
	readonly folder: string;
	readonly cases: Pick<CaseStore, "hasFile" | "removeUploads">;
	readonly log: { error(details: object, message: string): void };
	readonly now: () => number;
};

/**
 * Now and every hour: ends uploads that nothing used, then removes the files that no row names.
 * Answers a function that stops it and waits for a sweep under way.
 */
export function sweepRegularly({
	folder,
	cases,
	log,
	now,
}: Sweeping): () => Promise<void> {
	async function sweep() {
		try {
			await cases.removeUploads(now() - uploadLifetime);
			await sweepOrphans(folder, cases.hasFile, now);
		} catch (error) {
			log.error({ err: error }, "sweeping attachments failed");
		}
	}
	let current = sweep();
	const timer = setInterval(() => {
		current = sweep();
	}, sweepInterval).unref();
	return async () => {
		clearInterval(timer);
		await current;
	};
}
