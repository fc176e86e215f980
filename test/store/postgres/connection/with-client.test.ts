import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import type { RequestError } from "../../../../src/domain/problems/request-error.ts";
import {
	openPools,
	type Pools,
} from "../../../../src/store/postgres/connection/open-pools.ts";
import { failureOf } from "../../../../src/store/postgres/connection/postgres-errors.ts";
import {
	inTransaction,
	withClient,
} from "../../../../src/store/postgres/connection/with-client.ts";
import {
	newDatabase,
	type TestDatabase,
} from "../../../support/postgres/new-database.ts";

/** Pools on a database of their own. */
async function opened(): Promise<
	Pools & { readonly database: TestDatabase } & AsyncDisposable
> {
	const database = await newDatabase();
	const pools = openPools(database.url);
	return {
		...pools,
		database,
		async [Symbol.asyncDispose]() {
			await pools.close();
			await database[Symbol.asyncDispose]();
		},
	};
}

const one = ({ writes }: Pools) =>
	withClient(writes, async (client) => {
		const { rows } = await client.query(
			"SELECT 2::bigint ^ 52 AS big, 1::bigint AS one",
		);
		return rows[0];
	});

async function assertFails(work: Promise<unknown>, kind: RequestError["kind"]) {
	await assert.rejects(work, { name: "RequestError", kind });
}

describe("a connection that is lent", () => {
	test("reads 64-bit integers as numbers", async () => {
		await using pools = await opened();
		assert.deepEqual(await one(pools), { big: 2 ** 52, one: 1 });
	});

	test("is closed, and its statement never cancelled, when no answer comes in time", async () => {
		await using pools = await opened();
		const slow = withClient(
			pools.writes,
			(client) => client.query("SELECT pg_sleep(60)"),
			200,
		);
		await assertFails(slow, "unavailable");
		const [still] = await pools.database.query(
			"SELECT state FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'",
		);
		assert.equal(still?.state, "active");
		assert.equal((await one(pools)).one, 1);
	});

	test("is answered as unavailable when its session ends, and another takes its place", async () => {
		await using pools = await opened();
		const { rows } = await pools.writes.query("SELECT pg_backend_pid() AS pid");
		const end = () =>
			pools.database.query(
				"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'casebridge writes'",
			);
		const ended = withClient(pools.writes, (client) =>
			client.query("SELECT pg_sleep(10)"),
		);
		const refused = assertFails(ended, "unavailable");
		while ((await end()).length === 0);
		await refused;
		const next = await pools.writes.query("SELECT pg_backend_pid() AS pid");
		assert.notEqual(next.rows[0].pid, rows[0].pid);
		// One that ends while it is lent to nobody is not lent again.
		await end();
		while (pools.writes.totalCount > 0) await setTimeout(10);
		assert.equal((await one(pools)).one, 1);
	});

	test("is waited for in vain while all are in use, and had once one is free", async () => {
		await using pools = await opened();
		const { promise, resolve } = Promise.withResolvers<void>();
		const busy = [1, 2].map(() => withClient(pools.writes, () => promise));
		await assertFails(one(pools), "unavailable");
		resolve();
		await Promise.all(busy);
		assert.equal((await one(pools)).one, 1);
	});

	test("is given back, its transaction undone, when the work throws", async () => {
		await using pools = await opened();
		await pools.database.query("CREATE TABLE t (secret text UNIQUE)");
		const insert = (text: string, then: () => void) =>
			inTransaction(pools.writes, async (client) => {
				await client.query("INSERT INTO t VALUES ($1)", [text]);
				then();
			});
		const fault = new Error("ours");
		for (let times = 0; times < 5; times++)
			await assert.rejects(
				insert("a", () => {
					throw fault;
				}),
				fault,
			);
		assert.deepEqual(await pools.database.query("SELECT * FROM t"), []);
		await insert("word", () => {});
		await assert.rejects(
			insert("word", () => {}),
			/^Error: PostgreSQL refused a statement \(23505 t_secret_key\)\.$/,
		);
	});

	test("is busy when another holds a lock for too long", async () => {
		await using pools = await opened();
		await pools.database.query(
			"CREATE TABLE t (a int); INSERT INTO t VALUES (1)",
		);
		await inTransaction(pools.writes, async (client) => {
			await client.query("UPDATE t SET a = 2");
			const second = withClient(pools.writes, async (other) => {
				await other.query("SET lock_timeout = '100ms'");
				await other.query("UPDATE t SET a = 3");
			});
			await assertFails(second, "busy");
		});
	});

	test("is not acknowledged when the wait for a standby was cancelled", async () => {
		await using pools = await opened();
		const { database, writes } = pools;
		await database.query("CREATE TABLE t (a int)");
		const writing = inTransaction(writes, async (client) => {
			await client.query("INSERT INTO t VALUES (1)");
			await client.query(
				"DO $$ BEGIN RAISE WARNING SQLSTATE '01000' USING MESSAGE = 'not of the commit'; END $$",
			);
			// What PostgreSQL says at the end of a commit is said here by a trigger of the commit.
			await client.query(
				`CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE WARNING SQLSTATE '01000' USING MESSAGE = 'canceling wait for synchronous replication'; RETURN NULL; END $$`,
			);
			await client.query(
				"CREATE CONSTRAINT TRIGGER warn AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION warn()",
			);
			await client.query("INSERT INTO t VALUES (2)");
		});
		await assertFails(writing, "unavailable");
	});
});

describe("a failure of PostgreSQL", () => {
	const failure = (code: string, constraint?: string) =>
		Object.assign(new Error("x"), { code, constraint, severity: "ERROR" });
	const meanings: readonly [string, Error][] = [
		["keyTaken", failure("23505", "idempotency_keys_key")],
		["positionTaken", failure("23505", "case_events_key")],
		["idTaken", failure("23505", "cases_key")],
		["fault", failure("23505", "operators_email")],
		["fault", failure("23502")],
		["notWritten", failure("40001")],
		["notWritten", failure("40P01")],
		["notWritten", failure("55P03")],
		["notWritten", failure("57014")],
		["unknown", failure("57P01")],
		["unknown", failure("08006")],
		["unknown", failure("25006")],
		["full", failure("53100")],
		["unknown", Object.assign(new Error("x"), { code: "ECONNRESET" })],
		[
			"keyTaken",
			new Error("outer", { cause: failure("23505", "idempotency_keys_key") }),
		],
	];
	for (const [meaning, error] of meanings) {
		const { code, constraint = "" } = (error.cause ?? error) as ReturnType<
			typeof failure
		>;
		test(`with ${code} ${constraint} means ${meaning}`, () =>
			assert.equal(failureOf(error), meaning));
	}
});
