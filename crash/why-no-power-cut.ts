import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLoopVolume, type FileSystem } from "./loop-volume.ts";
import { createTemporaryFolder } from "./temporary-folder.ts";

/** Tries a power cut on an empty volume; answers what is missing for it on this machine, or null. */
export async function whyNoPowerCut(
	fileSystem: FileSystem,
): Promise<string | null> {
	if (process.getuid?.() !== 0)
		return "only root may mount a loop device and cut its power";
	const temporary = createTemporaryFolder();
	try {
		const volume = createLoopVolume(temporary.folder, fileSystem);
		try {
			const file = join(volume.folder, "file");
			writeFileSync(file, "kept", { flush: true });
			volume.cutPower();
			await volume.restorePower();
			return readFileSync(file, "utf8") === "kept"
				? null
				: `a flushed file was lost by a power cut on ${fileSystem}`;
		} finally {
			await volume.remove();
		}
	} catch (error) {
		return String((error as Error).message);
	} finally {
		temporary.remove();
	}
}
