import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type App, createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config/read-config.ts";
import { loadDemo, readDemoCatalogue } from "../../src/startup/demo.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import { compareExecutions } from "./compare-executions.ts";
import { quickHash } from "./quick-hash.ts";

/** Noon of the day that the fixed clock of tests shows. */
export const noon = Date.UTC(2026, 4, 1, 12);

export type TestServer = {
	readonly app: App;
	/** `http://127.0.0.1:PORT`. */
	readonly url: string;
	readonly databaseFile: string;
	/** Empty where they are in a bucket. */
	readonly attachmentsFolder: string;
	/** Milliseconds since 1970, settable. */
	readonly clock: { now: number };
	[Symbol.asyncDispose](): Promise<void>;
};

/**
 * A server on a new database with the demo data, listening on a free port, with a clock that stands still. `env` is added
 * to the configuration. Operations of GraphQL run by both executions, which must agree; unless `trace`, which is told every
 * statement that the database runs, is there to count them. `create` is the app of another copy of the source.
 */
export async function startServer(
	env: NodeJS.ProcessEnv = {},
	trace?: (sql: string) => void,
	create: typeof createApp = createApp,
): Promise<TestServer> {
	const folder = temporaryFolder();
	const databaseFile = join(folder, "casebridge.db");
	await copyDemoDatabase(databaseFile);
	const config = readConfig({
		NODE_ENV: "test",
		LOG_LEVEL: "silent",
		PORT: "0",
		PUBLIC_URL: "http://cases.example",
		DATABASE_URL: `file:${databaseFile}`,
		...env,
	});
	const clock = { now: noon };
	const app = await create({
		config,
		now: () => clock.now,
		...(trace ? { trace } : { createRun: compareExecutions }),
	});
	const url = await app.server.listen({ host: "127.0.0.1", port: 0 });
	const { attachments } = config;
	const attachmentsFolder =
		attachments.kind === "folder" ? attachments.folder : "";
	return {
		app,
		url,
		databaseFile,
		attachmentsFolder,
		clock,
		async [Symbol.asyncDispose]() {
			await app.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** A folder that is gone when the process ends. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "casebridge-"));
	folders.push(folder);
	return folder;
}

const folders: string[] = [];
process.on("exit", () => {
	for (const folder of folders)
		rmSync(folder, { recursive: true, force: true });
});

/**
 * Makes a database with the demo data, as after a first start, so that a server that is started on it as a process of its own
 * need not hash passwords as production does.
 */
export async function copyDemoDatabase(file: string): Promise<void> {
	mkdirSync(dirname(file), { recursive: true });
	copyFileSync(await demoDatabase(), file);
}

let template: Promise<string> | null = null;

/** The demo data is loaded once a process, with hashes that are quick to check; tests copy the file. */
function demoDatabase(): Promise<string> {
	template ??= (async () => {
		const file = join(temporaryFolder(), "demo.db");
		const store = await openSqliteStore({ file });
		await loadDemo(store, () => noon, await readDemoCatalogue(), quickHash);
		await store.close();
		return file;
	})();
	return template;
}
