import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readConfig } from "../src/config/read-config.ts";
import { nobodyAt, openSession } from "./rest/v4/callers.ts";
import {
	type Answer,
	basic,
	graphql,
	operator1,
	party1,
	party2,
	postCase,
	rows,
	send,
	telefonico,
} from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

type Headers = Record<string, string>;
type Protocol = (server: TestServer, headers: Headers) => Promise<Answer>;

const document =
	"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } } }";
const protocols: Readonly<Record<"REST" | "GraphQL", Protocol>> = {
	REST: (server, headers) => postCase(server, telefonico, headers),
	GraphQL: (server, headers) =>
		graphql(server, document, { input: telefonico }, headers),
};
const entries = Object.entries(protocols);

/** A window that no test outlives. */
const limited = (env: NodeJS.ProcessEnv) =>
	startServer({ RATE_LIMIT: "on", RATE_LIMIT_WINDOW: "3600", ...env });

const wrongToken = (i: number, headers: Headers = party1) => ({
	...headers,
	"thalamus-token": `guess-${i}`,
});

function assertLimited(answer: Answer, protocol: string, policy: RegExp): void {
	assert.equal(answer.status, 429, answer.text);
	assert.match(answer.headers.get("retry-after") ?? "", /^[1-9]\d*$/);
	assert.match(answer.headers.get("ratelimit-policy") ?? "", policy);
	assert.match(answer.headers.get("ratelimit") ?? "", /;r=0;t=[1-9]\d*$/);
	const errors = answer.body.errors;
	if (protocol === "GraphQL") {
		assert.equal(errors[0].extensions.code, "RATE_LIMITED");
		assert.match(errors[0].message, /Try again in \d+ s\.$/);
		return;
	}
	const { "error.description": description, ...rest } = errors;
	assert.deepEqual(rest, {
		"error.code": "429",
		"error.message": "TOO_MANY_REQUESTS",
	});
	assert.match(description, /Try again in \d+ s\.$/);
}

/** Not limited, whatever else. */
function assertUnauthorized(answer: Answer, protocol: string): void {
	if (protocol === "REST") assert.equal(answer.status, 401, answer.text);
	else assert.equal(answer.body.errors[0].extensions.code, "UNAUTHENTICATED");
}

