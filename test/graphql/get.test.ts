import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import { assertNothingStored } from "../rest/v4/stored.ts";
import {
	type Answer,
	graphql,
	party1,
	send,
	telefonico,
} from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

type Parameters = Readonly<Record<string, unknown>>;

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

const viewer = "{ viewer { email } }";
const inQuery = { touchpoint: "web", token: "demo-web-token" };
const { authorization } = party1;

/** The address of a request by GET; what is no text is written as JSON. */
function address(parameters: Parameters): string {
	const texts = Object.entries(parameters).map(([name, value]) => [
		name,
		typeof value === "string" ? value : JSON.stringify(value),
	]);
	return `/graphql?${new URLSearchParams(texts)}`;
}

const get = (
	parameters: Parameters,
	headers: Record<string, string> = party1,
	method = "GET",
): Promise<Answer> => send(server, method, address(parameters), { headers });

async function signIn(): Promise<{ cookie: string; token: string }> {
	const { headers } = await send(
		server,
		"POST",
		`/api/v4/signin?${new URLSearchParams(inQuery)}`,
		{ body: { principal: "party1@example.com", password: "demo-party-1" } },
	);
	return {
		cookie: headers.get("set-cookie")?.split(";")[0] ?? "",
		token: headers.get("thalamus-token") ?? "",
	};
}

