import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	operator1,
	party1,
	party2,
	rows,
	telefonico,
} from "../../support/requests.ts";
import { startServer, type TestServer } from "../../support/test-server.ts";
import { assertRefused } from "./assert-refused.ts";
import {
	call,
	cortePersistente,
	createdBy,
	type Headers,
	operator1AsParty1,
	operatorOf,
} from "./call.ts";
import { at } from "./callers.ts";

const unknown = { case: "InvalidID" };

describe("GET /api/v4/cases/{id}", () => {
	let server: TestServer;
	before(async () => {
		server = await startServer();
	});
	after(() => server[Symbol.asyncDispose]());

	test("answers the bare case, the same bytes as create showed, with every digit of its values", async () => {
		const created = await call(
			server,
			party1,
			"POST",
			"/cases",
			`{"categoryCode":"Reclamo","typeCode":"Telefonico","comments":[{"description":"one"},{"description":"two"}],"caseData":{"monto":12.50,"cantidad":3,"urgente":false,"fecha":"1777636800"},"attachements":[{"fileName":"a.txt","content":"YQ=="}]}`,
		);
		const { id } = created.body.case;
		const answer = await call(server, party1, "GET", `/cases/${id}`);
		assert.equal(answer.status, 200);
		assert.equal(
			answer.text,
			`{"id":${id},"categoryCode":"Reclamo","categoryName":"Reclamo","typeCode":"Telefonico","status":"Created","resolution":"Unresolved","comments":[{"id":1,"caseInstanceId":${id},"description":"one"},{"id":2,"caseInstanceId":${id},"description":"two"}],"caseData":{"links":[],"monto":12.50,"cantidad":3,"urgente":false,"fecha":"1777636800"},"attachements":[{"id":1,"fileName":"a.txt","contentType":"application/octet-stream","size":1}]}`,
		);
		assert.ok(created.text.includes(`"case":${answer.text}`));
		assert.equal(
			answer.headers.get("content-type"),
			"application/json; charset=utf-8",
		);
	});

	test("accepts a trailing slash, unknown parameters and Accept-Encoding: *, and answers HEAD", async () => {
		const { id } = await createdBy(server, party1, telefonico);
		const headers = { ...party1, "accept-encoding": "*" };
		const path = `/cases/${id}/?date_format=readable&x[]=1`;
		const answer = await call(server, headers, "GET", path);
		assert.equal(answer.status, 200);
		assert.equal(answer.body.id, id);
		assert.equal(answer.headers.get("content-encoding"), null);
		const head = await call(server, headers, "HEAD", path);
		assert.equal(head.status, 200);
		assert.equal(head.text, "");
	});

	test("shows no difference between a case of somebody else and none", async () => {
		const { id } = await createdBy(server, party1, telefonico);
		const foreign = await call(server, party2, "GET", `/cases/${id}`);
		const none = await call(server, party2, "GET", "/cases/999999");
		assertRefused(foreign, 400, unknown);
		assertRefused(none, 400, unknown);
		assert.deepEqual(headersOf(foreign), headersOf(none));
		assert.equal(foreign.text, none.text);
	});

	const noIds = [
		"0",
		"-1",
		"+1",
		"1.0",
		"1e0",
		"0x1",
		"%201",
		"1%20",
		"1%00",
		"1,2",
		"x",
		"files",
		"notes",
		"NaN",
		"null",
		"__proto__",
		"constructor",
		"%2e%2e%2f1",
		"' OR 1=1--",
		"9007199254740993",
		"999999999999999",
		"1".repeat(101),
		"1".repeat(4_000),
		"é".repeat(50),
	];
	for (const id of noIds)
		test(`knows no case ${id.slice(0, 20)} of ${id.length} characters`, async () => {
			await createdBy(server, party1, telefonico);
			assertRefused(
				await call(server, party1, "GET", `/cases/${id}`),
				400,
				unknown,
			);
		});

	test("leaves a type that is not visible in the app to operators", async () => {
		const { id } = await createdBy(server, party1, cortePersistente);
		const asParty = await operator1AsParty1(server);
		for (const headers of [party1, at("callcenter"), asParty])
			assertRefused(
				await call(server, headers, "GET", `/cases/${id}`),
				400,
				unknown,
			);
		const answer = await call(server, operator1, "GET", `/cases/${id}`);
		assert.equal(answer.body.typeCode, "CortePersistente");
	});
});

describe("who reads a case by v4", () => {
	let server: TestServer;
	let id: number;
	let callers: Record<string, Headers>;
	before(async () => {
		server = await startServer();
		({ id } = await createdBy(server, party1, telefonico));
		callers = {
			"the party at its touchpoint": party1,
			"the party at a touchpoint without the grant": at("kiosk"),
			"the party at the call centre": at("callcenter"),
			"an operator of the group it is assigned to": operator1,
			"an operator as the party": await operator1AsParty1(server),
			"another party": party2,
			"an operator of another group": await operatorOf(
				server,
				"tecnica@example.com",
				["tecnica"],
			),
			"an operator without groups": await operatorOf(
				server,
				"nogroup@example.com",
				[],
			),
			"an operator as another party": await operatorOf(
				server,
				"other@example.com",
				["atencion"],
				"party2@example.com",
			),
			"an operator without a group for the type, as the party":
				await operatorOf(
					server,
					"calidad@example.com",
					["calidad"],
					"party1@example.com",
				),
		};
	});
	after(() => server[Symbol.asyncDispose]());

	const mayRead: Readonly<Record<string, boolean>> = {
		"the party at its touchpoint": true,
		"the party at a touchpoint without the grant": true,
		"the party at the call centre": true,
		"an operator of the group it is assigned to": true,
		"an operator as the party": true,
		"another party": false,
		"an operator of another group": false,
		"an operator without groups": false,
		"an operator as another party": false,
		"an operator without a group for the type, as the party": true,
	};
	for (const [who, isAllowed] of Object.entries(mayRead))
		test(`${isAllowed ? "shows it to" : "is unknown to"} ${who}`, async () => {
			const headers = callers[who] as Headers;
			const answer = await call(server, headers, "GET", `/cases/${id}`);
			if (isAllowed) assert.equal(answer.body.id, id);
			else assertRefused(answer, 400, unknown);
		});

	test("reading writes nothing", () => {
		assert.equal(rows(server, "case_events").length, 1);
		assert.equal(rows(server, "cases")[0]?.version, 1);
	});
});

/** Everything but the date and what counts requests. */
function headersOf({ headers }: { readonly headers: globalThis.Headers }) {
	const own = new Set(["date", "x-request-id"]);
	return [...headers].filter(([name]) => !own.has(name));
}
