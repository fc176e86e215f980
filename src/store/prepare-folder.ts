import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { StoreError } from "./store-error.ts";
import { syncFolder } from "./sync-folder.ts";

/** Makes a folder that can be written and outlives a power cut, or says which setting names it and why it cannot be used. */
export async function prepareFolder(
	folder: string,
	setting: string,
): Promise<void> {
	try {
		const made = await mkdir(folder, { recursive: true });
		await access(folder, constants.W_OK | constants.X_OK);
		if (made !== undefined) await syncParents(folder, made);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw new StoreError(
			`The folder ${folder} cannot be written (${code}); make it a writable folder, or name another one in ${setting}.`,
			{ cause: error },
		);
	}
}

/** The name of a new folder is in its parent: all those from `folder` up to `first` were made. */
async function syncParents(folder: string, first: string): Promise<void> {
	for (let at = folder; at.length >= first.length; at = dirname(at))
		await syncFolder(dirname(at));
}