describe("the budget of a caller", () => {
	for (const [protocol, call] of entries)
		test(`says in the headers what is left, and refuses what is beyond it, by ${protocol}`, async () => {
			await using server = await limited({ RATE_LIMIT_REQUESTS: "2" });
			for (const left of [1, 0]) {
				const { status, headers } = await call(server, party1);
				assert.ok(status < 300);
				assert.equal(headers.get("ratelimit-policy"), '"caller";q=2;w=3600');
				assert.match(
					headers.get("ratelimit") ?? "",
					new RegExp(`^"caller";r=${left};t=\\d+$`),
				);
			}
			const refused = await call(server, party1);
			assertLimited(refused, protocol, /^"caller";q=2;w=3600$/);
			assert.equal(rows(server, "cases").length, 2);
		});

	test("I2: is one for both protocols, for every route, and for a session as for a password", async () => {
		await using server = await limited({ RATE_LIMIT_REQUESTS: "5" });
		const session = await openSession(server, "web", {
			party: "party1@example.com",
		});
		await protocols.REST(server, party1);
		await protocols.GraphQL(server, party1);
		await send(server, "GET", "/api/v4/cases", { headers: session });
		await send(server, "PUT", "/api/v4/uploads?fileName=a", {
			headers: party1,
			body: "a",
		});
		await graphql(server, "{ viewer { email } }", {}, session);
		for (const [protocol, call] of entries)
			for (const headers of [party1, session])
				assertLimited(await call(server, headers), protocol, /^"caller"/);
		const file = await send(server, "PUT", "/api/v4/uploads?fileName=a", {
			headers: party1,
			body: "a",
		});
		assertLimited(file, "REST", /^"caller"/);
	});

	test("I2: counts each row of a bulk, dry or not, before any is written", async () => {
		await using server = await limited({ RATE_LIMIT_REQUESTS: "10" });
		const bulk = (length: number, dryRun = false) =>
			graphql(
				server,
				"mutation ($input: CreateCasesInput!) { createCases(input: $input) { results { case { number } } } }",
				{ input: { cases: Array(length).fill(telefonico), dryRun } },
			);
		assert.equal((await bulk(4)).status, 200);
		assert.equal((await bulk(3, true)).status, 200);
		assertLimited(await bulk(4), "GraphQL", /^"caller"/);
		assert.equal(rows(server, "cases").length, 4);
		assertLimited(await protocols.REST(server, party1), "REST", /^"caller"/);
	});

	test("I2: lets a bulk of more than there ever is through when nothing was spent", async () => {
		await using server = await limited({ RATE_LIMIT_REQUESTS: "10" });
		const cases = Array(50).fill(telefonico);
		const { status } = await graphql(
			server,
			"mutation ($input: CreateCasesInput!) { createCases(input: $input) { results { case { number } } } }",
			{ input: { cases } },
		);
		assert.equal(status, 200);
		assert.equal(rows(server, "cases").length, 50);
		assertLimited(
			await protocols.GraphQL(server, party1),
			"GraphQL",
			/^"caller"/,
		);
	});

	test("I1: leaves everybody else alone: others at the touchpoint, the same address, and other touchpoints", async () => {
		await using server = await limited({ RATE_LIMIT_REQUESTS: "20" });
		const flood = Promise.all(
			Array.from({ length: 200 }, (_, i) =>
				(i % 2 ? protocols.REST : protocols.GraphQL)(server, party1),
			),
		);
		const others = await Promise.all(
			Array.from({ length: 10 }, () => [
				protocols.REST(server, party2),
				protocols.GraphQL(server, operator1),
			]).flat(),
		);
		for (const { status } of others) assert.notEqual(status, 429);
		const statuses = (await flood).map(({ status }) => status);
		assert.equal(statuses.filter((status) => status !== 429).length, 20);
		for (const [, call] of entries)
			assert.notEqual((await call(server, party2)).status, 429);
		const callcenter = await send(server, "GET", "/api/v4/isAlive", {
			headers: nobodyAt("callcenter"),
		});
		assert.equal(callcenter.status, 200);
	});

	test("of nobody in particular is one at each address, so that none can spend what all sign-ins need", async () => {
		await using server = await limited({
			TRUST_PROXY: "true",
			RATE_LIMIT_REQUESTS: "2",
		});
		const signInFrom = (address: string) =>
			send(server, "POST", "/api/v4/signin", {
				headers: { ...nobodyAt("web"), "x-forwarded-for": address },
				body: { principal: "party1@example.com", password: "demo-party-1" },
			});
		for (const status of [200, 200, 429])
			assert.equal((await signInFrom("198.51.100.1")).status, status);
		assert.equal((await signInFrom("198.51.100.2")).status, 200);
		for (const [, call] of entries) {
			const here = { ...party1, "x-forwarded-for": "198.51.100.1" };
			assert.notEqual((await call(server, here)).status, 429);
		}
	});

	test("is full again after the time that Retry-After names", async () => {
		await using server = await limited({
			RATE_LIMIT_REQUESTS: "1",
			RATE_LIMIT_WINDOW: "1",
		});
		await protocols.REST(server, party1);
		let answer = await protocols.REST(server, party1);
		while (answer.status === 429) {
			const seconds = Number(answer.headers.get("retry-after"));
			await new Promise((go) => setTimeout(go, seconds * 1_000));
			answer = await protocols.REST(server, party1);
		}
		assert.equal(answer.status, 201);
	});

	test("D15: ends the guessing of ids, and tells unknown ones from foreign ones by nothing", async () => {
		await using server = await limited({ RATE_LIMIT_REQUESTS: "30" });
		for (let i = 0; i < 5; i++) await protocols.REST(server, party2);
		const byRest: Answer[] = [];
		const byGraphql: Answer[] = [];
		for (let number = 1; number <= 14; number++) {
			const path = `/api/v4/cases/${number}`;
			byRest.push(await send(server, "GET", path, { headers: party1 }));
			byGraphql.push(
				await graphql(
					server,
					"query ($number: SafeInt!) { caseByNumber(number: $number) { id } }",
					{ number },
				),
			);
		}
		assert.equal(new Set(byRest.map(({ text }) => text)).size, 1);
		assert.deepEqual(byRest[0]?.body.errors, { case: "InvalidID" });
		assert.equal(new Set(byGraphql.map(({ text }) => text)).size, 1);
		assert.equal(byGraphql[0]?.body.data.caseByNumber, null);
		for (let number = 15; number <= 16; number++)
			await send(server, "GET", `/api/v4/cases/${number}`, {
				headers: party1,
			});
		const next = { headers: party1 };
		assertLimited(
			await send(server, "GET", "/api/v4/cases/17", next),
			"REST",
			/^"caller"/,
		);
		assertLimited(
			await graphql(server, "{ caseByNumber(number: 17) { id } }"),
			"GraphQL",
			/^"caller"/,
		);
	});

	test("exists in production, and elsewhere where it is switched on", () => {
		const isLimited = (env: NodeJS.ProcessEnv) =>
			readConfig(env).rateLimit !== null;
		assert.ok(!isLimited({}));
		assert.ok(!isLimited({ NODE_ENV: "test" }));
		assert.ok(isLimited({ RATE_LIMIT: "on" }));
		assert.ok(isLimited({ NODE_ENV: "production" }));
		assert.ok(!isLimited({ NODE_ENV: "production", RATE_LIMIT: "off" }));
	});

	test("does not exist where limits are off", async () => {
		await using server = await startServer({ RATE_LIMIT_REQUESTS: "1" });
		for (const [, call] of entries)
			for (let i = 0; i < 3; i++) {
				const { status, headers } = await call(server, party1);
				assert.ok(status < 300);
				assert.equal(headers.get("ratelimit"), null);
				assert.equal(headers.get("ratelimit-policy"), null);
			}
	});
});

