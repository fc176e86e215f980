import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { failStatements } from "../support/failing-statements.ts";
import {
	type Answer,
	basic,
	operator1,
	party1,
	send,
	telefonico,
} from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

const shop = "https://shop.example";
const web = {
	"thalamus-touchpoint": "web",
	"thalamus-token": "demo-web-token",
};
const create =
	"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { id } } }";

/** What any script may read (Fetch, section 2.2.2), and `Set-Cookie`, which none may. */
const readable = [
	"cache-control",
	"content-language",
	"content-length",
	"content-type",
	"expires",
	"last-modified",
	"pragma",
	"set-cookie",
];

/** What speaks to browsers, proxies and connections, not to scripts. */
const forTransport = [
	"access-control-allow-credentials",
	"access-control-allow-origin",
	"access-control-expose-headers",
	"connection",
	"content-encoding",
	"content-security-policy",
	"date",
	"keep-alive",
	"referrer-policy",
	"transfer-encoding",
	"vary",
	"x-accel-buffering",
	"x-content-type-options",
];

let server: TestServer;
before(async () => {
	server = await startServer({
		CORS_ORIGINS: `${shop}, https://app.example`,
		RATE_LIMIT: "on",
		RATE_LIMIT_REQUESTS: "60",
		MAX_ATTACHMENT_BYTES: "1000",
	});
});
after(() => server[Symbol.asyncDispose]());

type Call = {
	readonly method: string;
	readonly path: string;
	readonly headers?: Record<string, string>;
	readonly body?: unknown;
};

function call(origin: string, { method, path, headers, body }: Call) {
	return send(server, method, path, { headers: { ...headers, origin }, body });
}

function preflight(
	origin: string,
	path: string,
	method: string,
	headers?: string,
) {
	return send(server, "OPTIONS", path, {
		headers: {
			origin,
			"access-control-request-method": method,
			...(headers && { "access-control-request-headers": headers }),
		},
	});
}

function listed(answer: Answer, name: string): string[] {
	const value = answer.headers.get(`access-control-${name}`) ?? "";
	return value.split(",").map((part) => part.trim().toLowerCase());
}

/** One path of each kind, with what it allows. */
const paths = [
	"/graphql",
	"/livez",
	"/api/v4/cases",
	"/api/v4/cases/1",
	"/api/v4/cases/1/transitions",
	"/api/v4/cases/1/assignment",
	"/api/v4/cases/1/notes",
	"/api/v4/cases/1/files",
	"/api/v4/cases/1/files/1",
	"/api/v4/cases/files/1",
	"/api/v4/uploads",
	"/api/v4/signin",
	"/api/v4/logout",
];

