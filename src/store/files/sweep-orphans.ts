import { opendir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** A file this young may belong to a create that is still running. */
const graceMilliseconds = 60 * 60 * 1000;

/**
 * Removes files that no row names: what a crash or a failed write left behind. Answers how many went.
 * Only names of the forms that the attachment folder gives are looked at.
 */
export async function sweepOrphans(
	folder: string,
	isReferenced: (storageName: string) => Promise<boolean>,
	now: () => number,
): Promise<number> {
	let removed = 0;
	for await (const { name } of await opendir(folder)) {
		const form = /^([0-9a-f-]{36})(\.tmp)?$/.exec(name);
		if (!form) continue;
		const path = join(folder, name);
		const { mtimeMs } = await stat(path);
		if (now() - mtimeMs < graceMilliseconds) continue;
		if (form[2] === undefined && (await isReferenced(name))) continue;
		await rm(path, { force: true });
		removed++;
	}
	return removed;
}

const sweepInterval = 60 * 60 * 1000;

type Log = { error(details: object, message: string): void };

/** Sweeps now and every hour; answers a function that stops it and waits for a sweep under way. */
export function sweepRegularly(
	folder: string,
	isReferenced: (storageName: string) => Promise<boolean>,
	log: Log,
	now: () => number,
): () => Promise<void> {
	let current: Promise<unknown>;
	const sweep = () => {
		current = sweepOrphans(folder, isReferenced, now).catch((error) =>
			log.error({ err: error }, "sweeping attachments failed"),
		);
	};
	sweep();
	const timer = setInterval(sweep, sweepInterval).unref();
	return async () => {
		clearInterval(timer);
		await current;
	};
}
