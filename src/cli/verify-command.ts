import { verifyDatabase } from "../store/sqlite/integrity/verify-database.ts";
import { defineCommand } from "./command.ts";
import { describeContents } from "./describe-contents.ts";
import { withProgressBar } from "./with-progress-bar.ts";

export const verifyCommand = defineCommand({
	usage: "",
	summary:
		"Checks every row, event and file that is stored, and names the first that is not as it was written; a server may be running.",
	operands: [0, 0],
	async run(_input, { io, config }) {
		const { databaseFile: file, attachmentsFolder } = config();
		const verified = await withProgressBar(io, (onProgress) =>
			verifyDatabase({ file, attachmentsFolder, onProgress }),
		);
		const mark = verified.hasMark ? "" : " There is no mark to compare with.";
		io.stdout.write(
			`Verified ${file}: ${describeContents(verified)} are as they were written.${mark}\n`,
		);
	},
});