describe("wrong credentials", () => {
	test("D21: are refused by address, on both protocols together, and right ones from there are not", async () => {
		await using server = await limited({ RATE_LIMIT_FAILURES: "10" });
		for (let i = 0; i < 10; i++) {
			const [protocol, call] = entries[i % 2] as (typeof entries)[number];
			assertUnauthorized(await call(server, wrongToken(i)), protocol);
		}
		const kiosk = { ...party1, "thalamus-touchpoint": "kiosk" };
		for (const [protocol, call] of entries) {
			for (const wrong of [
				wrongToken(11),
				wrongToken(12, kiosk),
				wrongToken(13, { "thalamus-touchpoint": "invented" }),
				{ "thalamus-touchpoint": "web" },
				{},
			])
				assertLimited(
					await call(server, wrong),
					protocol,
					/^"address";q=10;w=60$/,
				);
			assert.ok((await call(server, party1)).status < 300);
		}
		assert.equal(rows(server, "cases").length, 2);
	});

	test("D21: are refused by the touchpoint they claim, wherever they come from, and right ones of it are not", async () => {
		await using server = await limited({
			TRUST_PROXY: "true",
			RATE_LIMIT_TOUCHPOINT_FAILURES: "10",
		});
		const from = (i: number, headers: Headers) => ({
			...headers,
			"x-forwarded-for": `198.51.100.${i}`,
		});
		for (let i = 0; i < 10; i++) {
			const [protocol, call] = entries[i % 2] as (typeof entries)[number];
			assertUnauthorized(await call(server, from(i, wrongToken(i))), protocol);
		}
		for (const [protocol, call] of entries) {
			assertLimited(
				await call(server, from(20, wrongToken(20))),
				protocol,
				/^"touchpoint";q=10;w=60$/,
			);
			const kiosk = wrongToken(21, {
				...party1,
				"thalamus-touchpoint": "kiosk",
			});
			assertUnauthorized(await call(server, from(21, kiosk)), protocol);
			assert.ok((await call(server, from(20, party1))).status < 300);
		}
	});

	test("D21: a thousand of them are a thousand, in a batch and in aliases too", async () => {
		await using server = await limited({});
		const statuses: number[] = [];
		for (let i = 0; i < 1_000; i += 50) {
			const answers = await Promise.all(
				Array.from({ length: 50 }, (_, at) =>
					protocols.REST(server, wrongToken(i + at)),
				),
			);
			statuses.push(...answers.map(({ status }) => status));
		}
		assert.equal(statuses.filter((status) => status === 401).length, 100);
		assert.equal(statuses.filter((status) => status === 429).length, 900);

		const { "thalamus-token": _token, ...withoutToken } = party1;
		const aliases = Array.from(
			{ length: 10 },
			(_, i) =>
				`a${i}: signIn(input: { principal: "party1@example.com", password: "${i}" }) { token }`,
		);
		const inAliases = await graphql(
			server,
			`mutation { ${aliases.join(" ")} }`,
		);
		assert.equal(inAliases.status, 400);
		const inBatch = await send(server, "POST", "/graphql", {
			headers: party1,
			body: [{ query: "{ viewer { email } }" }],
		});
		assert.equal(inBatch.status, 400);
		assertLimited(
			await protocols.GraphQL(server, withoutToken),
			"GraphQL",
			/^"address"/,
		);
		assert.equal((await protocols.REST(server, party1)).status, 201);
	});

	test("D21, D22: a client cannot choose its address", async () => {
		await using server = await limited({ RATE_LIMIT_FAILURES: "1" });
		await protocols.REST(server, wrongToken(1));
		const forged = {
			...wrongToken(2),
			"x-forwarded-for": "198.51.100.7",
			forwarded: "for=198.51.100.7",
		};
		for (const [protocol, call] of entries)
			assertLimited(await call(server, forged), protocol, /^"address"/);
	});
});