describe("a query by GET", () => {
	test("C14: is answered as by POST, by the interpreter and compiled, and kept out of caches", async () => {
		const query =
			"query A($first: Int) { cases(first: $first) { totalCount } }";
		const variables = { first: 3 };
		const posted = await graphql(server, query, variables);
		for (let time = 0; time < 6; time++) {
			const answer = await get({ query, variables, operationName: "A" });
			assert.equal(answer.status, 200, answer.text);
			assert.equal(answer.text, posted.text);
			assert.equal(answer.headers.get("cache-control"), "no-store");
			assert.equal(answer.headers.get("referrer-policy"), "no-referrer");
		}
	});

	test("takes touchpoint and token from the address, and says that headers are better", async () => {
		const answer = await get(
			{ ...inQuery, query: viewer },
			{ authorization, "graphql-require-preflight": "1" },
		);
		assert.equal(answer.body.data.viewer.email, "party1@example.com");
		assert.ok(answer.headers.get("deprecation"));
	});

	test("takes the parameters as urql writes them, and the defaults for empty ones", async () => {
		const accept =
			"application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed";
		const answer = await get(
			{ query: viewer, variables: {}, operationName: "", extensions: "" },
			{ ...party1, accept },
		);
		assert.equal(
			answer.headers.get("content-type"),
			"application/graphql-response+json; charset=utf-8",
		);
		assert.equal(answer.body.data.viewer.email, "party1@example.com");
		for (const nothing of ["", "null", "[]", '""', "{}"]) {
			const empty = { variables: nothing, extensions: nothing };
			const { body } = await get({ query: viewer, ...empty });
			assert.equal(body.data.viewer.email, "party1@example.com", nothing);
		}
	});

	const wrong: [
		what: string,
		path: string,
		message: RegExp,
		reason?: string,
	][] = [
		["no query", "/graphql", /must hold the operation/],
		["an empty query", "/graphql?query=", /must hold the operation/],
		[
			"two queries",
			"/graphql?query=a&query=b",
			/query was sent more than once/,
		],
		[
			"variables twice",
			`${address({ query: viewer })}&variables={}&variables={}`,
			/variables was sent more than once/,
		],
		[
			"variables that are no JSON",
			address({ query: viewer, variables: "{a:1}" }),
			/In the query parameter variables: Expected a key/,
			"INVALID_JSON",
		],
		[
			"a variable twice",
			address({ query: viewer, variables: '{"a":1,"\\u0061":2}' }),
			/appears twice/,
			"DUPLICATE_KEY",
		],
		[
			"a reserved key",
			address({ query: viewer, extensions: '{"__proto__":1}' }),
			/__proto__/,
			"RESERVED_KEY",
		],
		[
			"variables nested too deep",
			address({
				query: viewer,
				variables: `{"a":${"[".repeat(31)}${"]".repeat(31)}}`,
			}),
			/nested more than/,
			"DEPTH_EXCEEDED",
		],
		[
			"half a character",
			address({ query: viewer, variables: '{"a":"\\ud800"}' }),
			/variables/,
			"ILL_FORMED_TEXT",
		],
		[
			"bytes that are not UTF-8",
			`${address({ query: viewer })}&variables={"a":"%FF"}`,
			/must be UTF-8/,
			"ILL_FORMED_TEXT",
		],
		[
			"variables that are a list",
			address({ query: viewer, variables: [1] }),
			/variables must be of type object, not array/,
		],
		[
			"variables that are a text of JSON",
			address({ query: viewer, variables: '"{}"' }),
			/variables must be of type object, not string/,
		],
		["a syntax error", address({ query: "{" }), /Syntax Error/],
		["a field that is none", address({ query: "{ nada }" }), /nada/],
		[
			"a token that is not the one of the header",
			address({ query: viewer, token: "other" }),
			/different values/,
		],
	];
	for (const [what, path, message, reason] of wrong)
		test(`with ${what} gets 400 and BAD_USER_INPUT`, async () => {
			const { status, body } = await send(server, "GET", path, {
				headers: party1,
			});
			assert.equal(status, 400);
			const [{ message: said, extensions }] = body.errors;
			assert.match(said, message);
			assert.equal(extensions.code, "BAD_USER_INPUT");
			assert.equal(extensions.reason, reason);
			assert.ok(!("data" in body));
		});

	test("with other bytes than ASCII in its address gets 400, not another character", async () => {
		const { hostname, port } = new URL(server.url);
		const socket = connect(Number(port), hostname);
		socket.end(
			`GET /graphql?query={__typename}&variables={"a":"é"} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
		);
		let text = "";
		for await (const chunk of socket) text += chunk;
		assert.match(text, /^HTTP\/1\.1 400 /);
	});

	test("has the limits of every document", async () => {
		const many = `{ ${Array.from({ length: 20 }, (_, n) => `a${n}: viewer { email }`).join(" ")} }`;
		const answer = await get({ query: many });
		assert.equal(answer.status, 400);
		assert.match(answer.text, /too many aliases/);
	});

	test("by HEAD has the head of the answer alone", async () => {
		const one = await get({ query: viewer });
		const head = await get({ query: viewer }, party1, "HEAD");
		assert.equal(head.status, 200);
		assert.equal(head.text, "");
		for (const name of ["content-type", "content-length", "cache-control"])
			assert.equal(head.headers.get(name), one.headers.get(name));
		const listening = await get(
			{ query: "subscription { caseChanged { case { number } } }" },
			{ ...party1, accept: "application/json, text/event-stream" },
			"HEAD",
		);
		assert.equal(listening.text, "");
	});
});

describe("a subscription by GET", () => {
	const query = "subscription { caseChanged { event { kind } } }";

	test("sends events", async () => {
		const leave = new AbortController();
		const response = await fetch(server.url + address({ query }), {
			headers: { ...party1, accept: "text/event-stream" },
			signal: leave.signal,
		});
		assert.equal(response.status, 200);
		assert.equal(response.headers.get("content-type"), "text/event-stream");
		assert.equal(response.headers.get("cache-control"), "no-store");
		await graphql(
			server,
			"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } } }",
			{ input: telefonico },
		);
		assert.ok(response.body);
		let text = "";
		for await (const chunk of response.body.pipeThrough(
			new TextDecoderStream(),
		)) {
			text += chunk;
			if (text.includes("CREATED")) break;
		}
		leave.abort();
	});

	test("C19: with the cookie alone is refused like a query", async () => {
		const { cookie } = await signIn();
		const leave = new AbortController();
		const response = await fetch(server.url + address({ ...inQuery, query }), {
			headers: { cookie, accept: "text/event-stream" },
			signal: leave.signal,
		});
		const text = response.status === 403 ? await response.text() : "";
		leave.abort();
		assert.match(text, /PREFLIGHT_REQUIRED/);
	});
});

describe("a change by GET", () => {
	let quiet: TestServer;
	before(async () => {
		quiet = await startServer();
	});
	after(() => quiet[Symbol.asyncDispose]());

	const change =
		"mutation Change($input: CreateCaseInput!) { createCase(input: $input) { case { number } } }";
	const both = `query Read { viewer { email } } ${change}`;
	const input = { variables: { input: telefonico } };
	const cases: [what: string, parameters: Parameters, status: number][] = [
		["alone", { query: change, ...input }, 405],
		["by its name", { query: change, operationName: "Change", ...input }, 405],
		["beside a query", { query: both, operationName: "Change", ...input }, 405],
		["beside a query, without a name", { query: both, ...input }, 400],
		[
			"with the name of a query",
			{ query: `${change} query Change { viewer { email } }`, ...input },
			400,
		],
		[
			"with the name of a query, asked for by it",
			{
				query: `query Change { viewer { email } } ${change}`,
				operationName: "Change",
				...input,
			},
			400,
		],
		[
			"in a document that cannot be parsed",
			{ query: `${change} {`, ...input },
			400,
		],
		[
			"under another name",
			{ query: change, operationName: "Other", ...input },
			400,
		],
	];
	for (const [what, parameters, status] of cases)
		test(`C13: ${what} is never run`, async () => {
			// The document is known to both ways of running one.
			for (let time = 0; time < 3; time++) {
				const answer = await send(quiet, "GET", address(parameters), {
					headers: party1,
				});
				assert.equal(answer.status, status, answer.text);
				assert.equal(answer.body.errors[0].extensions.code, "BAD_USER_INPUT");
				if (status === 405) assert.equal(answer.headers.get("allow"), "POST");
			}
			const head = await send(quiet, "HEAD", address(parameters), {
				headers: party1,
			});
			assert.equal(head.status, status);
			assertNothingStored(quiet);
		});

	test("C13: is not run either when POST has run it before", async () => {
		await using other = await startServer();
		for (let time = 0; time < 6; time++)
			await graphql(other, change, input.variables);
		const answer = await send(
			other,
			"GET",
			address({ query: change, ...input }),
			{ headers: party1 },
		);
		assert.equal(answer.status, 405);
		const count = await graphql(other, "{ cases { totalCount } }");
		assert.equal(count.body.data.cases.totalCount, 6);
	});

	test("beside a query that is asked for does not hinder it", async () => {
		const answer = await send(
			quiet,
			"GET",
			address({ query: both, operationName: "Read" }),
			{ headers: party1 },
		);
		assert.equal(answer.body.data.viewer.email, "party1@example.com");
		assertNothingStored(quiet);
	});
});

describe("a query by GET that a page of another origin may have caused", () => {
	test("C14, C19: is refused with the cookie or Basic and no header that needs a preflight", async () => {
		const { cookie } = await signIn();
		const query = { ...inQuery, query: viewer };
		for (const headers of [
			{ cookie },
			{ authorization },
			{ cookie, authorization },
			{ cookie, origin: "https://evil.example", accept: "text/html" },
			{ authorization, accept: "text/html,*/*;q=0.8" },
			{ cookie, "x-requested": "1", "accept-language": "es" },
		] as Record<string, string>[]) {
			const answer = await get(query, headers);
			if (headers.accept === "text/html") assert.equal(answer.status, 406);
			else {
				assert.equal(answer.status, 403, JSON.stringify(headers));
				const [{ message, extensions }] = answer.body.errors;
				assert.equal(extensions.code, "PREFLIGHT_REQUIRED");
				assert.match(message, /GraphQL-Require-Preflight/);
			}
			assert.doesNotMatch(answer.text, /party1@example\.com/);
			assert.equal(answer.headers.get("access-control-allow-origin"), null);
		}
	});

	const asked: Record<string, string>[] = [
		{ "graphql-require-preflight": "1" },
		{ "apollo-require-preflight": "true" },
		{ "x-apollo-operation-name": "Viewer" },
		{ "thalamus-source": "shop" },
		{ "content-type": "application/json" },
	];
	for (const header of asked)
		test(`runs with ${Object.keys(header)}`, async () => {
			const { cookie } = await signIn();
			const query = { ...inQuery, query: viewer };
			for (const credential of [{ cookie }, { authorization }]) {
				const answer = await get(query, {
					...credential,
					...header,
				} as Record<string, string>);
				assert.equal(answer.body.data.viewer.email, "party1@example.com");
			}
		});

	test("runs with a session token in the address, which no other origin knows, and for nobody", async () => {
		const { cookie, token } = await signIn();
		const query = { touchpoint: "web", token, query: viewer };
		for (const headers of [{}, { cookie }] as Record<string, string>[]) {
			const answer = await get(query, headers);
			assert.equal(answer.body.data.viewer.email, "party1@example.com");
		}
		const nobody = await get({ ...inQuery, query: "{ __typename }" }, {});
		assert.deepEqual(nobody.body, { data: { __typename: "Query" } });
		const stranger = await get({ query: "{ __typename }" }, {});
		assert.deepEqual(stranger.body, { data: { __typename: "Query" } });
	});

	for (const type of [
		"message/http",
		"text/plain",
		"application/x-www-form-urlencoded",
		"application/json, text/plain",
		"application/json-patch",
	])
		test(`C18: is refused with 415 where its content type is ${type}`, async () => {
			const answer = await get(
				{ ...inQuery, query: viewer },
				{ authorization, "content-type": type },
			);
			assert.equal(answer.status, 415);
		});
});

describe("a browser that opens /graphql", () => {
	const accept =
		"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	test("gets GraphiQL, also with credentials, and the answer where its address has a query", async () => {
		const { cookie } = await signIn();
		for (const headers of [{ accept }, { accept, cookie }] as Record<
			string,
			string
		>[]) {
			const page = await get({}, headers);
			assert.equal(page.status, 200);
			assert.match(page.headers.get("content-type") ?? "", /^text\/html/);
			assert.match(page.text, /<div id="root">/);
		}
		const answer = await get({ query: "{ __typename }" }, { accept });
		assert.deepEqual(answer.body, { data: { __typename: "Query" } });
	});
});
