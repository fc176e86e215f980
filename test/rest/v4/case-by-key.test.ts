import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	type Answer,
	operator1,
	party1,
	party2,
	postCase,
	send,
	telefonico,
} from "../../support/requests.ts";
import { startServer, type TestServer } from "../../support/test-server.ts";
import { assertGeneralRefusal, assertRefused } from "./assert-refused.ts";
import { at, nobodyAt, openSession } from "./callers.ts";
import { changeCatalogue, entryOf } from "./change-catalogue.ts";

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

let keys = 0;

async function create(
	key: string,
	body: object = telefonico,
	headers = party1,
) {
	const answer = await postCase(server, body, {
		...headers,
		"idempotency-key": key,
	});
	assert.equal(answer.status, 201, answer.text);
	return answer.body.case;
}

function lookUp(
	key: string,
	headers: Record<string, string> = party1,
	path = "/api/v4/cases",
): Promise<Answer> {
	const query = new URLSearchParams({ idempotencyKey: key });
	return send(server, "GET", `${path}?${query}`, { headers });
}

async function assertFound(answer: Promise<Answer>, cases: object[]) {
	const { status, body } = await answer;
	assert.equal(status, 200);
	assert.deepEqual(body, { cases });
}

describe("GET /api/v4/cases?idempotencyKey=", () => {
	test("answers the one case that the key made, or an empty list", async () => {
		const key = `k-${++keys}`;
		await assertFound(lookUp(key), []);
		const made = await create(key);
		await create(`k-${++keys}`);
		await assertFound(lookUp(key), [made]);
		await assertFound(lookUp(key, party1, "/api/v4/cases/"), [made]);
	});

	test("knows the key of the calling party at this touchpoint alone", async () => {
		const key = `k-${++keys}`;
		const made = await create(key);
		for (const headers of [party2, at("kiosk"), at("callcenter")])
			await assertFound(lookUp(key, headers), []);
		const other = await create(key, telefonico, party2);
		assert.notEqual(other.id, made.id);
		await assertFound(lookUp(key, party2), [other]);
		const session = await openSession(server, "web", {
			party: "party1@example.com",
		});
		await assertFound(lookUp(key, session), [made]);
	});

	test("answers any visible ASCII character, and what a query says twice alike", async () => {
		const key = `"k&=?#%+-${++keys}"`;
		const response = await send(server, "POST", "/graphql", {
			headers: party1,
			body: {
				query:
					"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } } }",
				variables: { input: { ...telefonico, idempotencyKey: key } },
			},
		});
		const { number } = response.body.data.createCase.case;
		const found = await lookUp(key);
		assert.equal(found.body.cases[0].id, number);
		const twice = new URLSearchParams([
			["idempotencyKey", key],
			["idempotencyKey", key],
		]);
		const again = await send(server, "GET", `/api/v4/cases?${twice}`, {
			headers: party1,
		});
		assert.deepEqual(again.body, found.body);
	});

	test("finds a case that was sent at the same moment, or says truly that there is none yet", async () => {
		const key = `k-${++keys}`;
		const made = create(key);
		const found = (await lookUp(key)).body.cases;
		const { id } = await made;
		assert.ok(found.length === 0 || found[0].id === id);
		assert.equal((await lookUp(key)).body.cases[0].id, id);
	});

	test("answers the creator also for a type that the app does not show, as a replay does", async () => {
		const key = `k-${++keys}`;
		const made = await create(key);
		await changeCatalogue(server, ({ types }) => {
			entryOf(types, "Telefonico").visibleInApp = false;
		});
		const read = await send(server, "GET", `/api/v4/cases/${made.id}`, {
			headers: party1,
		});
		assert.deepEqual(read.body.errors, { case: "InvalidID" });
		await assertFound(lookUp(key), [made]);
		await changeCatalogue(server, () => {});
	});

	const malformed = ["", "a b", "clé", "a\tb", "k".repeat(256), '"a b"'];
	for (const key of malformed)
		test(`refuses a key that is none: ${JSON.stringify(key).slice(0, 20)}`, async () => {
			assertRefused(await lookUp(key), 400, {
				idempotencyKey: "InvalidFormat",
			});
		});

	test("refuses two different keys", async () => {
		const answer = await send(
			server,
			"GET",
			"/api/v4/cases?idempotencyKey=a&idempotencyKey=b",
			{ headers: party1 },
		);
		assertRefused(answer, 400, { idempotencyKey: "InvalidFormat" });
	});

	test("needs a party, as creating does", async () => {
		for (const headers of [operator1, nobodyAt("web"), {}])
			for (const key of ["k-1", ""])
				assertGeneralRefusal(await lookUp(key, headers), 401, "UNAUTHORIZED");
	});
});
