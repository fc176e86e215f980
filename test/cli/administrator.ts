import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store } from "../../src/domain/ports/store.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import { type Outcome, type Typed, typeCommand } from "./type-command.ts";

type TestContext = { after(clean: () => unknown): void };

/** A new database, with the store on it and a terminal to type commands into; both are gone after the test. */
export async function openAdministrator(context: TestContext): Promise<{
	readonly store: Store;
	readonly databaseFile: string;
	/** A file in the folder of the test. */
	readonly path: (name: string) => string;
	readonly run: (args: readonly string[], typed?: Typed) => Promise<Outcome>;
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
		run: (args, typed) =>
			typeCommand({ DATABASE_URL: `file:${databaseFile}` }, args, typed),
	};
}
