import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	graphql,
	party1,
	party2,
	postCase,
	telefonico,
} from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";
import { globalId } from "./change.ts";

let server: TestServer;
const numbers: number[] = [];
before(async () => {
	server = await startServer();
	for (let index = 0; index < 5; index++) {
		const { body } = await postCase(server, telefonico);
		numbers.push(body.case.id);
	}
});
after(() => server[Symbol.asyncDispose]());

async function page(args: string, headers = party1) {
	const { body } = await graphql(
		server,
		`{ cases${args} { edges { cursor node { number } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
		{},
		headers,
	);
	const { edges, pageInfo } = body.data.cases;
	return {
		numbers: edges.map(
			(edge: { node: { number: number } }) => edge.node.number,
		),
		...pageInfo,
	};
}

describe("finding cases", () => {
	test("pages through own cases, newest first, in both directions", async () => {
		const newestFirst = numbers.toReversed();
		assert.deepEqual((await page("")).numbers, newestFirst);
		const first = await page("(first: 2)");
		assert.deepEqual(first.numbers, newestFirst.slice(0, 2));
		assert.equal(first.hasNextPage, true);
		const second = await page(`(first: 2, after: "${first.endCursor}")`);
		assert.deepEqual(second.numbers, newestFirst.slice(2, 4));
		const last = await page("(last: 2)");
		assert.deepEqual(last.numbers, newestFirst.slice(-2));
		assert.equal(last.hasPreviousPage, true);
		const earlier = await page(`(last: 2, before: "${last.startCursor}")`);
		assert.deepEqual(earlier.numbers, newestFirst.slice(1, 3));
		const end = await page(`(first: 10, after: "${second.endCursor}")`);
		assert.deepEqual(end.numbers, newestFirst.slice(4));
		assert.equal(end.hasNextPage, false);
	});

	test("shows a party nothing of another one, by any way to a case", async () => {
		assert.deepEqual((await page("", party2)).numbers, []);
		const id = Buffer.from(`Case:${numbers[0]}`).toString("base64");
		const query = `{ case(id: "${id}") { number } caseByNumber(number: ${numbers[0]}) { number } node(id: "${id}") { id } }`;
		const own = await graphql(server, query);
		assert.deepEqual(own.body.data, {
			case: { number: numbers[0] },
			caseByNumber: { number: numbers[0] },
			node: { id },
		});
		const foreign = await graphql(server, query, {}, party2);
		assert.deepEqual(foreign.body, {
			data: { case: null, caseByNumber: null, node: null },
		});
	});

	test("answers a case that does not exist with null", async () => {
		const { body } = await graphql(
			server,
			`{ a: case(id: "${globalId("Case", 999_999)}") { number } b: caseByNumber(number: 999999) { number } c: caseByNumber(number: -1) { number } }`,
		);
		assert.deepEqual(body, { data: { a: null, b: null, c: null } });
	});

	const badArguments: [string, RegExp][] = [
		["first: 0", /first must be from 1 to 100, not 0/],
		["first: 101", /first must be from 1 to 100, not 101/],
		["last: -1", /last must be from 1 to 100, not -1/],
		['after: "x"', /"x" is not a cursor/],
	];
	for (const [argument, message] of badArguments)
		test(`refuses cases(${argument}) with BAD_USER_INPUT`, async () => {
			const { body } = await graphql(
				server,
				`{ cases(${argument}) { edges { cursor } } }`,
			);
			assert.equal(body.errors[0].extensions.code, "BAD_USER_INPUT");
			assert.match(body.errors[0].message, message);
		});
});
