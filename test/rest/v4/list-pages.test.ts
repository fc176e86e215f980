import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	operator1,
	party1,
	party2,
	telefonico,
} from "../../support/requests.ts";
import { startServer, type TestServer } from "../../support/test-server.ts";
import { assertGeneralRefusal, assertRefused } from "./assert-refused.ts";
import { call, createdBy, type Headers } from "./call.ts";
import { nobodyAt } from "./callers.ts";

describe("a page of GET /api/v4/cases", () => {
	let server: TestServer;
	const statements: string[] = [];
	let own: number[];
	before(async () => {
		server = await startServer({}, (sql) => statements.push(sql));
		own = [];
		for (let index = 0; index < 9; index++) {
			const headers = { ...party1, "idempotency-key": `key-${index}` };
			own.push((await createdBy(server, headers, telefonico)).id);
			await createdBy(server, party2, telefonico);
		}
		// A case that was changed stands in another index, and in the same place.
		for (const id of [own[1], own[6]]) {
			const body = { ...telefonico, status: "Open" };
			await call(server, party1, "PUT", `/cases/${id}`, body);
			await call(server, operator1, "PUT", `/cases/${id}/assignment`, {
				email: "operator1@example.com",
			});
		}
	});
	after(() => server[Symbol.asyncDispose]());

	const list = (query: string, headers: Headers = party1) =>
		call(server, headers, "GET", `/cases${query}`);
	async function ids(query: string, headers: Headers = party1) {
		const { status, body, text } = await list(query, headers);
		assert.equal(status, 200, text);
		return body.cases.map(({ id }: { id: number }) => id);
	}

	test("has at most `limit` cases with ids above `after`, ascending; without them all come", async () => {
		assert.deepEqual(await ids(""), own);
		assert.deepEqual(await ids("?limit=3"), own.slice(0, 3));
		assert.deepEqual(await ids("/?limit=9"), own);
		assert.deepEqual(await ids("?limit=500"), own);
		assert.deepEqual(await ids(`?after=${own[3]}`), own.slice(4));
		assert.deepEqual(await ids(`?limit=2&after=${own[3]}`), own.slice(4, 6));
		assert.deepEqual(await ids(`?limit=2&limit=2`), own.slice(0, 2));
	});

	test("goes on from an id that is no case of the caller, or of nobody", async () => {
		const foreign = (own[3] as number) + 1;
		assert.deepEqual(await ids(`?limit=2&after=${foreign}`), own.slice(4, 6));
		assert.deepEqual(await ids("?after=0&limit=1"), own.slice(0, 1));
		assert.deepEqual(await ids(`?after=${own.at(-1)}`), []);
		assert.deepEqual(await ids("?after=999999999999999&limit=1"), []);
	});

	for (const limit of [1, 2, 4, 9])
		test(`by page, ${limit} at a time, makes the whole list, and the last page is a short one`, async () => {
			const seen: number[] = [];
			for (;;) {
				const page = await ids(`?limit=${limit}&after=${seen.at(-1) ?? 0}`);
				seen.push(...page);
				if (page.length < limit) break;
			}
			assert.deepEqual(seen, own);
		});

	test("has the same bytes for each case as the whole list", async () => {
		const [{ text: all }, { text: page }] = await Promise.all([
			list(""),
			list("?limit=9"),
		]);
		assert.equal(page, all);
	});

	test("of an operator has the cases assigned to them", async () => {
		assert.deepEqual(await ids("?limit=1", operator1), [own[1]]);
		assert.deepEqual(await ids(`?after=${own[1]}`, operator1), [own[6]]);
	});

	test("costs the same statements wherever it begins and however long it is", async () => {
		async function count(query: string) {
			await ids(query);
			statements.length = 0;
			await ids(query);
			return statements.filter((sql) => sql.includes("cases")).length;
		}
		const first = await count("?limit=1&after=0");
		assert.equal(await count("?limit=8&after=0"), first);
		assert.equal(await count(`?limit=1&after=${own[7]}`), first);
	});

	test("with an idempotency key is a page of the one case that it names", async () => {
		const key = "?idempotencyKey=key-4";
		assert.deepEqual(await ids(`${key}&limit=1`), [own[4]]);
		assert.deepEqual(await ids(`${key}&after=${own[3]}`), [own[4]]);
		assert.deepEqual(await ids(`${key}&after=${own[4]}`), []);
		assertRefused(await list(`${key}&limit=0`), 400, {
			limit: "InvalidFormat",
		});
	});

	const refused = [
		"0",
		"501",
		"-1",
		"1.5",
		"1e2",
		"",
		" 1",
		"x",
		"9".repeat(40),
	];
	for (const limit of refused)
		test(`refuses the limit ${JSON.stringify(limit).slice(0, 12)}`, async () => {
			const query = `?limit=${encodeURIComponent(limit)}`;
			assertRefused(await list(query), 400, { limit: "InvalidFormat" });
		});
	for (const after of ["", "x", "-1", "1.5", "Q2FzZTox", "9".repeat(16)])
		test(`refuses to begin after ${JSON.stringify(after)}`, async () => {
			assertRefused(await list(`?after=${after}`), 400, {
				after: "InvalidFormat",
			});
		});

	test("refuses both at once, and values that differ", async () => {
		assertRefused(await list("?limit=x&after=y"), 400, {
			limit: "InvalidFormat",
			after: "InvalidFormat",
		});
		assertRefused(await list("?limit=1&limit=2"), 400, {
			limit: "InvalidFormat",
		});
	});

	test("is refused to nobody first of all", async () => {
		const answer = await list("?limit=x", nobodyAt("web"));
		assertGeneralRefusal(answer, 401, "UNAUTHORIZED");
	});
});
