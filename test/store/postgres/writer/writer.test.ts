import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import type { CreateCaseResult } from "../../../../src/domain/ports/create-jobs.ts";
import type { Store } from "../../../../src/domain/ports/store.ts";
import { RequestError } from "../../../../src/domain/problems/request-error.ts";
import { openPostgresStore } from "../../../../src/store/postgres/open-postgres-store.ts";
import { assertChains } from "../../../support/postgres/assert-chains.ts";
import { migratedDatabase } from "../../../support/postgres/migrated-database.ts";
import type { TestDatabase } from "../../../support/postgres/new-database.ts";
import { startCutter } from "../../../support/postgres/start-cutter.ts";
import { fillDemo, newFile } from "../../contract/fill-demo.ts";

/** So many stores on a new database with the demo data; each is what a node has. */
async function nodes(count: number) {
	const database = await migratedDatabase();
	const stores: Store[] = [];
	for (let node = 0; node < count; node++)
		stores.push(await openPostgresStore({ url: database.url }));
	const jobs = await fillDemo(stores[0] as Store);
	return {
		database,
		stores,
		...jobs,
		async [Symbol.asyncDispose]() {
			for (const store of stores) await store.close();
			await database[Symbol.asyncDispose]();
		},
	};
}

/** Ends every session of a writer that is under way or idle. */
function endWriters({ query }: TestDatabase) {
	return query(
		"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'casebridge writer'",
	);
}

async function countCases({ query }: TestDatabase) {
	const [row] = await query(
		"SELECT count(*)::int AS cases, count(DISTINCT id)::int AS numbers FROM cases",
	);
	assert.equal(row?.cases, row?.numbers);
	return row?.cases;
}

