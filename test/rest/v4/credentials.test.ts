import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { addParty } from "../../../src/domain/people/add-party.ts";
import { addTouchpointToken } from "../../../src/domain/people/add-touchpoint-token.ts";
import { setDisabled } from "../../../src/domain/people/set-disabled.ts";
import { setPassword } from "../../../src/domain/people/set-password.ts";
import { hashQuickly } from "../../support/hash-quickly.ts";
import {
	type Answer,
	basic,
	operator1,
	party1,
	party2,
	postCase,
	rows,
	send,
	telefonico,
} from "../../support/requests.ts";
import {
	noon,
	startServer,
	type TestServer,
} from "../../support/test-server.ts";
import { assertGeneralRefusal } from "./assert-refused.ts";
import { at, nobodyAt, openSession } from "./callers.ts";
import { changeCatalogue } from "./change-catalogue.ts";
import { sendRaw } from "./send-raw.ts";
import { assertNothingStored, assertStored } from "./stored.ts";

hashQuickly();

const { authorization } = party1;
const consulta = { categoryCode: "Consulta", typeCode: "Informacion" };

/** Creates with these headers and this query. */
function create(
	server: TestServer,
	headers: Record<string, string>,
	query = "",
): Promise<Answer> {
	return send(server, "POST", `/api/v4/cases${query}`, {
		headers,
		body: telefonico,
	});
}

/** Who owns the newest case. */
function lastOwner(server: TestServer): unknown {
	return rows(server, "cases").at(-1)?.party_id;
}

describe("touchpoint and token", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());
	const touchpoint = { "thalamus-touchpoint": "web" };
	const token = { "thalamus-token": "demo-web-token" };

	type Way = [title: string, headers: Record<string, string>, query: string];
	const ways: Way[] = [
		["as headers", { ...touchpoint, ...token }, ""],
		["in the query", {}, "?touchpoint=web&token=demo-web-token"],
		["half as a header", touchpoint, "?token=demo-web-token"],
		["half in the query", token, "?touchpoint=web"],
		[
			"twice, but equal",
			{ ...touchpoint, ...token },
			"?touchpoint=web&token=demo-web-token",
		],
		["with an escaped name", touchpoint, "?%74oken=demo%2Dweb-token"],
		[
			"beside parameters that nobody knows",
			touchpoint,
			"?date_format=readable&token=demo-web-token&token[]=x&TOKEN=y",
		],
		[
			"repeated in the query, but equal",
			touchpoint,
			"?token=demo-web-token&token=demo-web-token",
		],
	];
	for (const [title, headers, query] of ways)
		test(`are accepted ${title}`, async () => {
			const answer = await create(server, { ...headers, authorization }, query);
			assert.equal(answer.status, 201);
			assert.equal(rows(server, "cases").at(-1)?.touchpoint_code, "web");
		});

	test("have header names in any case", async () => {
		const answer = await sendRaw(server, {
			headers: [
				["THALAMUS-TOUCHPOINT", "web"],
				["Thalamus-Token", "demo-web-token"],
				["AUTHORIZATION", authorization.replace("Basic", "bAsIc")],
				["content-type", "application/json"],
			],
			body: JSON.stringify(telefonico),
		});
		assert.equal(answer.status, 201);
	});
});

