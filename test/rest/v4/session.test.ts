import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, describe, test } from "node:test";
import { addParty } from "../../../src/domain/people/add-party.ts";
import { setDisabled } from "../../../src/domain/people/set-disabled.ts";
import { tokenDigest } from "../../../src/domain/sessions/token.ts";
import { hashQuickly } from "../../support/hash-quickly.ts";
import {
	type Answer,
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
import { assertGeneralRefusal, assertRefused } from "./assert-refused.ts";
import { at, nobodyAt, type TouchpointCode } from "./callers.ts";
import { assertNothingStored, caseRow } from "./stored.ts";

hashQuickly();

const party1Login = {
	principal: "party1@example.com",
	password: "demo-party-1",
};
const operator1Login = {
	principal: "operator1@example.com",
	password: "demo-operator-1",
};

const loggedOut = JSON.stringify({
	context: {
		links: [
			{ ref: "register", href: "http://cases.example/api/v4/register" },
			{ ref: "login", href: "http://cases.example/api/v4/signin" },
		],
		activities: [],
		simpleProfile: null,
	},
});

function signIn(
	server: TestServer,
	body: unknown = party1Login,
	headers: Record<string, string> = nobodyAt("web"),
): Promise<Answer> {
	return send(server, "POST", "/api/v4/signin", { headers, body });
}

function logOut(
	server: TestServer,
	headers: Record<string, string>,
): Promise<Answer> {
	return send(server, "GET", "/api/v4/logout", { headers });
}

/** What a client keeps of a sign-in. */
async function openAt(
	server: TestServer,
	touchpoint: TouchpointCode,
	login: object = party1Login,
) {
	const { status, headers } = await signIn(server, login, nobodyAt(touchpoint));
	assert.equal(status, 200);
	const token = headers.get("thalamus-token") ?? "";
	return {
		token,
		session: { "thalamus-touchpoint": touchpoint, "thalamus-token": token },
		cookie: { ...nobodyAt(touchpoint), cookie: cookieOf(headers) },
	};
}

function cookieOf(headers: Headers): string {
	return headers.get("set-cookie")?.split(";")[0] ?? "";
}

describe("POST /api/v4/signin", () => {
	test("answers the session context alone, with the token in a header and in a cookie", async () => {
		await using server = await startServer();
		const { status, text, headers } = await signIn(server);
		assert.equal(status, 200);
		assert.equal(
			text,
			JSON.stringify({
				context: {
					links: [{ ref: "profile", href: "http://cases.example/api/v4/me" }],
					activities: [],
					simpleProfile: {
						firstname: "Demo",
						lastname: "Party",
						email: "party1@example.com",
					},
				},
			}),
		);
		const token = headers.get("thalamus-token") ?? "";
		assert.match(token, /^[\w-]{43}$/);
		assert.deepEqual(
			new Set(headers.get("set-cookie")?.split("; ")),
			new Set([
				`casebridge_session=${token}`,
				"Max-Age=28800",
				"Path=/",
				"HttpOnly",
				"SameSite=Lax",
			]),
		);
		assert.deepEqual(rows(server, "sessions"), [
			{
				digest: tokenDigest(token),
				touchpoint_code: "web",
				party_id: 1,
				operator_id: null,
				created_at: noon,
				expires_at: noon + 480 * 60_000,
			},
		]);
	});

	test("marks the cookie as secure where the public address is", async () => {
		await using server = await startServer({
			PUBLIC_URL: "https://cases.example",
		});
		const { headers, body } = await signIn(server);
		assert.match(headers.get("set-cookie") ?? "", /; Secure(;|$)/);
		assert.equal(body.context.links[0].href, "https://cases.example/api/v4/me");
	});

	test("keeps neither token nor password in the database", async () => {
		await using server = await startServer();
		const { token, cookie } = await openAt(server, "web");
		await postCase(server, telefonico, cookie);
		for (const file of ["", "-wal"].map((end) => server.databaseFile + end)) {
			const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
			for (const secret of [token, "demo-party-1", "demo-web-token"])
				assert.equal(bytes.includes(secret), false, `${secret} in ${file}`);
		}
	});

	test("lets an operator in at a call centre, who is then no party", async () => {
		await using server = await startServer();
		const { session } = await openAt(server, "callcenter", operator1Login);
		const [row] = rows(server, "sessions");
		assert.deepEqual([row?.party_id, row?.operator_id], [null, 1]);
		assertGeneralRefusal(
			await postCase(server, telefonico, session),
			401,
			"UNAUTHORIZED",
		);
		assertNothingStored(server);
	});

	for (const principal of ["dni:30123456", "dni$30123456", "DNI:30123456"])
		test(`knows a document as ${principal}`, async () => {
			await using server = await startServer();
			await addParty(server.app.store, () => noon, {
				principals: ["dni:30123456"],
				password: "contraseña:1",
			});
			const login = { principal, password: "contraseña:1" };
			const answer = await signIn(server, login);
			assert.equal(answer.status, 200);
			assert.deepEqual(answer.body.context.simpleProfile, {
				firstname: null,
				lastname: null,
				email: null,
			});
			assert.equal(rows(server, "sessions")[0]?.party_id, 3);
		});
});

describe("a refused sign-in", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());
	await addParty(server.app.store, () => noon, {
		principals: ["disabled@example.com"],
		password: "disabled-party",
	});
	await addParty(server.app.store, () => noon, {
		principals: ["nopassword@example.com"],
	});
	await setDisabled(
		server.app.store,
		{ kind: "party", principal: "disabled@example.com" },
		true,
	);

	const login = (principal: string, password: string) => ({
		principal,
		password,
	});
	const wrong: [
		title: string,
		body: object,
		headers?: Record<string, string>,
	][] = [
		["an unknown principal", login("nobody@example.com", "demo-party-1")],
		["a wrong password", login("party1@example.com", "demo-party-2")],
		["an empty password", login("party1@example.com", "")],
		["a password in upper case", login("party1@example.com", "DEMO-PARTY-1")],
		["a password with a space", login("party1@example.com", "demo-party-1 ")],
		["a principal with a space", login(" party1@example.com", "demo-party-1")],
		["an empty principal", login("", "")],
		["a disabled party", login("disabled@example.com", "disabled-party")],
		["a party without a password", login("nopassword@example.com", "")],
		["an operator at a web site", operator1Login],
		["an operator at a kiosk", operator1Login, nobodyAt("kiosk")],
		["SQL for a principal", login("' OR 1=1--", "x")],
	];
	const answers: string[] = [];
	for (const [title, body, headers] of wrong)
		test(`answers 404 NOT_FOUND to ${title}`, async () => {
			const answer = await signIn(server, body, headers);
			assertGeneralRefusal(answer, 404, "NOT_FOUND");
			assert.equal(answer.headers.get("thalamus-token"), null);
			assert.equal(answer.headers.get("set-cookie"), null);
			assert.deepEqual(rows(server, "sessions"), []);
			answers.push(answer.text);
		});

	test("does not tell these apart", () => {
		assert.equal(answers.length, wrong.length);
		assert.equal(new Set(answers).size, 1);
	});

	const malformed: [body: unknown, errors: Record<string, string>][] = [
		[{}, { principal: "Required", password: "Required" }],
		[[], { principal: "Required", password: "Required" }],
		[{ principal: "a", password: null }, { password: "Required" }],
		[
			{ principal: 1, password: ["a"] },
			{ principal: "InvalidType", password: "InvalidType" },
		],
	];
	for (const [body, errors] of malformed)
		test(`answers 400 to ${JSON.stringify(body)}`, async () => {
			assertRefused(await signIn(server, body), 400, errors);
			assert.deepEqual(rows(server, "sessions"), []);
		});

	for (const [title, headers] of [
		["without touchpoint and token", {}],
		["with a wrong token", { ...nobodyAt("web"), "thalamus-token": "x" }],
		["with a wrong Basic", { ...at("web"), authorization: "Basic eDp4" }],
	] as const)
		test(`answers 401 ${title}`, async () => {
			const answer = await signIn(server, party1Login, headers);
			assertGeneralRefusal(answer, 401, "UNAUTHORIZED");
			assert.deepEqual(rows(server, "sessions"), []);
		});
});

