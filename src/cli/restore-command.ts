import { resolve } from "node:path";
import {
	type Restored,
	restoreBackup,
} from "../store/backup/restore-backup.ts";
import { defineCommand } from "./command.ts";
import { count, describeContents } from "./describe-contents.ts";
import { withProgressBar } from "./with-progress-bar.ts";

export const restoreCommand = defineCommand({
	usage: "FROM [--replace]",
	summary:
		"Puts a backup in the place of the database, which is kept beside it; the server must be stopped. --replace: though it is another database.",
	options: { replace: { type: "boolean" } },
	operands: [1, 1],
	async run({ values, operands: [from = ""] }, { io, now, config }) {
		const {
			databaseFile: file,
			attachmentsFolder,
			attachmentsSetting,
		} = config();
		const restored = await withProgressBar(io, (onProgress) =>
			restoreBackup({
				file,
				attachmentsFolder,
				attachmentsSetting,
				from: resolve(from),
				replacesOther: values.replace ?? false,
				now,
				onProgress,
			}),
		);
		io.stdout.write(
			`Restored ${file} as it was at ${restored.manifest.createdAt}: ${describeContents(restored)}.\n${describeLoss(restored)}\n`,
		);
	},
});

function describeLoss({ keptAs, lostEvents }: Restored): string {
	if (keptAs === null) return "There was no database in its place before.";
	const kept = `The database that was there is kept as ${keptAs}`;
	if (lostEvents === null)
		return `${kept}. It cannot be read, so nobody can say what it held beyond the backup; set CASE_NUMBER_START above the last case number that callers know.`;
	if (lostEvents === 0)
		return `${kept}; it held no events that the backup lacks.`;
	return `${kept}; it held ${count(lostEvents, "event", "events")} that the backup lacks, and new cases are numbered above its own.`;
}
