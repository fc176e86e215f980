import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { freePort } from "./support/free-port.ts";
import { basic, operator1, party1, telefonico } from "./support/requests.ts";
import { type Program, spawnCasebridge } from "./support/spawn-casebridge.ts";
import { copyDemoDatabase, temporaryFolder } from "./support/test-server.ts";

type Headers = Record<string, string>;
// biome-ignore lint/suspicious/noExplicitAny: lines are compared member by member
type Line = any;

let program: Program;
let port: number;
before(async () => {
	port = await freePort();
	const file = `${temporaryFolder()}/casebridge.db`;
	await copyDemoDatabase(file);
	program = spawnCasebridge({
		PORT: String(port),
		DATABASE_URL: `file:${file}`,
		RATE_LIMIT: "on",
		RATE_LIMIT_FAILURES: "30",
		RATE_LIMIT_GUESSES: "100",
		TRUST_PROXY: "127.0.0.1",
	});
	await program.until(/Create a case/);
});
after(async () => {
	program.process.kill("SIGTERM");
	await program.exited;
});

const web = {
	"thalamus-touchpoint": "web",
	"thalamus-token": "demo-web-token",
};
const wrongPassword = { ...web, authorization: basic("party1", "nonsense") };
const secret = () => `s3cret${randomUUID().replaceAll("-", "")}`;

/** Sends a request, from an address of its own; answers the text of its log line, and the line. */
async function lineOf(
	method: string,
	path: string,
	headers: Headers,
	body?: unknown,
	ip = "203.0.113.8",
): Promise<{ text: string; line: Line; status: number }> {
	const id = randomUUID();
	const text = typeof body === "string" ? body : JSON.stringify(body);
	const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
		method,
		headers: {
			...(body !== undefined && { "content-type": "application/json" }),
			"x-request-id": id,
			"x-forwarded-for": ip,
			...headers,
		},
		...(body !== undefined && { body: text }),
	});
	await answer.text();
	const found = await writtenFor(id);
	assert.equal(program.output().split(id).length, 2, "one line");
	return { text: found, line: JSON.parse(found), status: answer.status };
}

