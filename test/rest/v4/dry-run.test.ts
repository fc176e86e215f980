import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	type Answer,
	operator1,
	party1,
	rows,
	send,
	telefonico,
} from "../../support/requests.ts";
import { startServer, type TestServer } from "../../support/test-server.ts";
import {
	assertGeneralRefusal,
	assertMessages,
	assertRefused,
} from "./assert-refused.ts";
import { nobodyAt } from "./callers.ts";
import { changeCatalogue, entryOf } from "./change-catalogue.ts";
import { uploaded } from "./file-calls.ts";
import { assertNothingStored, assertStored, countStored } from "./stored.ts";

const whole = {
	...telefonico,
	comments: [{ description: "text" }],
	caseData: { monto: "12.50", cantidad: 2 },
	attachements: [
		{ fileName: "a.txt", contentType: "text/plain", content: "QQ==" },
	],
};

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

function post(
	query: string,
	body: unknown = whole,
	headers: Record<string, string> = {},
): Promise<Answer> {
	return send(server, "POST", `/api/v4/cases${query}`, {
		headers: { ...party1, ...headers },
		body,
	});
}

/** What a dry run of this body answers, and that it wrote nothing. */
async function dryRun(body: unknown, headers: Record<string, string> = {}) {
	const before = countStored(server);
	const answer = await post("?dryRun=true", body, headers);
	assert.deepEqual(countStored(server), before);
	return answer;
}

describe("POST /api/v4/cases?dryRun=true", () => {
	test("answers 200 with context and case, byte for byte without ids, and stores nothing", async () => {
		const answer = await dryRun(whole);
		assert.equal(answer.status, 200);
		assert.equal(
			answer.text,
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
				case: {
					categoryCode: "Reclamo",
					categoryName: "Reclamo",
					typeCode: "Telefonico",
					status: "Created",
					resolution: "Unresolved",
					comments: [{ description: "text" }],
					caseData: { links: [], monto: "12.50", cantidad: 2 },
					attachements: [
						{ fileName: "a.txt", contentType: "text/plain", size: 1 },
					],
				},
			}),
		);
		assertNothingStored(server);
	});

	test("answers 400 with every problem of the create at once", async () => {
		const bad = {
			...whole,
			status: "Nada",
			resolution: "Nada",
			caseData: { monto: "x" },
			comments: [{ description: "" }],
			color: "red",
		};
		const answer = await dryRun(bad, { "idempotency-key": "a b" });
		assertRefused(answer, 400, {
			caseStatus: "InvalidName",
			caseResolutionType: "InvalidName",
			"caseData.monto": "invalidCaseField",
			"comments.0.description": "Required",
			color: "UnknownField",
			idempotencyKey: "InvalidFormat",
		});
		const created = await post("", bad, { "idempotency-key": "a b" });
		assert.equal(created.text, answer.text);
	});

	test("lists warnings where the create would", async () => {
		await changeCatalogue(server, ({ touchpoints }) => {
			entryOf(touchpoints, "web").unknownFields = "warn";
		});
		const { status, body } = await dryRun({ ...telefonico, color: "red" });
		assert.equal(status, 200);
		assert.deepEqual(body.warnings, { color: "UnknownField" });
		assertMessages(body.messages, body.warnings);
		await changeCatalogue(server, () => {});
	});

	test("is a create with dryRun=false", async () => {
		await using own = await startServer();
		const answer = await send(own, "POST", "/api/v4/cases?dryRun=false", {
			headers: party1,
			body: telefonico,
		});
		assert.equal(answer.status, 201);
		assertStored(own, { cases: 1, case_events: 1 });
	});

	const neither = [
		"?dryRun=",
		"?dryRun=1",
		"?dryRun=TRUE",
		"?dryRun=true%20",
		"?dryRun=yes",
		"?dryRun=true&dryRun=false",
		"?dryRun=true&dryRun=",
	];
	for (const query of neither)
		test(`refuses what is neither true nor false, and stores nothing: ${query}`, async () => {
			const before = countStored(server);
			assertRefused(await post(query), 400, { dryRun: "InvalidFormat" });
			assertRefused(await post(query, { ...whole, status: "Nada" }), 400, {
				caseStatus: "InvalidName",
				dryRun: "InvalidFormat",
			});
			assert.deepEqual(countStored(server), before);
		});

	test("counts true that is said twice once", async () => {
		const answer = await post("?dryRun=true&dryRun=true");
		assert.equal(answer.status, 200);
	});

	test("looks an upload up and leaves it for the create; a used one is refused", async () => {
		const id = await uploaded(server);
		const body = { ...telefonico, attachements: [{ id }] };
		const { body: tried } = await dryRun(body);
		assert.deepEqual(Object.keys(tried.case.attachements[0]), [
			"fileName",
			"contentType",
			"size",
		]);
		const created = await post("", body);
		assert.equal(created.status, 201);
		const { id: _, ...file } = created.body.case.attachements[0];
		assert.deepEqual(tried.case.attachements, [file]);
		assertRefused(await dryRun(body), 400, {
			"attachements.0.id": "InvalidId",
		});
	});

	test("needs a party, as creating does", async () => {
		for (const headers of [operator1, nobodyAt("web"), {}]) {
			const path = "/api/v4/cases?dryRun=true";
			const answer = await send(server, "POST", path, { headers, body: whole });
			assertGeneralRefusal(answer, 401, "UNAUTHORIZED");
		}
	});
});

describe("an idempotency key in a dry run", () => {
	const key = { "idempotency-key": "k-1" };
	before(async () => {
		assert.equal((await dryRun(whole, key)).status, 200);
		assert.equal((await post("", whole, key)).status, 201);
	});

	test("is not taken by it, and of the same command answers the earlier case as it stands", async () => {
		const [{ id }] = rows(server, "cases").slice(-1) as [{ id: number }];
		await send(server, "POST", `/api/v4/cases/${id}/notes`, {
			headers: party1,
			body: { description: "later" },
		});
		const { status, body, headers } = await dryRun(whole, key);
		assert.equal(status, 200);
		assert.equal(headers.get("idempotent-replayed"), "true");
		assert.deepEqual(body.case.comments, [
			{ description: "text" },
			{ description: "later" },
		]);
	});

	test("of another command is refused with 422, also when rules refuse that one", async () => {
		for (const body of [telefonico, { ...whole, status: "Nada" }, {}])
			assertRefused(await dryRun(body, key), 422, {
				idempotencyKey: "IdempotencyKeyReused",
			});
	});

	test("answers no earlier case to a dryRun that is neither true nor false", async () => {
		assertRefused(await post("?dryRun=maybe", whole, key), 400, {
			dryRun: "InvalidFormat",
		});
	});

	test("holds when a rule changed since", async () => {
		await changeCatalogue(server, ({ categories }) => {
			entryOf(categories, "Reclamo").active = false;
		});
		assert.equal((await dryRun(whole, key)).status, 200);
		assert.equal((await dryRun(whole)).status, 400);
		await changeCatalogue(server, () => {});
	});
});