describe("a second sign-in", () => {
	test("is refused while the session is open, by token or by cookie", async () => {
		await using server = await startServer();
		const { session, cookie } = await openAt(server, "web");
		for (const headers of [session, cookie])
			for (const body of [
				party1Login,
				{ principal: "party2@example.com", password: "demo-party-2" },
				{},
			])
				assertRefused(await signIn(server, body, headers), 400, {
					execution: "PartyAlreadyLoggedin",
				});
		assert.equal(rows(server, "sessions").length, 1);
	});

	test("is welcome after logout and after the session has ended", async () => {
		await using server = await startServer();
		const { cookie, session } = await openAt(server, "kiosk");
		await logOut(server, session);
		const again = await signIn(server, party1Login, cookie);
		assert.equal(again.status, 200);
		server.clock.now += 15 * 60_000;
		const ended = { ...nobodyAt("kiosk"), cookie: cookieOf(again.headers) };
		assert.equal((await signIn(server, party1Login, ended)).status, 200);
	});
});

describe("a v4 session", () => {
	test("creates for its party by token or by cookie", async () => {
		await using server = await startServer();
		const { session, cookie } = await openAt(server, "web");
		for (const headers of [session, cookie]) {
			const answer = await postCase(server, telefonico, headers);
			assert.equal(answer.status, 201);
			const row = caseRow(server, answer.body.case.id);
			assert.deepEqual([row.party_id, row.touchpoint_code], [1, "web"]);
		}
	});

	test("ends after the minutes of its touchpoint, however much it is used", async () => {
		await using server = await startServer();
		const { session, cookie } = await openAt(server, "kiosk");
		const consulta = { categoryCode: "Consulta", typeCode: "Informacion" };
		for (const headers of [session, cookie]) {
			server.clock.now = noon + 15 * 60_000 - 1;
			const inTime = await postCase(server, consulta, headers);
			assert.equal(inTime.status, 201);
			server.clock.now = noon + 15 * 60_000;
			assertGeneralRefusal(
				await postCase(server, consulta, headers),
				401,
				"UNAUTHORIZED",
			);
		}
		assert.equal(rows(server, "cases").length, 2);
	});

	test("counts only at its touchpoint", async () => {
		await using server = await startServer();
		const { token, cookie } = await openAt(server, "web");
		const elsewhere = [
			{ "thalamus-touchpoint": "callcenter", "thalamus-token": token },
			{ ...nobodyAt("callcenter"), cookie: cookie.cookie },
		];
		for (const headers of elsewhere)
			assertGeneralRefusal(
				await postCase(server, telefonico, headers),
				401,
				"UNAUTHORIZED",
			);
		assertNothingStored(server);
	});

	test("ends when its party is disabled", async () => {
		await using server = await startServer();
		const { session, cookie } = await openAt(server, "web");
		const party = { kind: "party", principal: "party1@example.com" } as const;
		await setDisabled(server.app.store, party, true);
		for (const headers of [session, cookie])
			assert.equal((await postCase(server, telefonico, headers)).status, 401);
		await setDisabled(server.app.store, party, false);
		assert.equal((await postCase(server, telefonico, session)).status, 401);
		assertNothingStored(server);
	});

	test("is never one that the client chose", async () => {
		await using server = await startServer();
		const chosen = "A".repeat(43);
		const fixed = {
			...nobodyAt("web"),
			cookie: `casebridge_session=${chosen}`,
		};
		assertGeneralRefusal(
			await postCase(server, telefonico, fixed),
			401,
			"UNAUTHORIZED",
		);
		const answer = await signIn(server, party1Login, fixed);
		assert.notEqual(answer.headers.get("thalamus-token"), chosen);
		assert.equal((await postCase(server, telefonico, fixed)).status, 401);
		assertNothingStored(server);
	});
});

