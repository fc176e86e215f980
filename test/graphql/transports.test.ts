import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import { after, before, describe, test } from "node:test";
import { assertNothingStored, countStored } from "../rest/v4/stored.ts";
import {
	graphql,
	party1,
	postCase,
	send,
	telefonico,
} from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

const post = (body: unknown, headers: Record<string, string> = party1) =>
	send(server, "POST", "/graphql", { headers, body });
const create =
	"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } } }";
const operation = { query: create, variables: { input: telefonico } };

describe("what comes to GraphQL", () => {
	test("C19: from a page of another origin, with cookie and Basic, is neither let in nor run", async () => {
		const { headers } = await send(server, "POST", "/api/v4/signin", {
			headers: {
				"thalamus-touchpoint": "web",
				"thalamus-token": "demo-web-token",
			},
			body: { principal: "party1@example.com", password: "demo-party-1" },
		});
		const origin = "https://evil.example";
		const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
		const simple = {
			origin,
			cookie,
			authorization: party1.authorization,
			"content-type": "text/plain",
		};
		for (const [path, body] of [
			["/graphql", operation],
			["/api/v4/cases", telefonico],
		] as const) {
			const preflight = await send(server, "OPTIONS", path, {
				headers: { origin, "access-control-request-method": "POST" },
			});
			assert.equal(preflight.status, 405);
			for (const type of ["text/plain", "application/json"]) {
				const answer = await send(server, "POST", path, {
					headers: { ...simple, "content-type": type },
					body,
				});
				assert.equal(answer.headers.get("access-control-allow-origin"), null);
			}
		}
		assertNothingStored(server);
	});

	test("C20: as 24 MB of query gets 413", async () => {
		for (const text of [
			`{ __typename } #${"x".repeat(24_000_000)}`,
			",".repeat(24_000_000),
		])
			assert.equal((await post({ query: text })).status, 413);
	});

	for (const variables of ["x", [1], 1, true])
		test(`C22: with variables ${JSON.stringify(variables)} gets 400`, async () => {
			const answer = await post({ ...operation, variables });
			assert.equal(answer.status, 400);
			assert.equal(answer.body.errors[0].extensions.code, "BAD_USER_INPUT");
			assertNothingStored(server);
		});

	test("C23: with names of prototypes is answered like any other", async () => {
		const query =
			"query __proto__ { __proto__: __typename constructor: __typename prototype: __typename }";
		for (const operationName of [null, "__proto__"]) {
			const answer = await post({ query, operationName });
			assert.equal(
				answer.text,
				'{"data":{"__proto__":"Query","constructor":"Query","prototype":"Query"}}',
			);
		}
		for (const operationName of ["constructor", "toString"])
			assert.equal((await post({ query, operationName })).status, 400);
		assert.equal("polluted" in {}, false);
		assert.equal(Object.prototype.constructor, Object);
	});

	for (const size of [0, -1, 101, 99_999_999, 2 ** 31])
		for (const direction of ["first", "last"])
			test(`C25: ${direction} ${size} is refused`, async () => {
				const inDocument = await graphql(
					server,
					`{ cases(${direction}: ${size}) { edges { cursor } } }`,
				);
				const inVariable = await graphql(
					server,
					`query ($size: Int) { cases(${direction}: $size) { edges { cursor } } }`,
					{ size },
				);
				for (const { body } of [inDocument, inVariable]) {
					assert.equal(body.data?.cases ?? null, null);
					assert.equal(body.errors[0].extensions.code, "BAD_USER_INPUT");
				}
			});

	test("C26: as a subscription has the limits of every document", async () => {
		for (const query of [
			`subscription { caseChanged { ${times("case { ", 12)} number ${times("} ", 12)} } }`,
			`subscription { ${Array.from({ length: 16 }, (_, i) => `a${i}: caseChanged { __typename }`).join(" ")} }`,
		]) {
			const answer = await post(
				{ query },
				{ ...party1, accept: "text/event-stream" },
			);
			assert.equal(answer.status, 400, answer.text);
			assert.match(answer.text, /too deep|too many aliases/);
		}
	});

	test("C26: by WebSocket is not there", async () => {
		const sent = request(`${server.url}/graphql`, {
			headers: {
				...party1,
				connection: "Upgrade",
				upgrade: "websocket",
				"sec-websocket-version": "13",
				"sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
				"sec-websocket-protocol": "graphql-transport-ws",
			},
		});
		sent.end();
		const [response] = await once(sent, "response");
		assert.equal(response.statusCode, 400);
		response.destroy();
	});

	test("C30: from a browser where GraphiQL is off gets 406 and no page", async () => {
		await using closed = await startServer({ GRAPHIQL: "off" });
		const answer = await send(closed, "GET", "/graphql", {
			headers: { accept: "text/html,application/xhtml+xml" },
		});
		assert.equal(answer.status, 406);
		assert.doesNotMatch(answer.text, /<html/i);
		assert.match(answer.text, /GraphiQL is off here; send operations by POST/);
	});
});

describe("the answer to a query", () => {
	test("C31: is bounded, whatever aliases ask for; a change is always answered", async () => {
		await using small = await startServer({ MAX_ANSWER_BYTES: "20000" });
		const comments = Array.from({ length: 100 }, () => ({
			description: "x".repeat(100),
		}));
		const { body } = await postCase(small, { ...telefonico, comments });
		const part = `caseByNumber(number: ${body.case.id}) { comments { description } }`;
		const one = await graphql(small, `{ ${part} }`);
		assert.equal(one.status, 200);
		const many = await graphql(
			small,
			`{ ${Array.from({ length: 15 }, (_, i) => `a${i}: ${part}`).join(" ")} }`,
		);
		assert.equal(many.status, 400);
		assert.equal(many.body.errors[0].extensions.code, "BAD_USER_INPUT");
		assert.ok(many.text.length < 300);
		const before = countStored(small).cases;
		const long = comments.map(() => ({ description: "x".repeat(300) }));
		const changed = await graphql(
			small,
			"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { comments { description } } } }",
			{ input: { ...telefonico, comments: long } },
		);
		assert.equal(countStored(small).cases, before + 1);
		assert.ok(changed.text.length > 20_000);
		assert.equal(changed.status, 200);
	});
});

function times(text: string, count: number) {
	return text.repeat(count);
}