describe("touchpoint, token and login that are refused", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());
	const { store } = server.app;
	const revoked = await addTouchpointToken(store, () => noon, {
		touchpointCode: "web",
		replacesOthers: false,
	});
	await store.people.addTouchpointToken({
		digest: "unused",
		touchpointCode: "web",
		isDemo: false,
		createdAt: noon,
		replacesOthers: true,
	});
	const token = await addTouchpointToken(store, () => noon, {
		touchpointCode: "web",
		replacesOthers: false,
	});
	await addParty(store, () => noon, {
		principals: ["disabled@example.com"],
		password: "disabled-party",
	});
	const disabled = {
		kind: "party",
		principal: "disabled@example.com",
	} as const;
	await setDisabled(store, disabled, true);
	const expired = await openSession(
		server,
		"web",
		{ party: "party1@example.com" },
		0,
	);
	const operatorAtWeb = await openSession(server, "web", {
		operator: "operator1@example.com",
	});

	const right = {
		"thalamus-touchpoint": "web",
		"thalamus-token": token,
		authorization,
	};
	const withLogin = (value: string) => ({ ...right, authorization: value });
	const encoded = (text: string) =>
		`Basic ${Buffer.from(text, "latin1").toString("base64")}`;

	type Wrong = [title: string, headers: Record<string, string>, query?: string];
	const both = /^Touchpoint and token are missing;/;
	const missing: [says: RegExp, ...Wrong][] = [
		[both, "nothing at all", {}],
		[both, "a login alone", { authorization }],
		[
			/^The touchpoint is missing;/,
			"no touchpoint",
			{ "thalamus-token": token, authorization },
		],
		[
			/^The touchpoint is missing;/,
			"no touchpoint beside a wrong token",
			{ "thalamus-token": "x", authorization },
		],
		[
			/^The token is missing;/,
			"no token",
			{ "thalamus-touchpoint": "web", authorization },
		],
		[
			/^The token is missing;/,
			"no token beside an unknown touchpoint",
			{ "thalamus-touchpoint": "nada", authorization },
		],
		[
			/^The token is missing;/,
			"an empty token in the query",
			{ "thalamus-touchpoint": "web", authorization },
			"?token=",
		],
		[
			both,
			"empty headers",
			{ "thalamus-touchpoint": "", "thalamus-token": "", authorization },
		],
		[both, "empty parameters", { authorization }, "?touchpoint=&token="],
		[
			both,
			"names in upper case",
			{ authorization },
			`?TOUCHPOINT=web&TOKEN=${token}`,
		],
		[
			both,
			"names with brackets",
			{ authorization },
			`?touchpoint[]=web&token[]=${token}`,
		],
	];
	for (const [says, title, headers, query] of missing)
		test(`answer 401 and say what is missing: ${title}`, async () => {
			const answer = await create(server, headers, query);
			assertGeneralRefusal(answer, 401, "UNAUTHORIZED");
			assert.match(answer.body.errors["error.description"], says);
			const byGraphql = await send(server, "POST", `/graphql${query ?? ""}`, {
				headers,
				body: { query: "{ cases { edges { cursor } } }" },
			});
			const [error] = byGraphql.body.errors;
			assert.equal(error.extensions.code, "UNAUTHENTICATED");
			assert.match(error.message, says);
			assertNothingStored(server);
		});

	const wrong: Wrong[] = [
		["an unknown touchpoint", { ...right, "thalamus-touchpoint": "nada" }],
		["a touchpoint in upper case", { ...right, "thalamus-touchpoint": "WEB" }],
		["a wrong token", { ...right, "thalamus-token": "x" }],
		[
			"a token in upper case",
			{ ...right, "thalamus-token": token.toUpperCase() },
		],
		["a token cut short", { ...right, "thalamus-token": token.slice(0, -1) }],
		[
			"the token of another touchpoint",
			{ ...right, "thalamus-token": "demo-kiosk-token" },
		],
		["a revoked token", { ...right, "thalamus-token": revoked }],
		["a token of 8 KiB", { ...right, "thalamus-token": "t".repeat(8192) }],
		[
			"a token with a space behind it",
			{ authorization },
			`?touchpoint=web&token=${token}%20`,
		],
		[
			"a token with U+0000 behind it",
			{ authorization },
			`?touchpoint=web&token=${token}%00`,
		],
		["SQL for a touchpoint", { ...right, "thalamus-touchpoint": "' OR 1=1--" }],
		["a key of every object", { ...right, "thalamus-touchpoint": "toString" }],
		["a session token that has expired", expired],
		["an operator's session at a web site", operatorAtWeb],
		["a wrong password", withLogin(basic("party1@example.com", "x"))],
		["an unknown name", withLogin(basic("nobody@example.com", "demo-party-1"))],
		["no password", withLogin(basic("party1@example.com", ""))],
		[
			"a disabled party",
			withLogin(basic("disabled@example.com", "disabled-party")),
		],
		[
			"an operator at a web site",
			withLogin(basic("operator1@example.com", "demo-operator-1")),
		],
		["Basic without a colon", withLogin(encoded("party1@example.com"))],
		["Basic that is not UTF-8", withLogin(encoded("party1@example.com:\xff"))],
		["Basic that is no base64", withLogin("Basic %%%")],
	];
	const answers: string[] = [];
	for (const [title, headers, query] of wrong)
		test(`answer 401: ${title}`, async () => {
			const answer = await create(server, headers, query);
			assertGeneralRefusal(answer, 401, "UNAUTHORIZED");
			assert.match(
				answer.headers.get("www-authenticate") ?? "",
				/^Thalamus-Token realm=/,
			);
			assertNothingStored(server);
			answers.push(answer.text);
		});

	test("all that are wrong answer the same", () => {
		assert.equal(answers.length, wrong.length);
		assert.equal(new Set(answers).size, 1);
		const { errors } = JSON.parse(answers[0] ?? "");
		assert.match(
			errors["error.description"],
			/^The touchpoint, the token or the login is wrong; which one is not revealed\./,
		);
	});

	const noLogin: [title: string, headers: Record<string, string>][] = [
		["no login", nobodyAt("kiosk")],
		["another scheme than Basic", at("kiosk", { authorization: "Bearer x" })],
		["Basic without anything", at("kiosk", { authorization: "Basic" })],
		[
			"an unknown cookie",
			{ ...nobodyAt("kiosk"), cookie: "casebridge_session=x" },
		],
		[
			"the cookie of another service",
			{ ...nobodyAt("kiosk"), cookie: "JSESSIONID=x" },
		],
		["an operator who acts for nobody", operator1],
	];
	for (const [title, headers] of noLogin)
		test(`answer 401: ${title}`, async () => {
			const answer = await postCase(server, consulta, headers);
			assertGeneralRefusal(answer, 401, "UNAUTHORIZED");
			assert.match(
				answer.body.errors["error.description"],
				headers === operator1 ? /needs a party/ : /^The login is missing;/,
			);
			assertNothingStored(server);
		});

	test("are judged before the body", async () => {
		for (const body of [{}, { color: "red" }, { ...telefonico, status: 1 }])
			assertGeneralRefusal(
				await postCase(server, body, nobodyAt("kiosk")),
				401,
				"UNAUTHORIZED",
			);
	});

	test("would have been accepted with nothing wrong", async () => {
		assert.equal((await create(server, right)).status, 201);
	});
});

