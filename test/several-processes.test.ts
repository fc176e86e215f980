import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./support/free-port.ts";
import { readDatabase } from "./support/read-database.ts";
import { party1, postCase, telefonico } from "./support/requests.ts";
import { type Program, spawnCasebridge } from "./support/spawn-casebridge.ts";
import {
	copyDemoDatabase,
	type TestServer,
	temporaryFolder,
} from "./support/test-server.ts";

type Running = { readonly program: Program; readonly server: TestServer };

async function start(databaseFile: string, env: NodeJS.ProcessEnv = {}) {
	const port = await freePort();
	const program = spawnCasebridge({
		PORT: String(port),
		DATABASE_URL: `file:${databaseFile}`,
		LOG_LEVEL: "warn",
		...env,
	});
	await program.until(/casebridge listens|Create a case/);
	const url = `http://127.0.0.1:${port}`;
	return { program, server: { url, databaseFile } as TestServer };
}

function count(file: string, what: string): unknown {
	return readDatabase(file, (database) =>
		database.prepare(`SELECT ${what}`).pluck().get(),
	);
}

async function end({ program }: Running, signal: NodeJS.Signals) {
	program.process.kill(signal);
	return program.exited;
}

const keyed = (key: string) => ({ ...party1, "idempotency-key": key });

describe("four servers, each a process with settings of its own, on one file", () => {
	const file = join(temporaryFolder(), "casebridge.db");
	const running: Running[] = [];
	before(async () => {
		await copyDemoDatabase(file);
		running.push(await start(file));
		for (const env of [
			{ CASE_NUMBER_START: "1000" },
			{ MAX_COMMENTS: "1", IDEMPOTENCY_KEY_DAYS: "1" },
			{ MAX_TEXT_LENGTH: "5", GRAPHIQL: "off", RATE_LIMIT: "off" },
		])
			running.push(await start(file, env));
	});
	after(() => Promise.all(running.map((one) => end(one, "SIGTERM"))));

	const at = (index: number) =>
		(running[index % running.length] as Running).server;

	test("E4: make one case out of 100 requests with one key", async () => {
		const before = Number(count(file, "count(*) FROM cases"));
		const answers = await Promise.all(
			Array.from({ length: 100 }, (_, index) =>
				postCase(at(index), telefonico, keyed("one")),
			),
		);
		for (const { status, text } of answers) assert.equal(status, 201, text);
		assert.equal(new Set(answers.map(({ body }) => body.case.id)).size, 1);
		const fresh = answers.filter(
			({ headers }) => headers.get("idempotent-replayed") === null,
		);
		assert.equal(fresh.length, 1);
		assert.equal(count(file, "count(*) FROM cases"), before + 1);
	});

	test("E4, H17: make 100 cases out of 100 keys, each sent to all four at once, however they are configured", async () => {
		const before = Number(count(file, "count(*) FROM cases"));
		for (let round = 0; round < 10; round++)
			await Promise.all(
				Array.from({ length: 40 }, async (_, index) => {
					const key = `key-${round}-${index % 10}`;
					const answer = await postCase(at(index), telefonico, keyed(key));
					assert.equal(answer.status, 201, answer.text);
				}),
			);
		assert.equal(count(file, "count(*) FROM cases"), before + 100);
		assert.equal(count(file, "count(DISTINCT id) FROM cases"), before + 100);
		assert.equal(
			count(file, "max(id) FROM cases WHERE id >= 1000"),
			before + 1099,
		);
	});

	test("H12: one that was stopped for a while and goes on makes no duplicate", async () => {
		const before = Number(count(file, "count(*) FROM cases"));
		const [stopped, other] = running as [Running, Running];
		const keys = Array.from({ length: 20 }, (_, index) => `stopped-${index}`);
		stopped.program.process.kill("SIGSTOP");
		const late = keys.map((key) =>
			postCase(stopped.server, telefonico, keyed(key)),
		);
		await sleep(300);
		for (const key of keys) {
			const { status } = await postCase(other.server, telefonico, keyed(key));
			assert.equal(status, 201);
		}
		stopped.program.process.kill("SIGCONT");
		for (const { status, headers } of await Promise.all(late)) {
			assert.equal(status, 201);
			assert.equal(headers.get("idempotent-replayed"), "true");
		}
		assert.equal(count(file, "count(*) FROM cases"), before + 20);
	});
});

describe("a server that gets a signal", () => {
	for (const signals of [
		["SIGTERM"],
		["SIGINT", "SIGINT"],
		["SIGHUP"],
	] as const)
		test(`H12: ${signals.join(" and ")} ends it in order; what it answered is stored`, async () => {
			const file = join(temporaryFolder(), "casebridge.db");
			await copyDemoDatabase(file);
			const { program, server } = await start(file);
			let acknowledged = 0;
			const creates = Array.from({ length: 50 }, () =>
				postCase(server, telefonico).then(({ status }) => {
					if (status === 201) acknowledged++;
				}),
			);
			await Promise.race(creates);
			for (const signal of signals) program.process.kill(signal);
			await Promise.allSettled(creates);
			assert.equal(await program.exited, 0);
			assert.ok(acknowledged > 0);
			assert.ok(Number(count(file, "count(*) FROM cases")) >= acknowledged);
		});
});
