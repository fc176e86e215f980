import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { openSession } from "./rest/v4/callers.ts";
import { changeCatalogue, entryOf } from "./rest/v4/change-catalogue.ts";
import {
	basic,
	graphql,
	party1,
	party2,
	postCase,
	rows,
	send,
	telefonico,
} from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

type Headers = Record<string, string>;
type Outcome = "created" | "unauthorized" | "refused";

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

const document =
	"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } userErrors { code } } }";

/** Creates a case by both protocols with the same credentials; both must end alike, and store as they answer. */
async function create(headers: Headers, query = ""): Promise<Outcome> {
	const before = rows(server, "cases").length;
	const rest = await send(server, "POST", `/api/v4/cases${query}`, {
		headers,
		body: telefonico,
	});
	const other = await send(server, "POST", `/graphql${query}`, {
		headers,
		body: { query: document, variables: { input: telefonico } },
	});
	const byRest: Outcome =
		rest.status === 201
			? "created"
			: rest.status === 401
				? "unauthorized"
				: "refused";
	const code = other.body.errors?.[0].extensions.code;
	const byGraphql: Outcome =
		code === undefined
			? "created"
			: code === "UNAUTHENTICATED"
				? "unauthorized"
				: "refused";
	assert.equal(byGraphql, byRest, `${rest.text} ${other.text}`);
	if (byRest === "refused") {
		assert.equal(rest.status, 400);
		assert.equal(other.status, 400);
		assert.equal(code, "BAD_USER_INPUT");
	}
	const stored = rows(server, "cases").length - before;
	assert.equal(stored, byRest === "created" ? 2 : 0);
	for (const text of [rest.text, other.text])
		assert.ok(
			!text.includes("demo-web-token") && !text.includes("demo-party-1"),
		);
	return byRest;
}

const { "thalamus-touchpoint": _touchpoint, ...withoutTouchpoint } = party1;
const { "thalamus-token": _token, ...withoutToken } = party1;
const { authorization } = party1;
const inQuery = "?touchpoint=web&token=demo-web-token";

