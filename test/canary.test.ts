import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { freePort } from "./support/free-port.ts";
import { basic } from "./support/requests.ts";
import { spawnCasebridge } from "./support/spawn-casebridge.ts";
import { copyDemoDatabase, temporaryFolder } from "./support/test-server.ts";

type Headers = Record<string, string>;

const json = { "content-type": "application/json" };
const create =
	"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } } }";
const signIn =
	"mutation ($input: SignInInput!) { signIn(input: $input) { token } }";
const newCase = { categoryCode: "Reclamo", typeCode: "Telefonico" };

describe("D11: no credential is in a log line, an error or the database", () => {
	const folder = temporaryFolder();
	/** Every secret that was sent or given out, by what it is. */
	const secrets = new Map<string, string>();
	const errors: string[] = [];
	let program: ReturnType<typeof spawnCasebridge>;
	let port: number;
	let logStart = 0;

	/** A secret that is nobody's: what somebody mistyped is one too. */
	function canary(name: string): string {
		const secret = `canary-${randomUUID()}`;
		secrets.set(`${name}: ${secret}`, secret);
		return secret;
	}
	function known(name: string, secret: string): string {
		secrets.set(name, secret);
		return secret;
	}

	/** Sends a request; the answer to one that fails is kept. */
	async function call(
		method: string,
		path: string,
		headers: Headers,
		body?: string,
	) {
		const response = await fetch(`http://127.0.0.1:${port}${path}`, {
			method,
			headers,
			redirect: "manual",
			...(body !== undefined && { body }),
		});
		const text = await response.text();
		const hasFailed = response.status >= 400 || text.includes('"errors"');
		if (hasFailed) errors.push(`${text} ${[...response.headers].join(" ")}`);
		return { text, headers: response.headers, hasFailed };
	}

	/** Sends bytes as they stand, and keeps what comes back. */
	async function raw(bytes: string): Promise<void> {
		const socket = connect(port, "127.0.0.1");
		socket.end(bytes);
		let text = "";
		for await (const chunk of socket) text += chunk;
		errors.push(text);
	}

	before(async () => {
		port = await freePort();
		const file = join(folder, "casebridge.db");
		await copyDemoDatabase(file);
		program = spawnCasebridge({
			PORT: String(port),
			DATABASE_URL: `file:${file}`,
			LOG_LEVEL: "debug",
			RATE_LIMIT: "on",
			RATE_LIMIT_FAILURES: "70",
		});
		await program.until(/Create a case/);
		// With the demo data its credentials are shown, to be tried.
		logStart = program.output().length;
	});
	after(async () => {
		program.process.kill("SIGTERM");
		await program.exited;
	});

	test("right ones, on both protocols, in every place where they may stand", async () => {
		const token = known("touchpoint token", "demo-web-token");
		const password = known("password", "demo-party-1");
		const name = "party1@example.com";
		const authorization = basic(name, password);
		known("Basic", authorization.slice("Basic ".length));
		const inQuery = `?touchpoint=web&token=${token}`;
		const inHeaders = {
			...json,
			"thalamus-touchpoint": "web",
			"thalamus-token": token,
		};
		const session = await call(
			"POST",
			`/api/v4/signin${inQuery}`,
			json,
			JSON.stringify({ principal: name, password }),
		);
		const restToken = session.headers.get("thalamus-token") as string;
		assert.ok(restToken);
		known("session token of v4", restToken);
		const signedIn = await call(
			"POST",
			"/graphql",
			inHeaders,
			JSON.stringify({
				query: signIn,
				variables: { input: { principal: name, password } },
			}),
		);
		const { token: graphqlToken } = JSON.parse(signedIn.text).data.signIn;
		known("session token of GraphQL", graphqlToken);

		const cookie = `casebridge_session=${restToken}`;
		for (const [query, headers] of [
			["", { ...inHeaders, authorization }],
			["", { ...inHeaders, cookie }],
			["", { ...inHeaders, "thalamus-token": graphqlToken }],
			[inQuery, { ...json, authorization }],
			[inQuery, { ...json, cookie }],
			[`?touchpoint=web&token=${restToken}`, json],
		] as [string, Headers][]) {
			const rest = await call(
				"POST",
				`/api/v4/cases${query}`,
				headers,
				JSON.stringify(newCase),
			);
			assert.ok(!rest.hasFailed, rest.text);
			const other = await call(
				"POST",
				`/graphql${query}`,
				headers,
				JSON.stringify({ query: create, variables: { input: newCase } }),
			);
			assert.ok(!other.hasFailed, other.text);
			for (const [method, path, body] of spoiltRequests)
				await call(method, `${path}${query}`, headers, body);
		}
	});

	test("wrong ones, with whatever else is wrong with the request", async () => {
		for (const [query, headers] of [
			[`?touchpoint=web&token=${canary("token in the query")}`, json],
			[`?token=${canary("token twice in the query")}&token=b`, json],
			[`?password=${canary("password in the query")}`, json],
			[
				"",
				{
					...json,
					"thalamus-touchpoint": canary("touchpoint"),
					"thalamus-token": canary("token in a header"),
				},
			],
			[
				"?touchpoint=web&token=demo-web-token",
				{ ...json, authorization: basic("party1", canary("Basic password")) },
			],
			[
				"?touchpoint=web&token=demo-web-token",
				{ ...json, authorization: `Basic ${canary("Basic, not base64")}` },
			],
			[
				"?touchpoint=web&token=demo-web-token",
				{ ...json, authorization: `Bearer ${canary("bearer token")}` },
			],
			[
				"?touchpoint=web&token=demo-web-token",
				{ ...json, cookie: `casebridge_session=${canary("cookie")}` },
			],
		] as [string, Headers][])
			for (const [method, path, body] of [
				["POST", "/api/v4/cases", JSON.stringify(newCase)],
				["POST", "/graphql", JSON.stringify({ query: "{ viewer { email } }" })],
				...spoiltRequests,
			] as const)
				await call(method, `${path}${query}`, headers, body);
	});

	test("passwords in bodies that cannot be read, on both protocols", async () => {
		const headers = {
			...json,
			"thalamus-touchpoint": "web",
			"thalamus-token": "demo-web-token",
		};
		const secret = (place: string) => canary(`password in ${place}`);
		const bodies: [place: string, body: (password: string) => string][] = [
			["a body", (it) => `{"principal":"party1","password":"${it}"}`],
			["a body that ends early", (it) => `{"password":"${it}`],
			["a body without quotes", (it) => `{"password":${it}}`],
			["a list", (it) => `{"principal":"a","password":["${it}"]}`],
			["an object", (it) => `{"principal":"a","password":{"b":"${it}"}}`],
			["the principal's place", (it) => `{"principal":"${it}","password":""}`],
			["a text alone", (it) => `"${it}"`],
			["a key twice", (it) => `{"password":"${it}","password":"${it}"}`],
			["a form", (it) => `principal=a&password=${it}`],
		];
		for (const [place, body] of bodies) {
			await call("POST", "/api/v4/signin", headers, body(secret(place)));
			const form = { ...headers, "content-type": "text/plain" };
			await call("POST", "/api/v4/signin", form, body(secret(place)));
			await call("POST", "/graphql", headers, body(secret(place)));
			await call(
				"POST",
				"/graphql",
				headers,
				`{"query":${JSON.stringify(signIn)},"variables":{"input":${body(secret(place))}}}`,
			);
			for (const query of [
				"query($input: ID!) { node(id: $input) { id } }",
				signIn,
			])
				for (const method of ["GET", "HEAD"])
					await call(
						method,
						`/graphql?${new URLSearchParams({
							query: `${query} #${secret("a document in the query")}`,
							variables: `{"input":${body(secret(`${place} of the query`))}}`,
							extensions: body(secret("extensions in the query")),
						})}`,
						headers,
					);
		}
		for (const [place, query] of [
			["a literal", (it: string) => `principal: "a", password: "${it}"`],
			[
				"a literal in a list",
				(it: string) => `principal: "a", password: ["${it}"]`,
			],
			[
				"a literal without quotes",
				(it: string) => `principal: "a", password: ${it}`,
			],
			[
				"a literal that ends early",
				(it: string) => `principal: "a", password: "${it}`,
			],
			[
				"an unknown argument",
				(it: string) => `principal: "a", passwort: "${it}"`,
			],
			[
				"a name",
				(it: string) => `principal: "a", ${it.replaceAll("-", "_")}: "${it}"`,
			],
		] as const)
			await call(
				"POST",
				"/graphql",
				headers,
				JSON.stringify({
					query: `mutation { signIn(input: { ${query(secret(place))} }) { token } }`,
				}),
			);
	});

	test("credentials in requests that are no HTTP", async () => {
		const host = "Host: a\r\nConnection: close\r\n";
		for (const [place, bytes] of [
			[
				"a broken escape",
				(it: string) =>
					`GET /api/v4/cases?token=${it}%zz HTTP/1.1\r\n${host}\r\n`,
			],
			[
				"a broken path",
				(it: string) => `GET /api/v4/%zz?token=${it} HTTP/1.1\r\n${host}\r\n`,
			],
			[
				"a request line",
				(it: string) => `GET /?token=${it} HTTP/9\r\n${host}\r\n`,
			],
			[
				"a broken header",
				(it: string) => `GET / HTTP/1.1\r\n${host}Thalamus-Token ${it}\r\n\r\n`,
			],
			[
				"a header with NUL",
				(it: string) =>
					`GET / HTTP/1.1\r\n${host}Thalamus-Token: ${it}\0\r\n\r\n`,
			],
			[
				"two headers",
				(it: string) =>
					`GET /api/v4/me HTTP/1.1\r\n${host}Thalamus-Token: ${it}\r\nThalamus-Token: ${it}2\r\n\r\n`,
			],
			[
				"an absolute address",
				(it: string) =>
					`GET http://a:${it}@b/api/v4/me?token=${it} HTTP/1.1\r\n${host}\r\n`,
			],
			[
				"another method",
				(it: string) => `TRACE /api/v4/me?token=${it} HTTP/1.1\r\n${host}\r\n`,
			],
			[
				"a header too long",
				(it: string) =>
					`GET / HTTP/1.1\r\n${host}Thalamus-Token: ${it}${"x".repeat(20_000)}\r\n\r\n`,
			],
		] as const)
			await raw(bytes(canary(`token in ${place}`)));
	});

	test("none of them is found afterwards", () => {
		const log = program.output().slice(logStart);
		const files = readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name));
		// What is looked through is what was meant: it holds what it should.
		assert.ok(log.split("\n").length > 100);
		assert.ok(log.includes('"path":"/api/v4/signin"'));
		assert.ok(errors.length > 100);
		assert.ok(files.some((file) => readFileSync(file).includes("Telefonico")));
		assert.ok(files.some((file) => file.endsWith("-wal")));
		assert.ok(secrets.size > 50);
		for (const [name, secret] of secrets) {
			assert.ok(!log.includes(secret), `${name} is in the log`);
			const shown = errors.find((text) => text.includes(secret));
			assert.equal(shown, undefined, `${name} is in an error`);
			for (const file of files)
				assert.ok(
					!readFileSync(file).includes(secret),
					`${name} is in ${file}`,
				);
		}
	});
});

/** Requests that fail in different places, whoever sends them. */
const spoiltRequests: readonly (readonly [
	method: string,
	path: string,
	body?: string,
])[] = [
	["GET", "/nowhere"],
	["PATCH", "/api/v4/cases", "{}"],
	["DELETE", "/graphql"],
	["GET", "/api/v4/cases/999999"],
	["POST", "/api/v4/cases", "{"],
	["POST", "/api/v4/cases", '{"a":1}'],
	["POST", "/api/v4/cases/1/files", "nonsense"],
	["PUT", "/api/v4/uploads", "a"],
	["POST", "/graphql", "{"],
	["POST", "/graphql", '{"query":"{"}'],
	["POST", "/graphql", '{"query":"{ nothing }"}'],
];