describe("wrong passwords", () => {
	const as = (name: string, password: string) => ({
		...party1,
		authorization: basic(name, password),
	});
	const signIn =
		"mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }";

	test("are refused before they are hashed once one address has guessed too often at one name, by Basic and by sign-in", async () => {
		await using server = await limited({ RATE_LIMIT_GUESSES: "4" });
		const name = "party1@example.com";
		assertUnauthorized(await protocols.REST(server, as(name, "1")), "REST");
		assertUnauthorized(
			await protocols.GraphQL(server, as(name, "2")),
			"GraphQL",
		);
		const body = { principal: name, password: "3" };
		const nobody = nobodyAt("web");
		const rest = await send(server, "POST", "/api/v4/signin", {
			headers: nobody,
			body,
		});
		assert.equal(rest.status, 404);
		const other = await graphql(server, signIn, { input: body }, nobody);
		assert.equal(
			other.body.data.signIn.userErrors[0].code,
			"INVALID_CREDENTIALS",
		);

		// That the right one is refused too shows that no hash is compared any more.
		for (const password of ["5", "demo-party-1"]) {
			const policy = /^"guesses";q=4;w=60$/;
			for (const [protocol, call] of entries)
				assertLimited(await call(server, as(name, password)), protocol, policy);
			const input = { principal: name, password };
			assertLimited(
				await send(server, "POST", "/api/v4/signin", {
					headers: nobody,
					body: input,
				}),
				"REST",
				policy,
			);
			assertLimited(
				await graphql(server, signIn, { input }, nobody),
				"GraphQL",
				policy,
			);
		}
		assert.equal((await protocols.REST(server, party2)).status, 201);
	});

	test("do not lock out who signed in before, even at the same address", async () => {
		await using server = await limited({ RATE_LIMIT_GUESSES: "2" });
		assert.equal((await protocols.REST(server, party1)).status, 201);
		for (const password of ["1", "2", "3"])
			await protocols.REST(server, as("party1@example.com", password));
		assertLimited(
			await protocols.REST(server, as("party1@example.com", "4")),
			"REST",
			/^"guesses"/,
		);
		for (const [, call] of entries)
			assert.ok((await call(server, party1)).status < 300);
	});

	test("are counted once however many right ones come at the same time", async () => {
		await using server = await limited({ RATE_LIMIT_GUESSES: "1" });
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => protocols.REST(server, party1)),
		);
		for (const { status } of answers) assert.equal(status, 201);
	});

	test("at sign-in count against the address, like wrong tokens", async () => {
		await using server = await limited({ RATE_LIMIT_FAILURES: "2" });
		const wrong = (principal: string) =>
			send(server, "POST", "/api/v4/signin", {
				headers: nobodyAt("web"),
				body: { principal, password: "wrong" },
			});
		assert.equal((await wrong("a")).status, 404);
		const input = { principal: "b", password: "wrong" };
		await graphql(server, signIn, { input }, nobodyAt("web"));
		assertLimited(await wrong("c"), "REST", /^"address"/);
		assertLimited(
			await graphql(server, signIn, { input }, nobodyAt("web")),
			"GraphQL",
			/^"address"/,
		);
		assertLimited(
			await protocols.REST(server, wrongToken(1)),
			"REST",
			/^"address"/,
		);
		const right = { principal: "party1@example.com", password: "demo-party-1" };
		const answer = await send(server, "POST", "/api/v4/signin", {
			headers: nobodyAt("web"),
			body: right,
		});
		assert.equal(answer.status, 200);
	});
});
