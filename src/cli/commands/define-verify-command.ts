import type { Command } from "@commander-js/extra-typings";
import { verifyDatabase } from "../../store/sqlite/integrity/verify-database.ts";
import type { CommandTools } from "../terminal/command-tools.ts";
import { databaseFile } from "../terminal/database-file.ts";
import { describeContents } from "../terminal/describe-contents.ts";
import { withProgressBar } from "../terminal/with-progress-bar.ts";
import { withAttachments } from "./with-attachments.ts";

export function defineVerifyCommand(
	program: Command,
	{ io, config }: CommandTools,
): void {
	program
		.command("verify")
		.description(
			"Checks every stored row, event and file, and names the first that is not as it was written. The server may be running.",
		)
		.action(async () => {
			const file = databaseFile(config());
			const { attachments: location } = config();
			const verified = await withAttachments(location, (attachments) =>
				withProgressBar(io, (onProgress) =>
					verifyDatabase({ file, attachments, onProgress }),
				),
			);
			const watermark = verified.hasWatermark
				? ""
				: " There is no watermark to compare with.";
			io.stdout.write(
				`Verified ${file}: ${describeContents(verified)} are as they were written.${watermark}\n`,
			);
		});
}
