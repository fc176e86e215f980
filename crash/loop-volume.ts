import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { atExit } from "./at-exit.ts";
import type { DataFolder } from "./data-folder.ts";
import { runProgram } from "./run-program.ts";

export const fileSystems = ["xfs", "ext4"] as const;
export type FileSystem = (typeof fileSystems)[number];

/** XFS makes none under 300 MiB. The image is sparse: it takes what is written. */
const bytes = 512 * 1024 * 1024;
const unmountAttempts = 50;

/** A new file system in a file, mounted through a loop device. */
export function createLoopVolume(
	parent: string,
	fileSystem: FileSystem,
): DataFolder {
	const image = join(parent, "volume.img");
	const folder = join(parent, "volume");
	const handle = openSync(image, "wx");
	ftruncateSync(handle, bytes);
	closeSync(handle);
	runProgram(`mkfs.${fileSystem}`, "-q", image);
	mkdirSync(folder);
	let forget: (() => void) | null = null;
	mount();

	function mount() {
		runProgram("mount", "-o", "loop", image, folder);
		forget = atExit(() => runProgram("umount", "--lazy", folder));
	}

	/** The kernel may still be closing files of a process that just ended. */
	async function unmount() {
		for (let attempt = 1; forget; attempt++) {
			try {
				runProgram("umount", folder);
				forget();
				forget = null;
			} catch (error) {
				if (attempt === unmountAttempts) throw error;
				await sleep(20);
			}
		}
	}

	return {
		folder,
		/** Without a flush of the file system's log, which is what a power cut is (xfs_io(8), shutdown). */
		cutPower: () => runProgram("xfs_io", "-x", "-c", "shutdown", folder),
		async restorePower() {
			await unmount();
			mount();
		},
		async remove() {
			await unmount();
			rmSync(image);
		},
	};
}
