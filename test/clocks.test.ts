import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	graphql,
	party1,
	postCase,
	send,
	telefonico,
} from "./support/requests.ts";
import { noon, startServer } from "./support/test-server.ts";

const hour = 3_600_000;
const jumps: [where: string, at: number][] = [
	["an hour back", noon - hour],
	["a day ahead", noon + 24 * hour],
	["1970", 0],
	["2038", 2 ** 31 * 1000],
	["9999", Date.UTC(9999, 11, 31, 23)],
];

describe("a clock that jumps", () => {
	for (const [where, at] of jumps)
		test(`H11: to ${where}: creates, reads, keys and order go on, there and back`, async () => {
			await using server = await startServer();
			const headers = { ...party1, "idempotency-key": "one" };
			const first = await postCase(server, telefonico, headers);
			server.clock.now = at;
			const there = await postCase(server, telefonico);
			assert.equal(there.status, 201);
			const replay = await postCase(server, telefonico, headers);
			assert.equal(replay.body.case.id, first.body.case.id);
			server.clock.now = noon;
			const back = await postCase(server, telefonico);
			const ids = [first, there, back].map(({ body }) => body.case.id);
			assert.deepEqual(ids, [1, 2, 3]);
			const list = await send(server, "GET", "/api/v4/cases", {
				headers: party1,
			});
			assert.deepEqual(
				list.body.cases.map(({ id }: { id: number }) => id),
				ids,
			);
			const { body } = await graphql(
				server,
				"{ caseByNumber(number: 2) { createdAt timeline { edges { node { at } } } } }",
			);
			assert.equal(Date.parse(body.data.caseByNumber.createdAt), at);
		});
});
