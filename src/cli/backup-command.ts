import { resolve } from "node:path";
import { makeBackup } from "../store/backup/make-backup.ts";
import { casebridgeVersion } from "./casebridge-version.ts";
import { defineCommand } from "./command.ts";
import { describeContents } from "./describe-contents.ts";
import { withProgressBar } from "./with-progress-bar.ts";

export const backupCommand = defineCommand({
	usage: "TO",
	summary:
		"Copies the database and the attachments into a new folder, and verifies the copy; a server may be running.",
	operands: [1, 1],
	async run({ operands: [to = ""] }, { io, now, config }) {
		const { databaseFile: file, attachmentsFolder } = config();
		const made = await withProgressBar(io, (onProgress) =>
			makeBackup({
				file,
				attachmentsFolder,
				to: resolve(to),
				version: casebridgeVersion(),
				now,
				onProgress,
			}),
		);
		io.stdout.write(
			`Backed up ${file} to ${resolve(to)}, and verified the copy: ${describeContents(made)}.\n`,
		);
	},
});
