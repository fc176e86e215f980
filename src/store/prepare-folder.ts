import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { StoreError } from "./store-error.ts";

/** Makes a folder that can be written, or says which setting names it and why it cannot be used. */
export async function prepareFolder(
	folder: string,
	setting: string,
): Promise<void> {
	try {
		await mkdir(folder, { recursive: true });
		await access(folder, constants.W_OK | constants.X_OK);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw new StoreError(
			`The folder ${folder} cannot be written (${code}); make it a writable folder, or name another one in ${setting}.`,
			{ cause: error },
		);
	}
}
