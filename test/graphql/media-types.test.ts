import assert from "node:assert/strict";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { assertNothingStored } from "../rest/v4/stored.ts";
import { party1, send, telefonico } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
before(async () => {
	server = await startServer({ MAX_BODY_BYTES: "4000" });
});
after(() => server[Symbol.asyncDispose]());

const query = "{ viewer { email } }";
const json = "application/json";
const graphqlJson = "application/graphql-response+json";
const events = "text/event-stream";

const ask = (
	accept: string,
	body: unknown = { query },
	headers: Record<string, string> = {},
) =>
	send(server, "POST", "/graphql", {
		headers: { ...party1, accept, ...headers },
		body,
	});
const typeOf = ({ headers }: { headers: Headers }) =>
	headers.get("content-type")?.replace(/; charset=utf-8$/, "");

describe("Accept", () => {
	/** The type of an answer, and the status of one to a document that is refused. */
	const wanted: [accept: string, type: string, refused: number][] = [
		["*/*", json, 400],
		["application/*", json, 400],
		[json, json, 200],
		[graphqlJson, graphqlJson, 400],
		[`${json}, ${graphqlJson}`, json, 400],
		[`${graphqlJson}, ${json}`, graphqlJson, 400],
		[`${json};q=0.1, ${graphqlJson}`, graphqlJson, 400],
		[`${json};q=0.1,${graphqlJson};q=0.2`, graphqlJson, 400],
		[`${graphqlJson}; q=0.9, ${json}`, json, 400],
		[`${graphqlJson};q=0.9,*/*;q=0.1`, graphqlJson, 400],
		[`*/*;q=0.1, ${graphqlJson}`, graphqlJson, 400],
		[`*/*, ${graphqlJson}`, graphqlJson, 400],
		[`${json};q=0, */*`, graphqlJson, 400],
		[`application/*;q=0.2, ${json}`, json, 400],
		[`${graphqlJson};q=0, ${json}`, json, 200],
		[`${json}; charset=utf-8`, json, 200],
		[`${json};charset="UTF-8"`, json, 200],
		[`${json};charset=utf8;q=0.5`, json, 200],
		[`${json};charset=utf-16, ${graphqlJson};q=0.1`, graphqlJson, 400],
		[`${json};profile="a,b;q=0"`, json, 200],
		[`${json}\t;\tq=0.2 , ${graphqlJson}\t;q=0.3`, graphqlJson, 400],
		["APPLICATION/JSON", json, 200],
		[`text/html, ${json}`, json, 200],
		["text/html, image/gif, *; q=.2, */*; q=.2", json, 400],
		[`${events}, ${json}`, json, 400],
		[`${events};q=0.9, ${graphqlJson};q=0.1`, graphqlJson, 400],
		[events, events, 400],
		[`${events};q=0.1`, events, 400],
	];
	for (const [accept, type, refused] of wanted)
		test(`${accept} is answered with ${type}, before and after it is known`, async () => {
			for (let time = 0; time < 2; time++) {
				const answer = await ask(accept);
				assert.equal(answer.status, 200);
				assert.equal(typeOf(answer), type);
				const wrong = await ask(accept, { query: "{ nada }" });
				assert.equal(wrong.status, refused);
				assert.equal(typeOf(wrong), type);
			}
		});

	const create =
		"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } } }";
	for (const accept of [
		"text/html",
		`${json};q=0`,
		`${json};q=0.000, ${graphqlJson};q=0`,
		`*/*;q=0`,
		`${json};charset=utf-16`,
		`${json};charset=iso-8859-1;q=0.5`,
		"application/xml",
		"json",
		";,;",
	])
		test(`${accept} gets 406, and nothing has run`, async () => {
			const body = { query: create, variables: { input: telefonico } };
			const answer = await ask(accept, body);
			assert.equal(answer.status, 406);
			assert.equal(typeOf(answer), json);
			assertNothingStored(server);
		});

	test("that is missing is application/json", async () => {
		const answer = await new Promise<{ type?: string; body: string }>(
			(resolve) => {
				const options = {
					method: "POST",
					headers: { ...party1, "content-type": json },
				};
				request(`${server.url}/graphql`, options, async (response) =>
					resolve({
						type: response.headers["content-type"] ?? "",
						body: await text(response),
					}),
				).end(JSON.stringify({ query }));
			},
		);
		assert.equal(answer.type, `${json}; charset=utf-8`);
		assert.match(answer.body, /party1@example/);
	});
});

describe("a request that is refused before it runs", () => {
	const refusals: [
		what: string,
		status: number,
		body: unknown,
		headers?: Record<string, string>,
	][] = [
		["malformed JSON", 400, "{"],
		["a list", 400, [{ query }]],
		["an unknown member", 400, { query, foo: 1 }],
		["no document", 400, {}],
		["variables of a wrong type", 400, { query, variables: [1] }],
		["another content type", 415, "x", { "content-type": "text/plain" }],
		[
			"a body that is too large",
			413,
			{ query: `${query} #${"x".repeat(5000)}` },
		],
		[
			"a hash alone",
			200,
			{ extensions: { persistedQuery: { sha256Hash: "x" } } },
		],
	];
	for (const [what, status, body, headers = {}] of refusals)
		test(`for ${what} is answered in the type that was asked for`, async () => {
			for (const [accept, type] of [
				[json, json],
				["*/*", json],
				[graphqlJson, graphqlJson],
				[`${json};q=0.1, ${graphqlJson}`, graphqlJson],
				["text/html", json],
			] as const) {
				const answer = await ask(accept, body, headers);
				if (accept === "text/html" && status === 200) continue;
				const expected =
					accept === "text/html" && answer.status === 406 ? 406 : status;
				assert.equal(answer.status, expected, answer.text);
				assert.equal(
					answer.headers.get("content-type"),
					`${type}; charset=utf-8`,
				);
				assert.equal(typeof answer.body.errors[0].message, "string");
				assert.equal(typeof answer.body.errors[0].extensions.code, "string");
				assert.ok(!("data" in answer.body));
			}
			const streamed = await ask(events, body, headers);
			assert.equal(streamed.status, status);
			assert.equal(streamed.headers.get("content-type"), events);
			const [, data = ""] =
				/^event: next\ndata: (.*)\n\nevent: complete\ndata:\n\n$/.exec(
					streamed.text,
				) ?? [];
			assert.equal(typeof JSON.parse(data).errors[0].message, "string");
		});

	test("is answered so for another method, and by GET", async () => {
		for (const [method, path, status] of [
			["PUT", "/graphql", 405],
			["GET", "/graphql?query=mutation{signOut{__typename}}", 405],
			["GET", "/graphql", 400],
			["GET", "/graphql?query={__typename}&token=other", 400],
		] as const) {
			const answer = await send(server, method, path, {
				headers: { ...party1, accept: graphqlJson },
			});
			assert.equal(answer.status, status);
			assert.equal(typeOf(answer), graphqlJson);
		}
	});
});
