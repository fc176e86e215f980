import { resolve } from "node:path";
import type { Command } from "@commander-js/extra-typings";
import { makeBackup } from "../../store/backup/make-backup.ts";
import { casebridgeVersion } from "../casebridge-version.ts";
import type { CommandTools } from "../terminal/command-tools.ts";
import { databaseFile } from "../terminal/database-file.ts";
import { describeContents } from "../terminal/describe-contents.ts";
import { withProgressBar } from "../terminal/with-progress-bar.ts";
import { withAttachments } from "./with-attachments.ts";

export function defineBackupCommand(
	program: Command,
	{ io, now, config }: CommandTools,
): void {
	program
		.command("backup")
		.description(
			"Copies the database and the attachments into a new folder, and verifies the copy. The server may be running.",
		)
		.argument("<to>", "the folder to make")
		.action(async (folder) => {
			const to = resolve(folder);
			const file = databaseFile(config());
			const { attachments: location } = config();
			const made = await withAttachments(location, (attachments) =>
				withProgressBar(io, (onProgress) =>
					makeBackup({
						file,
						attachments,
						to,
						version: casebridgeVersion(),
						now,
						onProgress,
					}),
				),
			);
			io.stdout.write(
				`Backed up ${file} to ${to}, and verified the copy: ${describeContents(made)}.\n`,
			);
		});
}