describe("bad credentials on both protocols (the rows D of the list of bad input)", () => {
	const cells: [
		row: string,
		outcome: Outcome,
		headers: Headers,
		query?: string,
	][] = [
		["D1: no touchpoint", "unauthorized", withoutTouchpoint],
		["D1: no token", "unauthorized", withoutToken],
		["D1: neither", "unauthorized", { authorization }],
		[
			"D1: empty touchpoint and token",
			"unauthorized",
			{ ...party1, "thalamus-touchpoint": "", "thalamus-token": "" },
		],
		["D2: header and query with the same value", "created", party1, inQuery],
		[
			"D3: another touchpoint in the query",
			"refused",
			party1,
			"?touchpoint=kiosk",
		],
		["D3: another token in the query", "refused", party1, "?token=other"],
		[
			"D4: a token twice in one header",
			"unauthorized",
			{ ...party1, "thalamus-token": "demo-web-token, demo-web-token" },
		],
		[
			"D5: two tokens in the query",
			"refused",
			{ authorization },
			`${inQuery}&token=b`,
		],
		[
			"D5: token[] is another name",
			"unauthorized",
			{ authorization },
			"?touchpoint=web&token[]=demo-web-token",
		],
		[
			"D5: TOKEN is another name",
			"unauthorized",
			{ authorization },
			"?touchpoint=web&TOKEN=demo-web-token",
		],
		[
			"D5: an encoded name is the name",
			"created",
			{ authorization },
			"?touchpoint=web&%74oken=demo-web-token",
		],
		[
			"D6: the token of another touchpoint",
			"unauthorized",
			{ ...party1, "thalamus-touchpoint": "kiosk" },
		],
		[
			"D8: a token of one character",
			"unauthorized",
			{ ...party1, "thalamus-token": "x" },
		],
		[
			"D8: a token of 8,000 characters",
			"unauthorized",
			{ ...party1, "thalamus-token": "x".repeat(8_000) },
		],
		[
			"D8: a token in another case",
			"unauthorized",
			{ ...party1, "thalamus-token": "DEMO-WEB-TOKEN" },
		],
		[
			"D8: a token with a space at its end in the query",
			"unauthorized",
			{ authorization },
			"?touchpoint=web&token=demo-web-token%20",
		],
		[
			"D8: a token with U+0000",
			"unauthorized",
			{ authorization },
			"?touchpoint=web&token=demo-web-token%00",
		],
		[
			"D23: SQL as touchpoint",
			"unauthorized",
			{ ...party1, "thalamus-touchpoint": "' OR 1=1--" },
		],
		[
			"D23: a JWT as token",
			"unauthorized",
			{ ...party1, "thalamus-token": "eyJhbGciOiJub25lIn0.e30." },
		],
		[
			"D24: a session token of the caller's choice",
			"unauthorized",
			{
				...withoutToken,
				cookie: "casebridge_session=chosen",
				authorization: "",
				"thalamus-token": "chosen",
			},
		],
		[
			"D7: a wrong password",
			"unauthorized",
			{ ...party1, authorization: basic("party1@example.com", "demo-party-2") },
		],
	];
	for (const [row, outcome, headers, query] of cells)
		test(`${row}: ${outcome}`, async () => {
			assert.equal(await create(headers, query), outcome);
		});

	test("D1: says which of touchpoint, token and login is missing, on both protocols", async () => {
		const { authorization: _, ...withoutLogin } = party1;
		for (const [headers, says] of [
			[withoutTouchpoint, /^The touchpoint is missing;/],
			[withoutToken, /^The token is missing;/],
			[{ authorization }, /^Touchpoint and token are missing;/],
			[withoutLogin, /^The login is missing;/],
		] as const) {
			const rest = await postCase(server, telefonico, headers);
			assert.match(rest.body.messages["error.description"], says);
			const input = telefonico;
			const other = await graphql(server, document, { input }, headers);
			assert.match(other.body.errors[0].message, says);
		}
	});

	test("D6, D8: foreign and wrong tokens get the same body", async () => {
		const bodies = await Promise.all(
			[
				{ ...party1, "thalamus-touchpoint": "kiosk" },
				{ ...party1, "thalamus-token": "x" },
			].map(
				async (headers) => (await postCase(server, telefonico, headers)).text,
			),
		);
		assert.equal(new Set(bodies).size, 1);
	});

	test("D7: an expired session: unauthorized", async () => {
		const session = await openSession(
			server,
			"web",
			{ party: "party1@example.com" },
			1,
		);
		assert.equal(await create(session), "created");
		const { now } = server.clock;
		server.clock.now += 60_000;
		assert.equal(await create(session), "unauthorized");
		server.clock.now = now;
	});

	test("D10: no token, password or session token is in the database", async () => {
		const { headers } = await send(server, "POST", `/api/v4/signin${inQuery}`, {
			body: { principal: "party1@example.com", password: "demo-party-1" },
		});
		const token = headers.get("thalamus-token") ?? "";
		assert.ok(token.length > 40);
		for (const suffix of ["", "-wal"]) {
			const bytes = readFileSync(server.databaseFile + suffix);
			for (const secret of [token, "demo-web-token", "demo-party-1"])
				assert.ok(!bytes.includes(secret), secret);
		}
	});

	test("D12: answers are kept out of caches and addresses out of other logs", async () => {
		const answers = [
			await postCase(server, telefonico, { authorization }),
			await send(server, "POST", `/api/v4/cases${inQuery}`, {
				headers: { authorization },
				body: telefonico,
			}),
			await send(server, "GET", `/api/v4/cases${inQuery}`, {
				headers: { authorization },
			}),
			await graphql(server, "{ viewer { email } }"),
			await send(server, "POST", `/graphql${inQuery}`, {
				headers: { authorization },
				body: { query: "{ viewer { email } }" },
			}),
		];
		for (const { headers } of answers) {
			assert.match(headers.get("cache-control") ?? "", /no-store/);
			assert.equal(headers.get("referrer-policy"), "no-referrer");
		}
		const discouraged = answers.map(({ headers }) =>
			/^@\d+$/.test(headers.get("deprecation") ?? ""),
		);
		assert.deepEqual(discouraged, [false, true, true, false, true]);
	});

	test("D13: a category that was not granted is like an unknown one", async () => {
		const kiosk = {
			...party1,
			"thalamus-touchpoint": "kiosk",
			"thalamus-token": "demo-kiosk-token",
		};
		const answers = await Promise.all(
			["Reclamo", "Nowhere"].map((categoryCode) =>
				postCase(server, { ...telefonico, categoryCode }, kiosk),
			),
		);
		for (const { text } of answers)
			assert.match(text, /^{"errors":{"categoryOrType":"InvalidCode"},"mess/);
		assert.equal(
			answers[0]?.text.replaceAll("Reclamo", "Nowhere"),
			answers[1]?.text,
		);
	});

	test("D14, D16: another party's case is like an unknown one, by every way to it", async () => {
		const { body } = await postCase(server, {
			...telefonico,
			comments: [{ description: "x" }],
		});
		const { id, comments } = body.case;
		for (const number of [id, 987_654]) {
			const read = await send(server, "GET", `/api/v4/cases/${number}`, {
				headers: party2,
			});
			assert.equal(
				read.text,
				'{"errors":{"case":"InvalidID"},"messages":{"case":"There is no such case, or this caller may not see it."}}',
			);
		}
		const node = Buffer.from(`CaseComment:${comments[0].id}`).toString(
			"base64",
		);
		const own = await graphql(server, `{ node(id: "${node}") { id } }`);
		assert.equal(own.body.data.node.id, node);
		const foreign = await graphql(
			server,
			`{ node(id: "${node}") { id } }`,
			{},
			party2,
		);
		assert.equal(foreign.body.data.node, null);
	});

	test("D17: what a caller may not set is an unknown field", async () => {
		for (const member of [
			"id",
			"createdAt",
			"touchpoint",
			"partyId",
			"internal",
		]) {
			const body = { ...telefonico, [member]: 1 };
			const rest = await postCase(server, body);
			assert.deepEqual(rest.body.errors, { [member]: "UnknownField" });
			const other = await graphql(server, document, { input: body });
			assert.equal(other.status, 400);
		}
		const closed = await postCase(server, { ...telefonico, status: "Closed" });
		assert.deepEqual(closed.body.errors, {
			caseStatus: "InitialStatusNotSelected",
		});
	});

	test("D18: what only operators may do or see is refused to a party, and nothing changes", async () => {
		const { body } = await postCase(server, telefonico);
		const { id: number } = body.case;
		const before = rows(server, "case_events").length;
		for (const [path, change] of [
			["transitions", { statusName: "In progress" }],
			["assignment", { email: "operator1@example.com" }],
		] as const) {
			const answer = await send(
				server,
				"PUT",
				`/api/v4/cases/${number}/${path}`,
				{ headers: party1, body: change },
			);
			assert.equal(answer.status, 401);
			assert.equal(answer.body.errors["error.message"], "UNAUTHORIZED");
		}
		const id = Buffer.from(`Case:${number}`).toString("base64");
		for (const [field, input] of [
			["transitionCase", `{ id: "${id}", statusName: "In progress" }`],
			["assignCase", `{ id: "${id}", email: "operator1@example.com" }`],
			["runAsParty", '{ principal: "party2@example.com" }'],
		] as const) {
			const { body: refused } = await graphql(
				server,
				`mutation { ${field}(input: ${input}) { userErrors { code } } }`,
			);
			assert.equal(refused.data[field], null, field);
			assert.equal(refused.errors[0].extensions.code, "FORBIDDEN");
		}
		assert.equal(rows(server, "case_events").length, before);
		const read = await send(server, "GET", `/api/v4/cases/${number}`, {
			headers: party1,
		});
		assert.ok(!("assignee" in read.body), read.text);
	});

	test("D19: one idempotency key is independent for each party and each touchpoint, on both protocols", async () => {
		const key = { "idempotency-key": "one-for-all" };
		const callcenter = {
			...party1,
			"thalamus-touchpoint": "callcenter",
			"thalamus-token": "demo-callcenter-token",
		};
		const before = rows(server, "cases").length;
		const numbers = new Set<number>();
		for (const [who, description] of [
			[party1, "one"],
			[party2, "two"],
			[callcenter, "three"],
		] as const) {
			const input = { ...telefonico, comments: [{ description }] };
			const rest = await postCase(server, input, { ...who, ...key });
			assert.equal(rest.status, 201, rest.text);
			assert.equal(rest.headers.get("idempotent-replayed"), null);
			numbers.add(rest.body.case.id);
			const again = await graphql(
				server,
				"mutation ($input: CreateCaseInput!) { createCase(input: $input) { replayed case { number } } }",
				{ input },
				{ ...who, ...key },
			);
			const { replayed, case: same } = again.body.data.createCase;
			assert.deepEqual([replayed, same.number], [true, rest.body.case.id]);
		}
		assert.equal(numbers.size, 3);
		assert.equal(rows(server, "cases").length, before + 3);
	});

	test("D20: after a token is revoked no request succeeds, however many are under way", async () => {
		await using own = await startServer();
		const session = await openSession(own, "web", {
			party: "party1@example.com",
		});
		const running = Array.from({ length: 30 }, () =>
			postCase(own, telefonico, session),
		);
		await own.app.store.people.revokeSessions({ kind: "all" });
		const acknowledged = rows(own, "cases").length;
		const late = await Promise.all(
			Array.from({ length: 30 }, () => postCase(own, telefonico, session)),
		);
		for (const { status } of late) assert.equal(status, 401);
		const early = await Promise.all(running);
		const created = early.filter(({ status }) => status === 201).length;
		assert.equal(rows(own, "cases").length, created);
		assert.ok(created >= acknowledged);
	});

	test("a touchpoint that goes out of use lets nobody in", async () => {
		await using own = await startServer();
		await changeCatalogue(own, (file) => {
			entryOf(file.touchpoints, "web");
			file.touchpoints = file.touchpoints.filter(({ code }) => code !== "web");
		});
		assert.equal((await postCase(own, telefonico)).status, 401);
	});
});
