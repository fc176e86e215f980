import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atExit } from "./at-exit.ts";

/** A folder on the root file system, which goes at the end of this process unless it was removed or kept before. */
export function createTemporaryFolder() {
	const folder = mkdtempSync(join(tmpdir(), "casebridge-crash-"));
	const remove = () => rmSync(folder, { recursive: true, force: true });
	const forget = atExit(remove);
	return {
		folder,
		keep: forget,
		remove() {
			remove();
			forget();
		},
	};
}
