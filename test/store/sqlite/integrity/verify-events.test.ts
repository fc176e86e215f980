import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { chainEvent } from "../../../../src/store/integrity/event-chain.ts";
import { prepareRowInserts } from "../../../../src/store/sqlite/cases/prepare-row-inserts.ts";
import { drizzle } from "../../../../src/store/sqlite/connection/drizzle.ts";
import { openDatabase } from "../../../../src/store/sqlite/connection/open-database.ts";
import { prepareTransactionState } from "../../../../src/store/sqlite/connection/transaction-state.ts";
import { typeCommand } from "../../../cli/type-command.ts";
import { alterDatabase } from "../../../support/alter-database.ts";
import {
	bodyOf,
	environmentOf,
	fill,
	keyed,
} from "../../../support/filled-server.ts";
import { readDatabase } from "../../../support/read-database.ts";
import { graphql, postCase } from "../../../support/requests.ts";
import {
	noon,
	startServer,
	type TestServer,
} from "../../../support/test-server.ts";

const verify = (server: TestServer) =>
	typeCommand(environmentOf(server), ["verify"]);

/** What a person's right to be forgotten needs: the digest stays. */
const erase =
	"UPDATE case_events SET salt = NULL, before = NULL, after = NULL WHERE id = 2";

const timeline = `{ cases(first: 9) { edges { node { number
	timeline(first: 9) { edges { node { kind before { status } after { status } } } }
} } } }`;

describe("events", () => {
	test("verify when salt and texts of one were erased, which its timeline then tells without states", async () => {
		await using server = await startServer();
		await fill(server);
		alterDatabase(server.databaseFile, erase);
		const { code, stderr } = await verify(server);
		assert.equal(stderr, "");
		assert.equal(code, 0);
		const { body } = await graphql(server, timeline);
		assert.equal(body.errors, undefined);
		const told = body.data.cases.edges.map(
			({ node }: { node: { timeline: { edges: { node: unknown }[] } } }) =>
				node.timeline.edges.map((edge) => edge.node),
		);
		const whole = {
			kind: "CREATED",
			before: null,
			after: { status: "Created" },
		};
		assert.deepEqual(told, [[whole], [{ ...whole, after: null }], [whole]]);
		await postCase(server, bodyOf(4), keyed("key-4"));
		assert.equal((await verify(server)).code, 0);
	});

	const damages: readonly [string, string][] = [
		["a text", "after = replace(after, 'Telefonico', 'telefonico')"],
		["a text that was added", "before = after"],
		["the salt", "salt = lower(salt)"],
		["the digest", "salted_digest = replace(salted_digest, 'a', 'b')"],
		["the texts without their salt", "before = NULL, after = NULL"],
		["the salt without its texts", "salt = NULL"],
		["the digest, as if there never was one", "salted_digest = NULL"],
		["salt and digest", "salt = NULL, salted_digest = NULL"],
	];
	for (const [what, change] of damages)
		test(`I6: do not verify when ${what} changed or went`, async () => {
			await using server = await startServer();
			await fill(server);
			alterDatabase(
				server.databaseFile,
				`UPDATE case_events SET ${change} WHERE id = 2`,
			);
			const { code, stderr } = await verify(server);
			assert.match(stderr, /^case_events 2 is not what was chained: /);
			assert.equal(code, 1);
		});

	test("do not verify when the digest of an erased one changed", async () => {
		await using server = await startServer();
		await fill(server);
		alterDatabase(
			server.databaseFile,
			erase,
			"UPDATE case_events SET salted_digest = upper(salted_digest) WHERE id = 2",
		);
		assert.match((await verify(server)).stderr, /^case_events 2 is not what/);
	});

	test("have a salt of their own each", async () => {
		await using server = await startServer();
		await fill(server);
		const salts = readDatabase(server.databaseFile, (database) =>
			database
				.prepare<[], string>("SELECT salt FROM case_events")
				.pluck()
				.all(),
		);
		assert.equal(new Set(salts).size, 3);
		for (const salt of salts) assert.match(salt, /^[\w-]{22}$/);
	});

	test("that are about no case are in the chain, and in no timeline and no feed", async () => {
		await using server = await startServer();
		await fill(server);
		const { events } = server.app.store;
		const id = addEventOfNoCase(server.databaseFile);
		assert.equal(id, 4);
		await postCase(server, bodyOf(5), keyed("key-5"));
		const { code, stderr } = await verify(server);
		assert.equal(stderr, "");
		assert.equal(code, 0);
		const all = (await events.after(new Map(), 99)).events;
		assert.deepEqual(
			all.map(({ event }) => event.id),
			[1, 2, 3, 5],
		);
		const [one] = (await events.after(new Map([[0, id - 1]]), 1)).events;
		assert.deepEqual(await events.findByIds([id, 5]), [one?.event]);
		const { body } = await graphql(
			server,
			"query($id: ID!) { node(id: $id) { id } }",
			{ id: Buffer.from(`CaseEvent:${id}`).toString("base64") },
		);
		assert.deepEqual(body, { data: { node: null } });
		assert.equal((await graphql(server, timeline)).body.errors, undefined);
	});
});

/** Adds an entry that is about no case, as the store writes events; answers its id. */
function addEventOfNoCase(file: string): number {
	const database = openDatabase(file, { busyTimeout: 5_000 });
	const db = drizzle(database);
	const state = prepareTransactionState(db);
	const event = {
		partyId: null,
		caseId: null,
		kind: "UPDATED",
		at: noon,
		protocol: "GRAPHQL",
		touchpointCode: "web",
		actorKind: "operator",
		operatorId: 1,
		before: null,
		after: JSON.stringify({ name: "Reclamo" }),
	} as const;
	const row = chainEvent(event, state.nextEvent());
	prepareRowInserts(db).event(row);
	database.close();
	return row.id;
}