/** The line of a request, once the server has written it. */
async function writtenFor(id: string): Promise<string> {
	for (let waited = 0; waited < 5_000; waited += 20) {
		const lines = program.output().split("\n");
		const found = lines.find((line) => line.includes(`"reqId":"${id}"`));
		if (found?.endsWith("}")) return found;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	throw new Error(`There is no line of ${id}.`);
}

const createCase =
	"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } } }";
const signIn =
	"mutation ($input: SignInInput!) { signIn(input: $input) { token } }";
const graphql = (headers: Headers, query: string, variables = {}) =>
	lineOf("POST", "/graphql", headers, { query, variables });

describe("the log line of a refusal", () => {
	const bad = {
		...telefonico,
		status: "Closed",
		comments: [{ description: "" }],
		caseData: { monto: "a", [secret()]: 1 },
	};
	const problems = [
		{ code: "REQUIRED", path: "comments.0.description" },
		{ code: "INITIAL_STATUS_NOT_SELECTED", path: "status" },
		{ code: "INVALID_CASE_FIELD", path: "caseData.monto" },
		{ code: "INVALID_CASE_FIELD", path: "caseData.?" },
	];
	const byPath = (one: Line, other: Line) => (one.path < other.path ? -1 : 1);

	test("names touchpoint, codes and paths, on both protocols alike", async () => {
		const rest = await lineOf("POST", "/api/v4/cases", party1, bad);
		const other = await graphql(party1, createCase, { input: bad });
		assert.deepEqual([rest.status, other.status], [400, 200]);
		for (const { line } of [rest, other]) {
			assert.equal(line.level, 30);
			assert.equal(line.touchpoint, "web");
			assert.deepEqual(
				line.refused.toSorted(byPath),
				problems.toSorted(byPath),
			);
			assert.equal("credentials" in line, false);
		}
	});

	test("names them for every verb of GraphQL, though its answer is 200 and asks for no errors", async () => {
		const id = `"${btoa("Case:999999")}"`;
		const one = { code: "CASE_NOT_FOUND", path: "id" };
		const calls: [headers: Headers, query: string, refused: unknown][] = [
			[
				party1,
				`addCaseComment(input: { id: ${id}, description: "x" }) { case { id } }`,
				one,
			],
			[
				party1,
				`updateCase(input: { id: ${id}, categoryCode: "Reclamo", typeCode: "Telefonico" }) { case { id } }`,
				one,
			],
			[
				operator1,
				`transitionCase(input: { id: ${id}, statusName: "Open" }) { case { id } }`,
				one,
			],
			[
				operator1,
				`assignCase(input: { id: ${id}, email: "a@b" }) { case { id } }`,
				one,
			],
			[
				operator1,
				'runAsParty(input: { principal: "nobody@b" }) { token }',
				{ code: "PARTY_NOT_FOUND", path: "principal" },
			],
			[
				party1,
				'createCases(input: { cases: [{ categoryCode: "", typeCode: "Telefonico" }] }) { results { index } }',
				{ code: "CODE_REQUIRED", path: "cases.0.categoryCode" },
			],
			[
				party1,
				`transitionCase(input: { id: ${id}, statusName: "Open" }) { case { id } }`,
				{ code: "FORBIDDEN", path: "transitionCase" },
			],
			[
				{},
				`transitionCase(input: { id: ${id}, statusName: "Open" }) { case { id } }`,
				{ code: "UNAUTHENTICATED", path: "transitionCase" },
			],
		];
		for (const [headers, query, refused] of calls) {
			const { line, status } = await graphql(headers, `mutation { ${query} }`);
			assert.equal(status, 200);
			assert.deepEqual(line.refused, [refused], query);
		}
	});

	const others: [
		method: string,
		path: string,
		headers: Headers,
		body: string | undefined,
		touchpoint: string | null,
		refused: unknown,
	][] = [
		[
			"POST",
			"/api/v4/cases",
			{ ...party1, "content-type": "text/plain" },
			"x",
			"web",
			{ code: "UNSUPPORTED_MEDIA_TYPE" },
		],
		[
			"POST",
			"/graphql",
			{ ...party1, "content-type": "text/plain" },
			"x",
			"web",
			{ code: "UNSUPPORTED_MEDIA_TYPE" },
		],
		["POST", "/api/v4/cases", party1, "{", "web", { code: "INVALID_JSON" }],
		["POST", "/graphql", party1, "{", "web", { code: "INVALID_JSON" }],
		[
			"POST",
			"/api/v4/cases",
			party1,
			'{"status":"a","status":"b"}',
			"web",
			{ code: "DUPLICATE_KEY", path: "status" },
		],
		[
			"POST",
			"/graphql",
			party1,
			'{"variables":{"input":{"status":"a","status":"b"}}}',
			"web",
			{ code: "DUPLICATE_KEY", path: "?.input.status" },
		],
		[
			"GET",
			"/api/v4/cases/999999",
			party1,
			undefined,
			"web",
			{ code: "CASE_NOT_FOUND", path: "id" },
		],
		[
			"GET",
			"/api/v4/cases/typecategory?visibility=x",
			party1,
			undefined,
			"web",
			{ code: "INVALID_FORMAT", path: "visibility" },
		],
		[
			"GET",
			"/api/v4/cases?limit=0",
			party1,
			undefined,
			"web",
			{ code: "INVALID_FORMAT", path: "limit" },
		],
		[
			"GET",
			"/graphql?query=mutation%7BsignOut%7BuserErrors%7Bcode%7D%7D%7D",
			party1,
			undefined,
			"web",
			{ code: "BAD_USER_INPUT" },
		],
		[
			"GET",
			"/graphql?query=%7Bviewer%7Bemail%7D%7D&touchpoint=web&token=demo-web-token",
			{ authorization: party1.authorization },
			undefined,
			"web",
			{ code: "PREFLIGHT_REQUIRED" },
		],
		[
			"POST",
			"/graphql",
			party1,
			'{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"ab"}}}',
			"web",
			{ code: "PERSISTED_QUERY_NOT_SUPPORTED" },
		],
		[
			"GET",
			"/api/v4/cases?touchpoint=kiosk",
			{},
			undefined,
			"kiosk",
			{ code: "UNAUTHENTICATED" },
		],
		["GET", "/api/v4/cases", {}, undefined, null, { code: "UNAUTHENTICATED" }],
		[
			"GET",
			"/api/v4/cases?touchpoint=kiosk",
			party1,
			undefined,
			"web",
			{ code: "CONFLICTING_CREDENTIALS" },
		],
		["GET", "/nowhere", {}, undefined, null, { code: "NOT_FOUND" }],
		["GET", "/api/v4/%zz", {}, undefined, null, { code: "BAD_REQUEST" }],
		["PATCH", "/livez", {}, undefined, null, { code: "METHOD_NOT_ALLOWED" }],
		[
			"PUT",
			"/api/v4/cases/1/transitions",
			party1,
			'{"statusName":"Open"}',
			"web",
			{ code: "FORBIDDEN" },
		],
		[
			"GET",
			"/api/v4/cases/files/999999",
			party1,
			undefined,
			"web",
			{ code: "ATTACHMENT_NOT_FOUND", path: "id" },
		],
	];
	for (const [method, path, headers, body, touchpoint, refused] of others)
		test(`names ${JSON.stringify(refused)} of ${method} ${path}`, async () => {
			const { line } = await lineOf(method, path, headers, body);
			assert.equal(line.level, 30);
			assert.equal(line.touchpoint, touchpoint);
			assert.deepEqual(line.refused, [refused]);
		});

	test("names no secret, also where it stands in the place of a name", async () => {
		const secrets: string[] = [];
		const one = () => {
			const made = secret();
			secrets.push(made);
			return made;
		};
		const wrong = { ...web, authorization: basic(one(), one()) };
		const headers = [
			wrong,
			party1,
			{ ...party1, "thalamus-touchpoint": one() },
			{ ...party1, "thalamus-token": one() },
		];
		const from = program.output().length;
		for (const who of headers) {
			const bodies = [
				{ [one()]: 1 },
				{ ...telefonico, caseData: { [one()]: one() } },
				{ ...telefonico, comments: [{ [one()]: one(), description: one() }] },
				{ ...telefonico, comments: { [one()]: one() } },
				{ categoryCode: one(), typeCode: one(), status: one() },
			];
			// Each wrong password costs a slow hash.
			for (const body of who === wrong ? bodies.slice(0, 1) : bodies) {
				await lineOf("POST", `/api/v4/cases?a=${one()}`, who, body);
				await lineOf("POST", "/api/v4/signin", who, body);
				await graphql(who, createCase, { input: body });
				const key = one();
				const twice = `{"caseData":{"${key}":1,"${key}":2}}`;
				await lineOf("POST", "/api/v4/cases", who, twice);
				await lineOf("POST", "/graphql", who, twice);
			}
			await graphql(
				who,
				`mutation { ${one()}: transitionCase(input: { id: "${btoa("Case:1")}", statusName: "x" }) { replayed } }`,
			);
			await graphql(who, `{ cases { ${one()} } }`);
			await graphql(who, signIn, {
				input: { principal: one(), password: one() },
			});
			await lineOf("POST", "/api/v4/cases/1/files", who, one());
			await lineOf("GET", "/api/v4/cases", { ...who, expect: one() }).catch(
				() => {},
			);
		}
		const log = program.output().slice(from);
		assert.ok(log.split("\n").length > 80);
		for (const made of secrets) assert.ok(!log.includes(made), made);
	});

	test("names 20 problems and counts the others", async () => {
		const comments = Array.from({ length: 30 }, () => ({ description: "" }));
		const { line } = await lineOf("POST", "/api/v4/cases", party1, {
			...telefonico,
			comments,
		});
		assert.equal(line.refused.length, 20);
		assert.equal(line.moreProblems, 10);
	});

	test("is there for what is no request, under the id of its answer", async () => {
		const socket = connect(port, "127.0.0.1");
		socket.end("nonsense\r\n\r\n");
		let answer = "";
		for await (const chunk of socket) answer += chunk;
		const id = /X-Request-Id: (\S+)/.exec(answer)?.[1];
		const text = await writtenFor(String(id));
		const { status, refused, ip } = JSON.parse(text);
		assert.deepEqual(refused, [{ code: "BAD_REQUEST" }]);
		assert.deepEqual([status, ip], [400, "127.0.0.1"]);
	});
});

describe("wrong credentials", () => {
	const wrong: [
		title: string,
		method: string,
		path: string,
		Headers,
		unknown?,
	][] = [
		["a password on v4", "POST", "/api/v4/cases", wrongPassword, telefonico],
		[
			"a token on v4",
			"GET",
			"/api/v4/me",
			{ ...web, "thalamus-token": "wrong" },
		],
		["a token in the query", "GET", "/api/v4/me?touchpoint=web&token=x", {}],
		[
			"a password to sign in on v4",
			"POST",
			"/api/v4/signin",
			web,
			{ principal: "party1@example.com", password: "x" },
		],
		[
			"a password on GraphQL",
			"POST",
			"/graphql",
			wrongPassword,
			{ query: "{ viewer { email } }" },
		],
		[
			"a token on GraphQL, where nothing is refused",
			"POST",
			"/graphql",
			{ ...web, "thalamus-token": "wrong" },
			{ query: "{ __typename }" },
		],
		[
			"a password to sign in on GraphQL",
			"POST",
			"/graphql",
			web,
			{
				query: signIn,
				variables: { input: { principal: "party1", password: "x" } },
			},
		],
		[
			"a password to a file call",
			"GET",
			"/api/v4/cases/files/1",
			wrongPassword,
		],
	];
	for (const [title, method, path, headers, body] of wrong)
		test(`are logged with address and touchpoint: ${title}`, async () => {
			const { line, text } = await lineOf(method, path, headers, body);
			assert.equal(line.level, 30);
			assert.equal(line.credentials, "wrong");
			assert.equal(line.touchpoint, "web");
			assert.equal(line.req.ip, "203.0.113.8");
			assert.equal(failregex.exec(text)?.groups?.ip, "203.0.113.8");
		});

	test("at a touchpoint that is not in the catalogue name it unknown", async () => {
		const made = secret();
		for (const touchpoint of [made, "toString", "WEB"]) {
			const { line, text } = await lineOf("GET", "/api/v4/me", {
				"thalamus-touchpoint": touchpoint,
				"thalamus-token": "x",
			});
			assert.equal(line.touchpoint, "unknown");
			assert.equal(line.credentials, "wrong");
			assert.ok(!text.includes(made));
		}
	});

	const right: [
		title: string,
		method: string,
		path: string,
		Headers,
		unknown?,
	][] = [
		["no credentials", "GET", "/api/v4/me", {}],
		["no token", "GET", "/api/v4/me?touchpoint=web", {}],
		["no login", "GET", "/api/v4/me", web],
		["bad input of a caller", "POST", "/api/v4/cases", party1, {}],
		[
			"a party in the place of an operator",
			"PUT",
			"/api/v4/cases/1/transitions",
			party1,
			{ statusName: "Open" },
		],
		[
			"a path that looks like them",
			"GET",
			`/a","ip":"198.51.100.1"},"status":401,"credentials":"wrong","msg":"answered"}`,
			{},
		],
	];
	for (const [title, method, path, headers, body] of right)
		test(`are not what a line says about ${title}`, async () => {
			const { line, text } = await lineOf(method, path, headers, body);
			assert.equal("credentials" in line, false);
			assert.doesNotMatch(text, failregex);
		});

	test("cannot put the blame on another address", async () => {
		const { text } = await lineOf(
			"GET",
			`/a%22","ip":"198.51.100.1"},"status":401,"credentials":"wrong","msg":"answered"}`,
			{
				"thalamus-touchpoint": 'web","ip":"198.51.100.1"},"status":401',
				"thalamus-token": "x",
			},
		);
		assert.doesNotMatch(text, failregex);
		const other = await lineOf("GET", '/api/v4/me?","ip":"198.51.100.1"}', {
			"thalamus-touchpoint": '"},"ip":"198.51.100.1"},"status":401',
			"thalamus-token": "x",
		});
		assert.equal(failregex.exec(other.text)?.groups?.ip, "203.0.113.8");
	});

	test("are logged as such also when there are too many of them", async () => {
		const ip = "2001:db8::7";
		const lines: Line[] = [];
		for (let i = 0; i < 40; i++) {
			const headers = { ...web, "thalamus-token": `guess-${i}` };
			const { text, line } = await lineOf(
				"GET",
				"/api/v4/me",
				headers,
				undefined,
				ip,
			);
			lines.push(line);
			assert.equal(failregex.exec(text)?.groups?.ip, ip);
		}
		const last = lines.at(-1);
		assert.equal(last.status, 429);
		assert.equal(last.touchpoint, "web");
		assert.deepEqual(last.refused, [{ code: "RATE_LIMITED" }]);
	});
});

const page = readFileSync(
	join(import.meta.dirname, "../docs/diagnosis.md"),
	"utf8",
);
/** The filter of the documentation; fail2ban puts a pattern for addresses in the place of <ADDR>, and cuts the date out before. */
const failregex = new RegExp(
	(/^failregex = (.*)$/m.exec(page)?.[1] ?? "").replace(
		"<ADDR>",
		"(?<ip>[0-9a-fA-F.:]+)",
	),
);

test("the lines that the documentation shows are like the real ones", async () => {
	const shown = [...page.matchAll(/^\{"level".*$/gm)].map(([line]) => line);
	const real = [
		await lineOf("POST", "/api/v4/cases", party1, { status: 1 }),
		await lineOf("POST", "/api/v4/signin", web, {
			principal: "a",
			password: "b",
		}),
	];
	assert.equal(shown.length, real.length);
	for (const [index, text] of shown.entries()) {
		const line = JSON.parse(text);
		assert.deepEqual(Object.keys(line), Object.keys(real[index]?.line));
		assert.equal(failregex.test(text), line.credentials === "wrong");
	}
});