describe("GET /api/v4/logout", () => {
	for (const by of ["session", "cookie"] as const)
		test(`ends the session that came by ${by}, for token and cookie alike`, async () => {
			await using server = await startServer();
			const opened = await openAt(server, "web");
			const answer = await logOut(server, opened[by]);
			assert.equal(answer.status, 200);
			assert.equal(answer.text, loggedOut);
			assert.match(
				answer.headers.get("set-cookie") ?? "",
				/^casebridge_session=;.* Max-Age=0;/,
			);
			assert.equal(answer.headers.get("thalamus-token"), null);
			assert.deepEqual(rows(server, "sessions"), []);
			for (const headers of [opened.session, opened.cookie])
				assertGeneralRefusal(
					await postCase(server, telefonico, headers),
					401,
					"UNAUTHORIZED",
				);
			assertNothingStored(server);
		});

	test("links to addresses that all answer, and none of them with 404", async () => {
		await using server = await startServer();
		const { body } = await logOut(server, nobodyAt("web"));
		assert.equal(body.context.links.length, 2);
		for (const { ref, href } of body.context.links) {
			const { pathname } = new URL(href);
			const answer = await send(server, "GET", pathname, {});
			assertGeneralRefusal(answer, 405, "METHOD_NOT_ALLOWED");
			const allowed = ref === "login" ? "POST" : "";
			assert.equal(answer.headers.get("allow"), allowed);
		}
	});

	test("leaves other sessions open", async () => {
		await using server = await startServer();
		const one = await openAt(server, "web");
		const other = await openAt(server, "web");
		await logOut(server, one.session);
		assert.equal(
			(await postCase(server, telefonico, other.session)).status,
			201,
		);
	});

	for (const [who, headers] of [
		["nobody", nobodyAt("web")],
		["a party known by Basic", party2],
		[
			"an unknown cookie",
			{ ...nobodyAt("web"), cookie: "casebridge_session=x" },
		],
	] as const)
		test(`answers the same to ${who}`, async () => {
			await using server = await startServer();
			const answer = await logOut(server, headers);
			assert.equal(answer.status, 200);
			assert.equal(answer.text, loggedOut);
		});

	test("needs touchpoint and token", async () => {
		await using server = await startServer();
		const { cookie } = await openAt(server, "web");
		for (const headers of [{}, { cookie: cookie.cookie }])
			assertGeneralRefusal(await logOut(server, headers), 401, "UNAUTHORIZED");
		assert.equal(rows(server, "sessions").length, 1);
	});
});
