import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import { sendRaw } from "../../rest/v4/send-raw.ts";
import { party1, send, telefonico } from "../../support/requests.ts";
import { startServer, type TestServer } from "../../support/test-server.ts";

let server: TestServer;
before(async () => {
	server = await startServer({ CORS_ORIGINS: "https://app.example" });
});
after(() => server[Symbol.asyncDispose]());

const own = "b3e0c2a4-7c1e-4a55-9d0e-1f6f6f0a1b2c";
const json = ["content-type", "application/json"] as const;
const caller = Object.entries(party1);
const good = JSON.stringify(telefonico);
const query = (text: string) => JSON.stringify({ query: text });

type Call = [
	title: string,
	method: string,
	path: string,
	headers: readonly (readonly [string, string])[],
	body: string | undefined,
	status: number,
];
const calls: Call[] = [
	["a create", "POST", "/api/v4/cases", [...caller, json], good, 201],
	["bad input", "POST", "/api/v4/cases", [...caller, json], "{}", 400],
	["no JSON", "POST", "/api/v4/cases", [...caller, json], "{", 400],
	["another type", "POST", "/api/v4/cases", caller, good, 415],
	["nobody", "GET", "/api/v4/cases", [], undefined, 401],
	["a list", "GET", "/api/v4/cases", caller, undefined, 200],
	["an unknown path", "GET", "/nowhere", [], undefined, 404],
	["another method", "PATCH", "/api/v4/cases", [], undefined, 405],
	["a path that is none", "GET", "/api/v4/%zz", [], undefined, 400],
	["an address", "GET", "http://a/api/v4/me", [], undefined, 400],
	[
		"a failed file call",
		"GET",
		"/api/v4/cases/files/9",
		caller,
		undefined,
		200,
	],
	["an expectation", "GET", "/livez", [["expect", "x"]], undefined, 417],
	["/livez", "GET", "/livez", [], undefined, 200],
	["/livez by HEAD", "HEAD", "/livez", [], undefined, 200],
	["/readyz", "GET", "/readyz", [], undefined, 200],
	["GraphiQL", "GET", "/graphql", [["accept", "text/html"]], undefined, 200],
	[
		"a query",
		"POST",
		"/graphql",
		[...caller, json],
		query("{ viewer { email } }"),
		200,
	],
	[
		"a query of nobody",
		"POST",
		"/graphql",
		[json],
		query("{ cases { edges { cursor } } }"),
		200,
	],
	["a wrong query", "POST", "/graphql", [json], query("{ nada }"), 400],
	["GraphQL without JSON", "POST", "/graphql", [json], "{", 400],
	[
		"events",
		"POST",
		"/graphql",
		[json, ["accept", "text/event-stream"]],
		query("subscription { caseChanged { event { kind } } }"),
		200,
	],
	[
		"a preflight",
		"OPTIONS",
		"/api/v4/cases",
		[
			["origin", "https://app.example"],
			["access-control-request-method", "POST"],
		],
		undefined,
		204,
	],
];

describe("X-Request-Id", () => {
	for (const [title, method, path, headers, body, status] of calls)
		test(`is in the answer to ${title}: the caller's own, or a new one`, async () => {
			const ask = (more: readonly (readonly [string, string])[]) =>
				sendRaw(server, {
					method,
					path,
					headers: [...headers, ...more],
					...(body !== undefined && { body }),
				});
			const answers = [
				await ask([["X-Request-Id", own]]),
				await ask([]),
				await ask([]),
			];
			const ids = answers.map((answer) => answer.headers["x-request-id"]);
			assert.deepEqual(
				answers.map((answer) => answer.status),
				[status, status, status],
			);
			assert.equal(ids[0], own);
			for (const id of ids.slice(1)) assert.match(String(id), /^[\w-]{3,40}$/);
			assert.notEqual(ids[1], ids[2]);
		});

	for (const bytes of [
		"GET / HTTP/9\r\n\r\n",
		"nonsense\r\n\r\n",
		`GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(20_000)}\r\n\r\n`,
	])
		test(`is in the answer to what is no request: ${bytes.slice(0, 20).trim()}`, async () => {
			const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
			socket.end(bytes);
			let text = "";
			socket.on("data", (chunk) => {
				text += chunk;
			});
			await once(socket, "close");
			assert.match(text, /^HTTP\/1\.1 4\d\d /);
			const id = /\r\nX-Request-Id: ([\w-]{3,40})\r\n/.exec(text)?.[1];
			assert.ok(id);
			const { requestId } = JSON.parse(text.split("\r\n\r\n")[1] ?? "");
			assert.equal(requestId, id);
		});

	const kept = [
		own,
		"1",
		"01ARZ3NDEKTSV4RRFFQ69G5FAV",
		"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
		"Root=1-67891233-abcdef012345678912345678",
		"a+/=:@~._-Z9",
		"x".repeat(128),
	];
	for (const id of kept)
		test(`is kept as ${id.slice(0, 40)}`, async () => {
			const headers = { ...party1, "x-request-id": id };
			for (const path of ["/api/v4/me", "/livez", "/nowhere"]) {
				const answer = await send(server, "GET", path, { headers });
				assert.equal(answer.headers.get("x-request-id"), id);
			}
		});

	const replaced = [
		"",
		" ",
		"a b",
		"a,b",
		'a"b',
		"{a}",
		"a;b",
		"a\\b",
		"<a>",
		"\xe9",
		"a\tb",
		"x".repeat(129),
		"x".repeat(8_000),
	];
	for (const id of replaced)
		test(`is replaced when it is ${JSON.stringify(id.slice(0, 40))}`, async () => {
			const answer = await sendRaw(server, {
				method: "GET",
				path: "/api/v4/me",
				headers: [...caller, ["x-request-id", id]],
			});
			assert.equal(answer.status, 200);
			assert.match(
				String(answer.headers["x-request-id"]),
				/^[0-9a-f]{8}-[0-9a-z]+$/,
			);
		});

	test("is replaced when it comes twice, also with one value", async () => {
		for (const second of ["one", "two"]) {
			const answer = await sendRaw(server, {
				method: "GET",
				path: "/api/v4/me",
				headers: [...caller, ["x-request-id", "one"], ["X-Request-ID", second]],
			});
			assert.match(
				String(answer.headers["x-request-id"]),
				/^[0-9a-f]{8}-[0-9a-z]+$/,
			);
		}
	});

	test("of the caller names the request in the answer to a fault, on both protocols", async () => {
		await using broken = await startServer();
		broken.app.store.cases.findById = async () => {
			throw new Error("secret detail");
		};
		const headers = { ...party1, "x-request-id": own };
		const rest = await send(broken, "GET", "/api/v4/cases/1", { headers });
		assert.equal(rest.status, 500);
		assert.equal(rest.headers.get("x-request-id"), own);
		assert.ok(rest.body.errors["error.description"].includes(own));
		const other = await send(broken, "POST", "/graphql", {
			headers,
			body: { query: "{ caseByNumber(number: 1) { id } }" },
		});
		assert.equal(other.headers.get("x-request-id"), own);
		assert.equal(other.body.errors[0].extensions.requestId, own);
	});
});
