import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { runCommand } from "../../src/cli/run-command.ts";
import type { Store } from "../../src/domain/store.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";

type TestContext = { after(clean: () => unknown): void };

export type Outcome = {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
};

/** A new database, with the store on it and a terminal to type commands into; both are gone after the test. */
export async function openAdministrator(context: TestContext): Promise<{
	readonly store: Store;
	readonly databaseFile: string;
	/** A file in the folder of the test. */
	readonly path: (name: string) => string;
	readonly run: (
		args: readonly string[],
		input?: { stdin?: string | Buffer; isTTY?: boolean },
	) => Promise<Outcome>;
}> {
	const folder = mkdtempSync(join(tmpdir(), "casebridge-"));
	const databaseFile = join(folder, "test.db");
	const store = await openSqliteStore({ file: databaseFile });
	context.after(async () => {
		await store.close();
		rmSync(folder, { recursive: true });
	});
	return {
		store,
		databaseFile,
		path: (name) => join(folder, name),
		async run(args, { stdin = "", isTTY = false } = {}) {
			const written = { stdout: "", stderr: "" };
			const sink = (name: keyof typeof written) => ({
				write(text: string) {
					written[name] += text;
				},
			});
			const code = await runCommand(args, {
				stdin: Object.assign(Readable.from([Buffer.from(stdin)]), { isTTY }),
				stdout: sink("stdout"),
				stderr: sink("stderr"),
				env: { DATABASE_URL: `file:${databaseFile}` },
			});
			return { code, ...written };
		},
	};
}