describe("a browser of an origin that is let in", () => {
	test("may use every method of every path, with whatever headers it asks for, and remembers that", async () => {
		const asked =
			"traceparent, apollographql-client-name, x-request-id, idempotency-key, thalamus-token, x-of-tomorrow";
		for (const path of paths) {
			const refused = await call(shop, {
				method: "PATCH",
				path,
				headers: party1,
			});
			const allow = refused.headers.get("allow");
			for (const method of allow?.split(", ") ?? ["GET"]) {
				const answer = await preflight(shop, path, method, asked);
				assert.equal(answer.status, 204, path);
				assert.deepEqual(listed(answer, "allow-origin"), [shop]);
				assert.deepEqual(listed(answer, "allow-credentials"), ["true"]);
				const methods = listed(answer, "allow-methods");
				assert.ok(methods.includes(method.toLowerCase()), `${method} ${path}`);
				assert.deepEqual(listed(answer, "allow-headers"), asked.split(", "));
				assert.ok(Number(listed(answer, "max-age")[0]) >= 600);
				const vary = answer.headers.get("vary")?.toLowerCase() ?? "";
				assert.match(vary, /\borigin\b/);
				assert.match(vary, /\baccess-control-request-headers\b/);
			}
		}
	});

	test("reads every header of every answer that is not the transport's own", async () => {
		const own = { ...party1, "idempotency-key": "one" };
		const body = { ...telefonico, caseData: {} };
		const calls: readonly Call[] = [
			{ method: "POST", path: "/api/v4/cases", headers: own, body },
			{ method: "POST", path: "/api/v4/cases", headers: own, body },
			{
				method: "PUT",
				path: "/api/v4/uploads",
				headers: {
					...party1,
					"content-type": "text/plain",
					"content-disposition": 'attachment; filename="a.txt"',
				},
				body: "text",
			},
			{
				method: "POST",
				path: "/api/v4/cases",
				headers: party1,
				body: {
					...telefonico,
					attachements: [
						{ fileName: "a.txt", contentType: "text/plain", content: "YQ==" },
					],
				},
			},
			{ method: "GET", path: "/api/v4/cases/files/1", headers: party1 },
			{ method: "GET", path: "/api/v4/cases?touchpoint=web", headers: party1 },
			{
				method: "POST",
				path: "/api/v4/signin",
				headers: web,
				body: { principal: "party1@example.com", password: "demo-party-1" },
			},
			{ method: "GET", path: "/api/v4/logout", headers: web },
			{
				method: "POST",
				path: "/graphql",
				headers: own,
				body: { query: create, variables: { input: telefonico } },
			},
			{
				method: "POST",
				path: "/graphql",
				headers: { ...party1, "content-encoding": "zstd" },
				body: { query: "{ viewer { email } }" },
			},
			{ method: "GET", path: "/graphql", headers: { accept: "text/html" } },
			{ method: "GET", path: "/graphql", headers: party1 },
			{ method: "GET", path: "/readyz" },
			...failures.map(([, failing]) => failing),
		];
		const seen = new Set<string>();
		const exposed = new Set<string>();
		for (const each of calls) {
			const answer = await call(shop, each);
			for (const name of answer.headers.keys()) seen.add(name);
			for (const name of listed(answer, "expose-headers")) exposed.add(name);
		}
		const others = new Set([...readable, ...forTransport]);
		assert.deepEqual(
			[...seen].filter((name) => !exposed.has(name) && !others.has(name)),
			[],
		);
		// The list has what it must, also what no answer carries yet.
		for (const name of [
			"content-disposition",
			"retry-after",
			"ratelimit",
			"ratelimit-policy",
			"idempotent-replayed",
			"www-authenticate",
			"thalamus-token",
			"x-request-id",
			"etag",
			"location",
			"allow",
			"deprecation",
			"accept-encoding",
		])
			assert.ok(exposed.has(name), name);
		assert.ok(seen.has("content-disposition") && seen.has("ratelimit"));
	});

	const wrong = { ...party1, authorization: basic("party1@example.com", "no") };
	const failures: readonly [number, Call][] = [
		[401, { method: "GET", path: "/api/v4/me", headers: wrong }],
		[404, { method: "GET", path: "/api/v4/nothing", headers: party1 }],
		[404, { method: "GET", path: "/nothing" }],
		[400, { method: "GET", path: "/api/v4/cases/%zz" }],
		[405, { method: "PATCH", path: "/api/v4/cases", headers: party1 }],
		[
			400,
			{
				method: "PUT",
				path: "/api/v4/uploads",
				headers: { ...party1, "content-type": "text/plain" },
				body: "a".repeat(2_000),
			},
		],
		[
			413,
			{
				method: "POST",
				path: "/api/v4/signin",
				headers: web,
				body: `"${"a".repeat(1_100_000)}"`,
			},
		],
		[
			413,
			{
				method: "POST",
				path: "/graphql",
				headers: web,
				body: `"${"a".repeat(1_100_000)}"`,
			},
		],
		[
			415,
			{
				method: "POST",
				path: "/api/v4/cases",
				headers: { ...party1, "content-type": "text/plain" },
				body: "{}",
			},
		],
		[
			415,
			{
				method: "POST",
				path: "/graphql",
				headers: { ...party1, "content-type": "text/plain" },
				body: "{}",
			},
		],
	];
	for (const [status, failing] of failures)
		test(`reads why it was refused with ${status}: ${failing.method} ${failing.path}`, async () => {
			const answer = await call(shop, failing);
			assert.equal(answer.status, status);
			assertReadable(answer);
		});

	test("reads that the server failed, and that it asked too often, on both protocols", async () => {
		const calls: readonly Call[] = [
			{
				method: "POST",
				path: "/api/v4/cases",
				headers: operator1,
				body: telefonico,
			},
			{
				method: "POST",
				path: "/graphql",
				headers: operator1,
				body: { query: create, variables: { input: telefonico } },
			},
		];
		for (const each of calls) {
			using _broken = failStatements("SQLITE_ERROR", (source) =>
				/insert into "cases"/i.test(source),
			);
			const answer = await call(shop, { ...each, headers: party1 });
			assert.match(answer.text, /INTERNAL_SERVER_ERROR/);
			assertReadable(answer);
		}
		for (const each of calls) {
			let answer: Answer;
			let left = 100;
			do {
				answer = await call(shop, each);
			} while (answer.status !== 429 && left-- > 0);
			assert.equal(answer.status, 429);
			assert.ok(answer.headers.get("retry-after"));
			assertReadable(answer);
		}
	});
});

function assertReadable(answer: Answer) {
	assert.deepEqual(listed(answer, "allow-origin"), [shop]);
	assert.deepEqual(listed(answer, "allow-credentials"), ["true"]);
	assert.ok(listed(answer, "expose-headers").includes("retry-after"));
	assert.match(answer.headers.get("vary") ?? "", /\borigin\b/i);
}

describe("a browser of another origin", () => {
	for (const origin of [
		"https://evil.example",
		"null",
		"http://shop.example",
		"https://shop.example:8443",
		"https://shop.example.evil.example",
		"https://SHOP.example",
		"https://shop.example, https://app.example",
	])
		test(`gets no word of CORS: ${origin}`, async () => {
			const answers = [
				await preflight(origin, "/api/v4/cases", "POST", "thalamus-token"),
				await preflight(origin, "/graphql", "POST", "thalamus-token"),
				await preflight(origin, "/nothing", "POST"),
				await call(origin, { method: "GET", path: "/api/v4/isAlive" }),
				await call(origin, { method: "GET", path: "/api/v4/cases/%zz" }),
			];
			for (const { headers, status } of answers) {
				assert.ok(status >= 400);
				const names = [...headers.keys()];
				assert.deepEqual(
					names.filter((name) => name.startsWith("access-control-")),
					[],
				);
				assert.match(headers.get("vary") ?? "", /\borigin\b/i);
			}
		});

	test("does not meet the page of GraphiQL that a cache keeps for this one", async () => {
		const { headers } = await call(shop, {
			method: "GET",
			path: "/graphql",
			headers: { accept: "text/html" },
		});
		assert.match(headers.get("vary") ?? "", /\borigin\b.*\baccept\b/i);
	});
});