describe("the writer of PostgreSQL", () => {
	test("writes each node's events to a chain of its own", async () => {
		await using all = await nodes(2);
		const { database, stores, create } = all;
		const sent = Array.from({ length: 40 }, (_, index) =>
			stores[index % 2]?.cases.create(create(null)),
		);
		await Promise.all(sent);
		assert.equal(await assertChains(database), 40);
		const chains = await database.query(
			"SELECT chain, count(*)::int AS events FROM case_events GROUP BY chain ORDER BY chain",
		);
		assert.deepEqual(chains, [
			{ chain: 1, events: 20 },
			{ chain: 2, events: 20 },
		]);
	});

	test("numbers cases in the order of their times over all nodes, also with a clock that is behind", async () => {
		await using all = await nodes(2);
		const { database, stores, create } = all;
		for (let turn = 0; turn < 10; turn++) {
			const job = create(null);
			const at = turn % 2 === 0 ? job.at + turn : job.at - 60_000;
			await stores[turn % 2]?.cases.create({ ...job, at });
		}
		const wrong = await database.query(
			"SELECT id FROM (SELECT id, numbered_at, max(created_at) OVER (ORDER BY id) AS latest FROM cases) AS numbered WHERE numbered_at <> latest",
		);
		assert.deepEqual(wrong, []);
	});

	test("makes one case of each key while its sessions are ended, and loses none that was acknowledged", async () => {
		await using all = await nodes(2);
		const { database, stores, create } = all;
		let ended = 0;
		const ending = (async () => {
			for (let times = 0; times < 12; times++) {
				await setTimeout(50 + 30 * times);
				ended += (await endWriters(database)).length;
			}
		})();
		const ids = new Map<string, number>();
		async function send(caller: number) {
			for (let turn = 0; turn < 20; turn++) {
				const key = `${caller >> 1}-${turn}`;
				for (;;) {
					const store = stores[caller % 2] as Store;
					const result = await store.cases
						.create(create(key))
						.catch((error: unknown) => {
							assert.ok(error instanceof RequestError, String(error));
							return null;
						});
					if (result === null) {
						await setTimeout(20);
						continue;
					}
					const id = numberOf(result);
					assert.equal(ids.get(key) ?? id, id, `two numbers for ${key}`);
					ids.set(key, id);
					break;
				}
			}
		}
		await Promise.all(Array.from({ length: 16 }, (_, caller) => send(caller)));
		await ending;
		assert.ok(ended > 0, "no session was ended");
		assert.equal(ids.size, 8 * 20);
		assert.equal(await countCases(database), 8 * 20);
		assert.equal(await assertChains(database), 8 * 20);
	});

	for (const when of ["before", "after"] as const)
		test(`writes once what was cut off ${when} the server wrote it, with a key or without`, async () => {
			await using all = await nodes(1);
			const { database, create, change } = all;
			await using cutter = await startCutter(new URL(database.url));
			const store = await openPostgresStore({ url: cutter.url });
			try {
				const first = await store.cases.create(create(null));
				for (const key of ["key", null]) {
					cutter.cutNext("write_batch", when);
					const result = await store.cases.create(create(key));
					assert.equal(result.kind, "created");
				}
				cutter.cutNext("write_batch", when);
				const changed = await store.cases.change(change(numberOf(first), 1));
				assert.equal(changed.kind, "changed");
				const [both, alone] = await Promise.all([
					store.cases.create(create("both")),
					store.cases.create(create("both")),
				]);
				assert.equal(numberOf(both), numberOf(alone));
				assert.equal(cutter.cuts, 3);
			} finally {
				await store.close();
			}
			assert.equal(await countCases(database), 4);
			assert.equal(await assertChains(database), 5);
		});

	test("goes on where another took its position in the chain", async () => {
		await using all = await nodes(1);
		const { database, stores, create } = all;
		const [store] = stores as [Store];
		await store.cases.create(create(null));
		await database.query(
			"INSERT INTO case_events SELECT (json_populate_record(e, '{\"position\": 2}')).* FROM case_events e",
		);
		const result = await store.cases.create(create("key"));
		assert.equal(result.kind, "created");
		const positions = await database.query(
			"SELECT position::int FROM case_events ORDER BY position",
		);
		assert.deepEqual(positions, [
			{ position: 1 },
			{ position: 2 },
			{ position: 3 },
		]);
		assert.equal(await countCases(database), 2);
	});

	test("refuses one job that the database cannot hold, and writes the others of its batch", async () => {
		await using all = await nodes(1);
		const { database, stores, create } = all;
		const [store] = stores as [Store];
		const bad = { ...create("bad"), comments: ["a\0b"] };
		const results = await Promise.allSettled([
			store.cases.create(create("a")),
			store.cases.create(bad),
			store.cases.create(create("b")),
		]);
		assert.deepEqual(
			results.map(({ status }) => status),
			["fulfilled", "rejected", "fulfilled"],
		);
		const [, refused] = results as unknown as [unknown, PromiseRejectedResult];
		assert.match(
			refused.reason.message,
			/^PostgreSQL refused a statement \(22\w+ \)\.$/,
		);
		assert.equal(await assertChains(database), 2);
	});

	test("writes what waits as one batch, and a bulk whole", async () => {
		await using all = await nodes(1);
		const { database, stores, create } = all;
		const [store] = stores as [Store];
		const before = await commits(database);
		await Promise.all(
			Array.from({ length: 64 }, () => store.cases.create(create(null))),
		);
		const rows = Array.from({ length: 300 }, () => ({
			...create(null),
			attachments: [newFile()],
		}));
		await store.cases.createAll({ rows, isAllOrNothing: true });
		assert.equal(await countCases(database), 364);
		const batches = (await commits(database)) - before;
		assert.ok(batches <= 6, `${batches} batches`);
	});
});

/** How many batches wrote events: each has its own transaction. */
async function commits({ query }: TestDatabase): Promise<number> {
	const [row] = await query(
		"SELECT count(DISTINCT xmin::text)::int AS batches FROM case_events",
	);
	return row?.batches as number;
}

function numberOf(result: CreateCaseResult): number {
	if (result.kind === "replayed") return result.record.caseId;
	assert.ok(result.kind === "created");
	return result.id;
}
