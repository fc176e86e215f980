import assert from "node:assert/strict";
import { describe, test } from "node:test";
import Database from "better-sqlite3";
import {
	createKeyExpiry,
	keyTick,
} from "../../../../src/domain/cases/idempotency/key-expiry.ts";
import { assertRatio } from "../../../support/assert-cost.ts";
import {
	party1,
	postCase,
	rows,
	telefonico,
} from "../../../support/requests.ts";
import { startServer, type TestServer } from "../../../support/test-server.ts";

const minute = 60_000;
const hour = 60 * minute;
const never = new AbortController().signal;

function createWith(server: TestServer, key: string) {
	const headers = { ...party1, "idempotency-key": key };
	return postCase(server, telefonico, headers);
}

/** A process with a clock that only the test moves. */
function processOf(server: TestServer, days = 1) {
	const clock = { elapsed: 0 };
	const expire = createKeyExpiry({
		keys: server.app.store.keys,
		days,
		elapsed: () => clock.elapsed,
	});
	return {
		/** Lets time pass, and looks once a minute. */
		async live(milliseconds: number, every = minute) {
			for (let passed = 0; passed < milliseconds; passed += every) {
				clock.elapsed += every;
				await expire(never);
			}
		},
	};
}

const keysIn = (server: TestServer) =>
	rows(server, "idempotency_keys").map((row) => row.key);

describe("idempotency keys", () => {
	test("E8: are kept as long as configured, and then removed with nothing else", async () => {
		await using server = await startServer();
		await createWith(server, "old");
		const one = processOf(server);
		await one.live(23 * hour);
		await createWith(server, "young");
		assert.deepEqual(keysIn(server), ["old", "young"]);
		await one.live(2 * hour);
		assert.deepEqual(keysIn(server), ["young"]);
		assert.equal(rows(server, "cases").length, 2);
		const again = await createWith(server, "young");
		assert.equal(again.headers.get("idempotent-replayed"), "true");
	});

	test("E8, H11: are not removed early by a wall clock that jumps a year ahead, to 9999, or back to 1970", async () => {
		await using server = await startServer();
		const one = processOf(server);
		const times = [
			server.clock.now + 365 * 24 * hour,
			Date.UTC(9999, 0, 1),
			0,
			server.clock.now,
		];
		for (const [index, now] of times.entries()) {
			server.clock.now = now;
			assert.equal((await createWith(server, `key-${index}`)).status, 201);
			await one.live(hour);
		}
		assert.equal(keysIn(server).length, times.length);
		await one.live(25 * hour);
		assert.deepEqual(keysIn(server), []);
	});

	test("do not age faster in several processes", async () => {
		await using server = await startServer();
		await createWith(server, "key");
		const processes = [processOf(server), processOf(server), processOf(server)];
		for (let passed = 0; passed < 23 * hour; passed += minute)
			for (const each of processes) await each.live(minute);
		assert.deepEqual(keysIn(server), ["key"]);
		for (let passed = 0; passed < 4 * hour; passed += minute)
			for (const each of processes) await each.live(minute);
		assert.deepEqual(keysIn(server), []);
	});

	test("do not age while no server runs", async () => {
		await using server = await startServer();
		await createWith(server, "key");
		for (let start = 0; start < 50; start++)
			await processOf(server).live(keyTick - minute);
		assert.deepEqual(keysIn(server), ["key"]);
		assert.equal(await server.app.store.keys.clock(), 0);
	});

	test("go in blocks that leave room for writes between them, until the server stops", async () => {
		await using server = await startServer();
		for (let index = 0; index < 250; index++)
			await createWith(server, `key-${index}`);
		const { store } = server.app;
		for (let seen = 0; seen < 145; seen++) await store.keys.advanceClock(seen);
		const blocks: number[] = [];
		const stopping = new AbortController();
		const expire = createKeyExpiry({
			keys: {
				...store.keys,
				async remove(before, most) {
					const removed = await store.keys.remove(before, most);
					blocks.push(removed);
					if (blocks.length === 2) stopping.abort();
					return removed;
				},
			},
			days: 1,
			elapsed: () => 0,
		});
		await expire(stopping.signal);
		assert.deepEqual(blocks, [100, 100]);
		await expire(never);
		assert.deepEqual(blocks, [100, 100, 50]);
	});

	test("go a block at a time, at a cost that hardly grows from 5,000 to 200,000", async () => {
		await using few = await startServer();
		await using many = await startServer();
		for (const [server, count] of [
			[few, 5_000],
			[many, 200_000],
		] as const) {
			await createWith(server, "first");
			const database = new Database(server.databaseFile);
			database.exec(`WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})
				INSERT INTO idempotency_keys (party_id, touchpoint_code, key, digest, case_id, created_at, replays)
				SELECT 1, 'web', hex(randomblob(16)), hex(randomblob(32)), 1, 0, 0 FROM numbers`);
			database.close();
		}
		await assertRatio(
			async (count) => {
				const { keys } = (count === 1 ? few : many).app.store;
				assert.equal(await keys.remove(1, 10), 10);
			},
			[1, 2],
			10,
		);
	});
});