describe("credentials that contradict each other", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	type Conflict = [
		title: string,
		headers: Record<string, string>,
		query: string,
	];
	const conflicts: Conflict[] = [
		["token in header and query", party1, "?token=demo-kiosk-token"],
		["touchpoint in header and query", party1, "?touchpoint=kiosk"],
		["a header and an empty parameter", party1, "?token="],
		[
			"two tokens in the query",
			{ authorization },
			"?touchpoint=web&token=demo-web-token&token=x",
		],
		[
			"two touchpoints in the query",
			{ authorization },
			"?touchpoint=web&touchpoint=kiosk&token=demo-web-token",
		],
	];
	for (const [title, headers, query] of conflicts)
		test(`answer 400: ${title}`, async () => {
			const answer = await create(server, headers, query);
			assertGeneralRefusal(answer, 400, "ConflictingCredentials");
			assertNothingStored(server);
		});

	test("answer 400 that does not speak of credentials: a second, other content-type", async () => {
		const answer = await sendRaw(server, {
			headers: [
				...Object.entries(party1),
				["content-type", "application/json"],
				["content-type", "text/plain"],
			],
			body: JSON.stringify(telefonico),
		});
		assertGeneralRefusal(answer, 400, "BAD_REQUEST");
		assertNothingStored(server);
	});

	for (const name of Object.keys(party1) as (keyof typeof party1)[])
		for (const second of [party1[name], "other"])
			test(`answer 400: a second header ${name}${second === "other" ? "" : " with the same value"}`, async () => {
				const answer = await sendRaw(server, {
					headers: [
						...Object.entries(party1),
						["content-type", "application/json"],
						[name.toUpperCase(), second],
					],
					body: JSON.stringify(telefonico),
				});
				assertGeneralRefusal(answer, 400, "ConflictingCredentials");
				assertNothingStored(server);
			});

	test("answer 400: a session token and Basic of different people", async () => {
		const sessions = [
			await openSession(server, "web", { party: "party2@example.com" }),
			await openSession(server, "callcenter", {
				operator: "operator1@example.com",
				party: "party1@example.com",
			}),
		];
		for (const session of sessions) {
			const answer = await create(server, { ...session, authorization });
			assertGeneralRefusal(answer, 400, "ConflictingCredentials");
		}
		assertNothingStored(server);
	});
});

describe("several logins in one request", () => {
	const people = { party: "party1@example.com" };

	test("may name the same person", async () => {
		await using server = await startServer();
		const session = await openSession(server, "web", people);
		assert.equal(
			(await create(server, { ...session, authorization })).status,
			201,
		);
		const operator = await openSession(server, "callcenter", {
			...people,
			operator: "operator1@example.com",
		});
		const acting = { ...operator, authorization: operator1.authorization };
		assert.equal((await create(server, acting)).status, 201);
		assert.deepEqual(
			rows(server, "cases").map((row) => [row.party_id, row.operator_id]),
			[
				[1, null],
				[1, 1],
			],
		);
	});

	test("count in the order session token, Basic, cookie", async () => {
		await using server = await startServer();
		const cookieFor = async (party: string) => {
			const session = await openSession(server, "web", { party });
			return { cookie: `casebridge_session=${session["thalamus-token"]}` };
		};
		const cookie2 = await cookieFor("party2@example.com");
		const session1 = await openSession(server, "web", people);
		const orders: [headers: Record<string, string>, owner: number][] = [
			[{ ...session1, ...cookie2 }, 1],
			[{ ...party1, ...cookie2 }, 1],
			[{ ...party2, ...(await cookieFor("party1@example.com")) }, 2],
			[{ ...nobodyAt("web"), ...cookie2 }, 2],
		];
		for (const [headers, owner] of orders) {
			assert.equal((await create(server, headers)).status, 201);
			assert.equal(lastOwner(server), owner);
		}
	});

	test("are not rescued by a right one when Basic is wrong", async () => {
		await using server = await startServer();
		const session = await openSession(server, "web", people);
		const cookie = `casebridge_session=${session["thalamus-token"]}`;
		const wrong = { authorization: basic("party1@example.com", "wrong") };
		for (const headers of [
			{ ...session, ...wrong },
			{ ...nobodyAt("web"), cookie, ...wrong },
		])
			assertGeneralRefusal(await create(server, headers), 401, "UNAUTHORIZED");
		assertNothingStored(server);
	});
});

