import { constants } from "node:fs";
import { access, mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { errorCode } from "./error-code.ts";
import { StoreError } from "./store-error.ts";
import { syncFolder } from "./sync-folder.ts";

/** Makes a folder that can be written and outlives a power cut, or says which setting names it and why it cannot be used. */
export async function prepareFolder(
	folder: string,
	setting: string,
): Promise<void> {
	try {
		await makeFolder(resolve(folder));
		// With the dot, a file in the place of the folder is told from a folder without rights.
		await access(`${folder}/.`, constants.W_OK | constants.X_OK);
		await syncFolder(folder);
	} catch (error) {
		throw new StoreError(
			`The folder ${folder} cannot be written (${errorCode(error)}); make it a writable folder, or name another one in ${setting}.`,
			{ cause: error },
		);
	}
}

/**
 * Makes what is missing of a path, each folder after the one that holds it, whose names are then put on disk. Node's
 * recursive mkdir never ends under a folder that is there and answers ENOENT for whatever is made in it, as /proc does.
 */
async function makeFolder(folder: string): Promise<void> {
	if (await isThere(folder)) return;
	const parent = dirname(folder);
	await makeFolder(parent);
	try {
		await mkdir(folder);
	} catch (error) {
		// Another process was faster; a link that leads nowhere is told apart when the folder is used.
		if (errorCode(error) !== "EEXIST") throw error;
	}
	await syncFolder(parent);
}

async function isThere(path: string): Promise<boolean> {
	try {
		await stat(path);
		return true;
	} catch (error) {
		if (errorCode(error) === "ENOENT") return false;
		throw error;
	}
}
