import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createLoopVolume, type FileSystem } from "./loop-volume.ts";

/** Where the server keeps its database and its attachments. */
export type DataFolder = {
	readonly folder: string;
	/** From now on nothing reaches the disk any more. */
	readonly cutPower: () => void;
	/** Brings back what is on the disk. Whoever had files open there must have ended. */
	readonly restorePower: () => Promise<void>;
	readonly remove: () => Promise<void>;
};

/** A volume of its own, or a plain folder, which has no power that could be cut. */
export function createDataFolder(
	parent: string,
	fileSystem: FileSystem | null,
): DataFolder {
	if (fileSystem) return createLoopVolume(parent, fileSystem);
	const folder = join(parent, "data");
	mkdirSync(folder);
	return {
		folder,
		cutPower() {
			throw new Error("A plain folder has no power that could be cut.");
		},
		async restorePower() {},
		async remove() {},
	};
}