describe("Basic credentials", () => {
	const names: [stored: string, sent: string, password: string][] = [
		["dni:30123456", "dni$30123456", "documento-1"],
		["ana@example.com", "ANA@Example.COM", "a:b:c::d:"],
		["usuario", "usuario", "contraseña 🔑 ß"],
		["+5491122334455", "+5491122334455", " spaces around "],
		["ñandú", "ÑANDÚ", ":::::::::"],
	];
	for (const [principal, sent, password] of names)
		test(`let ${sent} in with ${JSON.stringify(password)}`, async () => {
			await using server = await startServer();
			await addParty(server.app.store, () => noon, {
				principals: [principal],
				password,
			});
			const headers = { ...party1, authorization: basic(sent, password) };
			const answer = await create(server, headers);
			assert.equal(answer.status, 201);
			assert.equal(lastOwner(server), 3);
		});

	test("stop working with the old password at once, and start with the new one", async () => {
		await using server = await startServer();
		assert.equal((await create(server, party1)).status, 201);
		const person = { kind: "party", principal: "party1@example.com" } as const;
		await setPassword(server.app.store, person, "another-secret");
		assert.equal((await create(server, party1)).status, 401);
		const renewed = {
			...party1,
			authorization: basic("party1@example.com", "another-secret"),
		};
		assert.equal((await create(server, renewed)).status, 201);
		assertStored(server, { cases: 2, case_events: 2 });
	});

	test("stop working when the party is disabled", async () => {
		await using server = await startServer();
		assert.equal((await create(server, party1)).status, 201);
		await setDisabled(
			server.app.store,
			{ kind: "party", principal: "party1@example.com" },
			true,
		);
		assert.equal((await create(server, party1)).status, 401);
	});
});

describe("a touchpoint", () => {
	test("that leaves the catalogue lets nobody in", async () => {
		await using server = await startServer();
		assert.equal((await create(server, party1)).status, 201);
		await changeCatalogue(server, (file) => {
			file.touchpoints = file.touchpoints.filter(({ code }) => code !== "web");
		});
		assertGeneralRefusal(await create(server, party1), 401, "UNAUTHORIZED");
		assertStored(server, { cases: 1, case_events: 1 });
	});
});

describe("in production", () => {
	test("no demo token, party or operator is accepted", async () => {
		await using server = await startServer({ NODE_ENV: "production" });
		const token = await addTouchpointToken(server.app.store, () => noon, {
			touchpointCode: "web",
			replacesOthers: false,
		});
		const own = { ...nobodyAt("web"), "thalamus-token": token };
		const refused = [
			party1,
			{ ...own, authorization },
			{ ...own, authorization: operator1.authorization },
			await openSession(server, "web", { party: "party1@example.com" }),
		];
		for (const headers of refused)
			assertGeneralRefusal(await create(server, headers), 401, "UNAUTHORIZED");
		const signIn = await send(server, "POST", "/api/v4/signin", {
			headers: own,
			body: { principal: "party1@example.com", password: "demo-party-1" },
		});
		assertGeneralRefusal(signIn, 404, "NOT_FOUND");
		assertNothingStored(server);
	});

	test("a demo secret is refused even for somebody who is no demo data", async () => {
		await using server = await startServer({ NODE_ENV: "production" });
		const { store } = server.app;
		const token = await addTouchpointToken(store, () => noon, {
			touchpointCode: "web",
			replacesOthers: false,
		});
		for (const [principal, password] of [
			["real@example.com", "real-password"],
			["careless@example.com", "demo-party-1"],
		] as const)
			await addParty(store, () => noon, { principals: [principal], password });
		const own = { ...nobodyAt("web"), "thalamus-token": token };
		const careless = basic("careless@example.com", "demo-party-1");
		assertGeneralRefusal(
			await create(server, { ...own, authorization: careless }),
			401,
			"UNAUTHORIZED",
		);
		assertNothingStored(server);
		const real = basic("real@example.com", "real-password");
		const answer = await create(server, { ...own, authorization: real });
		assert.equal(answer.status, 201);
	});
});
