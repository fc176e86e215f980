import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openSqliteStore } from "../src/store/sqlite/open-sqlite-store.ts";
import { failStatements } from "./support/failing-statements.ts";
import { freePort } from "./support/free-port.ts";
import {
	graphql,
	party1,
	postCase,
	rows,
	send,
	telefonico,
} from "./support/requests.ts";
import { spawnCasebridge } from "./support/spawn-casebridge.ts";
import {
	copyDemoDatabase,
	startServer,
	type TestServer,
	temporaryFolder,
} from "./support/test-server.ts";

const document =
	"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } } }";

describe("a server whose storage fails", () => {
	test("H6: answers 507 on both protocols when the disk is full, reads on, and writes when there is space again", async () => {
		await using server = await startServer();
		const made = await postCase(server, telefonico);
		const path = `/api/v4/cases/${made.body.case.id}`;
		{
			using _full = failStatements(
				"SQLITE_FULL",
				(source) => source === "COMMIT",
			);
			const refused = await postCase(server, telefonico);
			assert.equal(refused.status, 507);
			const other = await graphql(server, document, { input: telefonico });
			assert.equal(other.status, 507);
			const read = await send(server, "GET", path, { headers: party1 });
			assert.equal(read.status, 200);
			assert.equal(rows(server, "cases").length, 1);
		}
		assert.equal((await postCase(server, telefonico)).status, 201);
		assert.equal(rows(server, "cases").length, 2);
	});

	test("H7: does not start where nobody can make a file, and says so", async () => {
		await assert.rejects(
			openSqliteStore({ file: "/proc/casebridge.db" }),
			/^StoreError: The (database|folder) \/proc.* cannot be written .*DATABASE_URL\.$/,
		);
	});

	test("H13: answers 503 to a file when no descriptor is left, and takes it when there is one", async () => {
		const port = await freePort();
		const file = `${temporaryFolder()}/casebridge.db`;
		await copyDemoDatabase(file);
		const program = spawnCasebridge(
			{
				PORT: String(port),
				DATABASE_URL: `file:${file}`,
				LOG_LEVEL: "warn",
			},
			{ nodeArgs: ["--import", takeDescriptors] },
		);
		await program.until(/Create a case/);
		const server = { url: `http://127.0.0.1:${port}` } as TestServer;
		const attachements = [{ fileName: "a", content: "aGVsbG8=" }];
		const body = { ...telefonico, attachements };
		assert.equal((await postCase(server, body)).status, 201);
		program.process.kill("SIGUSR2");
		await program.until(/no descriptor is left/);
		const refused = await postCase(server, body);
		assert.equal(refused.status, 503, refused.text);
		assert.equal(refused.headers.get("retry-after"), "1");
		program.process.kill("SIGUSR2");
		await program.until(/descriptors are back/);
		assert.equal((await postCase(server, body)).status, 201);
		program.process.kill("SIGTERM");
		assert.equal(await program.exited, 0);
	});
});

/** Opens files on a signal until the process may open none but the one that its connection needs; on the next closes them. */
const takeDescriptors = `data:text/javascript,${encodeURIComponent(`
	import { closeSync, openSync } from "node:fs";
	let taken = [];
	process.on("SIGUSR2", () => {
		if (taken.length > 0) {
			for (const one of taken.splice(0)) closeSync(one);
			console.error("descriptors are back");
			return;
		}
		try { for (;;) taken.push(openSync("/dev/null")); } catch {}
		console.error("no descriptor is left");
	});
`)}`;
