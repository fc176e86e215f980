import { createApp } from "../../../src/app.ts";
import { readConfig } from "../../../src/config/read-config.ts";
import { loadDemo, readDemoCatalogue } from "../../../src/startup/demo.ts";
import { openPostgresStore } from "../../../src/store/postgres/open-postgres-store.ts";
import { compareExecutions } from "../compare-executions.ts";
import { quickHash } from "../quick-hash.ts";
import { noon, type TestServer, temporaryFolder } from "../test-server.ts";
import { migratedDatabase } from "./migrated-database.ts";
import type { TestDatabase } from "./new-database.ts";

export type TestNode = Pick<TestServer, "app" | "url" | "clock">;

/** Equal nodes on one new database with the demo data and one folder of attachments, each listening on a free port. */
export async function startNodes(count: number): Promise<
	AsyncDisposable & {
		readonly nodes: readonly TestNode[];
		readonly database: TestDatabase;
	}
> {
	const database = await migratedDatabase();
	const store = await openPostgresStore({ url: database.url });
	await loadDemo(store, () => noon, await readDemoCatalogue(), quickHash);
	await store.close();
	const config = readConfig({
		NODE_ENV: "test",
		LOG_LEVEL: "silent",
		PORT: "0",
		PUBLIC_URL: "http://cases.example",
		ATTACHMENTS_DIR: temporaryFolder(),
	});
	const nodes: TestNode[] = [];
	for (let node = 0; node < count; node++) {
		const clock = { now: noon };
		const app = await createApp({
			config: {
				...config,
				database: { kind: "postgres", url: database.url },
			},
			now: () => clock.now,
			createRun: compareExecutions,
		});
		const url = await app.server.listen({ host: "127.0.0.1", port: 0 });
		nodes.push({ app, url, clock });
	}
	return {
		nodes,
		database,
		async [Symbol.asyncDispose]() {
			for (const { app } of nodes) await app.close();
			await database[Symbol.asyncDispose]();
		},
	};
}
