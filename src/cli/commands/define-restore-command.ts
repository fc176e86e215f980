import { resolve } from "node:path";
import type { Command } from "@commander-js/extra-typings";
import {
	type Restored,
	restoreBackup,
} from "../../store/backup/restore-backup.ts";
import type { CommandTools } from "../terminal/command-tools.ts";
import { databaseFile } from "../terminal/database-file.ts";
import { count, describeContents } from "../terminal/describe-contents.ts";
import { withProgressBar } from "../terminal/with-progress-bar.ts";
import { withAttachments } from "./with-attachments.ts";

export function defineRestoreCommand(
	program: Command,
	{ io, now, config }: CommandTools,
): void {
	program
		.command("restore")
		.description(
			"Puts a backup in the place of the database, which is kept beside it. The server must be stopped.",
		)
		.argument("<from>", "the folder of the backup")
		.option("--replace", "restore it even over a different database")
		.action(async (from, { replace: replacesOther = false }) => {
			const file = databaseFile(config());
			const { attachments: location } = config();
			const restored = await withAttachments(location, (attachments) =>
				withProgressBar(io, (onProgress) =>
					restoreBackup({
						file,
						attachments,
						from: resolve(from),
						replacesOther,
						now,
						onProgress,
					}),
				),
			);
			io.stdout.write(
				`Restored ${file} as it was at ${restored.manifest.createdAt}: ${describeContents(restored)}.\n${describeLoss(restored)}\n`,
			);
		});
}

function describeLoss({ keptAs, lostEvents }: Restored): string {
	if (keptAs === null) return "There was no database in its place before.";
	const kept = `The database that was there is kept as ${keptAs}`;
	if (lostEvents === null)
		return `${kept}. It cannot be read, so nobody can say what it held beyond the backup; set CASE_NUMBER_START above the last case number that callers know.`;
	if (lostEvents === 0)
		return `${kept}; it held no events that the backup lacks.`;
	return `${kept}; it held ${count(lostEvents, "event", "events")} that the backup lacks, and new cases are numbered above its own.`;
}
