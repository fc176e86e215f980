import assert from "node:assert/strict";
import { describe, test } from "node:test";
import Database from "better-sqlite3";
import { createReadiness } from "../../src/domain/readiness.ts";
import { alterDatabase } from "../support/alter-database.ts";
import { assertProblem } from "../support/assert-problem.ts";
import { failStatements } from "../support/failing-statements.ts";
import { postCase, send, telefonico } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

const get = (server: TestServer, path: string) => send(server, "GET", path, {});

const allOk = {
	database: "ok",
	schema: "ok",
	attachments: "ok",
	disk: "ok",
	server: "ok",
};

describe("/livez and /readyz", () => {
	test("say ok to anybody, and stay out of caches", async () => {
		await using server = await startServer();
		const bodies = {
			"/livez": { status: "ok" },
			"/readyz": { status: "ok", checks: allOk },
		};
		for (const [path, expected] of Object.entries(bodies))
			for (const url of [path, `${path}/`]) {
				const { status, headers, body } = await get(server, url);
				assert.deepEqual(body, expected, url);
				assert.equal(status, 200);
				assert.equal(headers.get("cache-control"), "no-store");
				assert.match(headers.get("content-type") ?? "", /^application\/json/);
			}
	});

	test("answer HEAD, and refuse every other method", async () => {
		await using server = await startServer();
		for (const path of ["/livez", "/readyz"]) {
			assert.equal((await send(server, "HEAD", path, {})).status, 200);
			for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
				const { status, headers, text } = await send(server, method, path, {});
				assert.equal(status, 405, `${method} ${path}`);
				assert.equal(headers.get("allow"), "GET, HEAD");
				const contentType = headers.get("content-type");
				const requestId = headers.get("x-request-id");
				assertProblem({ text, contentType, requestId }, 405);
			}
		}
	});

	test("cost one write a second, however often they are asked", async () => {
		let writes = 0;
		await using server = await startServer({}, (sql) => {
			if (sql.startsWith('update "versions"')) writes++;
		});
		const startedAt = performance.now();
		const answers = await Promise.all(
			Array.from({ length: 200 }, () => get(server, "/readyz")),
		);
		assert.ok(answers.every(({ status }) => status === 200));
		const seconds = Math.ceil((performance.now() - startedAt) / 1_000);
		assert.ok(writes >= 1 && writes <= seconds, `${writes} writes`);
	});

	test("say that the disk is low", async () => {
		const most = String(2 ** 49);
		await using server = await startServer({ MIN_FREE_DISK_BYTES: most });
		const { status, body, headers } = await get(server, "/readyz");
		assert.deepEqual(body, {
			status: "unavailable",
			checks: { ...allOk, disk: "low" },
		});
		assert.equal(status, 503);
		assert.equal(headers.get("cache-control"), "no-store");
		assert.equal((await get(server, "/livez")).status, 200);
	});

	test("say that a newer casebridge has changed the schema under the server", async () => {
		await using server = await startServer();
		alterDatabase(
			server.databaseFile,
			"INSERT INTO schema_migrations VALUES (99999999999999, 'x')",
		);
		const { status, body } = await get(server, "/readyz");
		assert.deepEqual(body.checks, { ...allOk, schema: "changed" });
		assert.equal(status, 503);
	});

	test("say that the database is unavailable once a write has failed for good", async () => {
		await using server = await startServer();
		{
			using _ = failStatements(
				"SQLITE_IOERR_FSYNC",
				(sql) => sql === "BEGIN IMMEDIATE",
			);
			assert.equal((await postCase(server, telefonico)).status, 503);
		}
		const { status, text, body } = await get(server, "/readyz");
		assert.deepEqual(body.checks, {
			...allOk,
			database: "unavailable",
			schema: "unknown",
		});
		assert.equal(status, 503);
		assert.doesNotMatch(text, /IOERR|casebridge\.db/);
		assert.equal((await get(server, "/livez")).status, 200);
	});

	test("wait for a lock that passes without holding up anybody else", async () => {
		await using server = await startServer();
		const other = new Database(server.databaseFile);
		other.exec("BEGIN IMMEDIATE");
		let isAnswered = false;
		const ready = get(server, "/readyz").finally(() => {
			isAnswered = true;
		});
		for (let count = 0; count < 20; count++)
			assert.equal((await get(server, "/livez")).status, 200);
		assert.equal(isAnswered, false);
		other.exec("COMMIT");
		other.close();
		assert.equal((await ready).status, 200);
	});

	test("say no as soon as the server is stopping, whatever was found a moment ago", async () => {
		const readiness = createReadiness({
			store: { check: async () => "current" },
			attachments: { check: async () => {} },
			freeBytes: async () => 1,
			leastFreeBytes: 1,
			elapsed: () => 0,
		});
		assert.deepEqual(await readiness.check(), { status: "ok", checks: allOk });
		readiness.stop();
		assert.deepEqual(await readiness.check(), {
			status: "unavailable",
			checks: { ...allOk, server: "stopping" },
		});
	});

	test("look again after a second, and not before", async () => {
		const clock = { now: 0 };
		let free = 1;
		const readiness = createReadiness({
			store: { check: async () => "current" },
			attachments: { check: async () => {} },
			freeBytes: async () => free,
			leastFreeBytes: 1,
			elapsed: () => clock.now,
		});
		assert.equal((await readiness.check()).status, "ok");
		free = 0;
		clock.now = 999;
		assert.equal((await readiness.check()).status, "ok");
		clock.now = 1_000;
		assert.equal((await readiness.check()).checks.disk, "low");
	});
});
