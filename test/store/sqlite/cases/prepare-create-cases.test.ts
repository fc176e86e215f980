import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertStored } from "../../../rest/v4/stored.ts";
import { jobsOf } from "../../../support/create-jobs.ts";
import { startServer } from "../../../support/test-server.ts";

/** A party that there is not: the row breaks a foreign key. */
const nobody = 999;
const twoCases = {
	cases: 2,
	case_comments: 2,
	case_events: 2,
	idempotency_keys: 2,
};

describe("several creates in one transaction", () => {
	for (const isAllOrNothing of [true, false])
		test(`leave nothing when one of them fails in the database: ${isAllOrNothing ? "all or nothing" : "good rows"}`, async () => {
			await using server = await startServer();
			const { cases } = server.app.store;
			const job = await jobsOf(server.app.store);
			const rows = [job("a"), job("b"), job(null, nobody)];
			await assert.rejects(
				cases.createAll({ rows, isAllOrNothing }),
				/FOREIGN KEY/,
			);
			assertStored(server, {});
			const good = rows.slice(0, 2);
			const { kind } = await cases.createAll({ rows: good, isAllOrNothing });
			assert.equal(kind, "written");
			assertStored(server, twoCases);
		});

	test("are written once when they run again because another job of their turn failed", async () => {
		await using server = await startServer();
		const { cases } = server.app.store;
		const job = await jobsOf(server.app.store);
		const rows = [job("a"), job("b"), job("a")];
		const [bulk, single] = await Promise.allSettled([
			cases.createAll({ rows, isAllOrNothing: true }),
			cases.create(job(null, nobody)),
		]);
		assert.equal(single.status, "rejected");
		assert.ok(bulk.status === "fulfilled" && bulk.value.kind === "written");
		assert.deepEqual(
			bulk.value.results.map(({ kind }) => kind),
			["created", "created", "replayed"],
		);
		assertStored(server, twoCases);
	});

	test("are stale together when they were decided on older versions", async () => {
		await using server = await startServer();
		const { cases } = server.app.store;
		const job = await jobsOf(server.app.store);
		const { catalogue, credentials } = await server.app.store.versions();
		const old = {
			...job("b"),
			versions: { catalogue: catalogue - 1, credentials },
		};
		for (const isAllOrNothing of [true, false])
			assert.deepEqual(
				await cases.createAll({ rows: [job("a"), old], isAllOrNothing }),
				{ kind: "stale" },
			);
		assertStored(server, {});
	});
});
