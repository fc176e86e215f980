import { openAttachmentFolder } from "../../src/store/attachments/folder/open-attachment-folder.ts";
import { restoreBackup } from "../../src/store/backup/restore-backup.ts";

const [file = "", attachmentsFolder = "", from = "", last] =
	process.argv.slice(2);

/** Ends the process as kill -9 does, at the step that is named. */
function at(step: string) {
	process.stdout.write(`${step}\n`);
	if (step === last) process.kill(process.pid, "SIGKILL");
}

await restoreBackup({
	file,
	attachments: openAttachmentFolder(attachmentsFolder),
	from,
	replacesOther: false,
	now: Date.now,
	onProgress: (what) => at(what),
	onStep: at,
});
