import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import {
	type Answer,
	party1,
	party2,
	postCase,
	rows,
	telefonico,
} from "../../support/requests.ts";
import { startServer, type TestServer } from "../../support/test-server.ts";
import { assertGeneralRefusal, assertRefused } from "./assert-refused.ts";
import { at, nobodyAt } from "./callers.ts";
import { changeCatalogue, entryOf } from "./change-catalogue.ts";
import { sendRaw } from "./send-raw.ts";
import { assertNothingStored, assertStored } from "./stored.ts";

const file = { fileName: "a.txt", contentType: "text/plain", content: "QQ==" };
const whole = {
	...telefonico,
	status: "Created",
	comments: [{ description: "text" }],
	caseData: { monto: "12.50", cantidad: 2 },
	attachements: [file],
};
const wholeStored = {
	cases: 1,
	case_comments: 1,
	case_attachments: 1,
	case_events: 1,
	idempotency_keys: 1,
	files: 1,
};

function post(
	server: TestServer,
	key: string,
	body: unknown = whole,
	headers: Record<string, string> = party1,
): Promise<Answer> {
	return postCase(server, body, { ...headers, "idempotency-key": key });
}

function assertCreated(answer: Answer, id: number) {
	assert.equal(answer.status, 201);
	assert.equal(answer.body.case.id, id);
	assert.equal(answer.headers.get("idempotent-replayed"), null);
}

function assertReplayed(answer: Answer, id: number) {
	assert.equal(answer.status, 201);
	assert.equal(answer.body.case.id, id);
	assert.equal(answer.headers.get("idempotent-replayed"), "true");
	assert.equal("errors" in answer.body, false);
}

const keyReused = { idempotencyKey: "IdempotencyKeyReused" };

describe("an idempotency key of a v4 create", () => {
	test("E1: answers its case again, and writes nothing a second time", async () => {
		await using server = await startServer();
		const first = await post(server, "k-1");
		assertCreated(first, 1);
		assertStored(server, wholeStored);
		const second = await post(server, "k-1");
		assertReplayed(second, 1);
		assert.equal(second.text, first.text);
		assertStored(server, wholeStored);
		const [key] = rows(server, "idempotency_keys");
		assert.deepEqual(
			[key?.party_id, key?.touchpoint_code, key?.key, key?.case_id],
			[1, "web", "k-1", 1],
		);
	});

	test("E2: is refused with 422 for another command, which changes nothing", async () => {
		await using server = await startServer();
		await post(server, "k-1");
		const others = [
			telefonico,
			{ ...whole, status: "Open" },
			{ ...whole, status: null },
			{ ...whole, resolution: "Unresolved" },
			{ ...whole, comments: [{ description: "text " }] },
			{ ...whole, comments: [...whole.comments, { description: "b" }] },
			{ ...whole, caseData: { monto: "12.5", cantidad: 2 } },
			{ ...whole, caseData: { monto: "12.50" } },
			{ ...whole, caseData: { monto: "12.50", cantidad: 2, urgente: true } },
			{ ...whole, attachements: [{ ...file, content: "Qg==" }] },
			{ ...whole, attachements: [{ ...file, fileName: "b.txt" }] },
			{ ...whole, attachements: [{ ...file, contentType: "text/csv" }] },
			{ ...whole, attachements: [file, file] },
			{ ...whole, typeCode: "Nada" },
			{ ...whole, comments: 1 },
			{},
		];
		for (const body of others)
			assertRefused(await post(server, "k-1", body), 422, keyReused);
		assertStored(server, wholeStored);
		assertReplayed(await post(server, "k-1"), 1);
	});

	test("E3: does not see order of keys, spacing, null for absent, spelling of digits' kind, or the spelling of attachments", async () => {
		await using server = await startServer();
		assertCreated(await post(server, "k-1"), 1);
		const { attachements, ...rest } = whole;
		const same = [
			Object.fromEntries(Object.entries(whole).toReversed()),
			JSON.stringify(whole, null, "\t"),
			JSON.stringify(whole).replace('"12.50"', "12.50"),
			{ ...whole, resolution: null },
			{ ...whole, caseData: { cantidad: 2, monto: "12.50", urgente: null } },
			{ ...whole, caseData: { links: [], ...whole.caseData } },
			{ ...rest, attachments: attachements },
			{
				...rest,
				attachements: [Object.fromEntries(Object.entries(file).toReversed())],
			},
		];
		for (const body of same) assertReplayed(await post(server, "k-1", body), 1);
		assertStored(server, wholeStored);
	});

	test("tells 1.50 from 1.5, and takes 1E2 for 100", async () => {
		await using server = await startServer();
		const withMonto = (digits: string) =>
			JSON.stringify({ ...telefonico, caseData: { monto: 0 } }).replace(
				"0}",
				`${digits}}`,
			);
		assertCreated(await post(server, "a", withMonto("1.50")), 1);
		assertRefused(await post(server, "a", withMonto("1.5")), 422, keyReused);
		assertCreated(await post(server, "b", withMonto("1E2")), 2);
		assertReplayed(await post(server, "b", withMonto("100")), 2);
	});

	test("E7: may be quoted", async () => {
		await using server = await startServer();
		assertCreated(await post(server, '"k-1"'), 1);
		assertReplayed(await post(server, "k-1"), 1);
		assertReplayed(await post(server, '"k-1"'), 1);
		assert.equal(rows(server, "idempotency_keys")[0]?.key, "k-1");
	});

	test("E7: may hold any visible ASCII character and 255 of them", async () => {
		await using server = await startServer();
		const visible = Array.from({ length: 94 }, (_, index) =>
			String.fromCharCode(0x21 + index),
		).join("");
		assertCreated(await post(server, visible), 1);
		assertCreated(await post(server, "k".repeat(255)), 2);
		assert.deepEqual(
			rows(server, "idempotency_keys").map((row) => row.key),
			[visible, "k".repeat(255)],
		);
	});

	test("E5: is not burnt by a refused command", async () => {
		await using server = await startServer();
		for (const body of [
			{ ...whole, status: "Nada" },
			{ ...whole, comments: 1 },
			{ ...whole, color: "red" },
			"{",
			{},
		])
			assert.equal((await post(server, "k-1", body)).status, 400);
		assert.equal(
			(await post(server, "k-1", whole, nobodyAt("web"))).status,
			401,
		);
		assertNothingStored(server);
		assertCreated(await post(server, "k-1"), 1);
	});

	test("belongs to one party at one touchpoint", async () => {
		await using server = await startServer();
		const callers = [
			party1,
			party2,
			at("callcenter"),
			at("callcenter", party2),
		];
		for (const [index, headers] of callers.entries())
			assertCreated(await post(server, "k-1", whole, headers), index + 1);
		for (const [index, headers] of callers.entries())
			assertReplayed(await post(server, "k-1", whole, headers), index + 1);
		assertStored(server, {
			cases: 4,
			case_comments: 4,
			case_attachments: 4,
			case_events: 4,
			idempotency_keys: 4,
			files: 4,
		});
	});

	test("reveals nothing to another party or touchpoint whose command is refused", async () => {
		await using server = await startServer();
		assertCreated(await post(server, "k-1"), 1);
		assertRefused(await post(server, "k-1", whole, at("kiosk")), 400, {
			categoryOrType: "InvalidCode",
		});
		const refused = { ...whole, status: "Nada" };
		for (const headers of [party2, at("callcenter")])
			assertRefused(await post(server, "k-1", refused, headers), 400, {
				caseStatus: "InvalidName",
			});
		assertStored(server, wholeStored);
	});

	test("E10: still answers its case after the category, the type, the status or a field was forbidden", async () => {
		await using server = await startServer();
		assertCreated(await post(server, "k-1"), 1);
		await changeCatalogue(server, ({ touchpoints }) => {
			entryOf(touchpoints, "web").grants = [];
		});
		assertReplayed(await post(server, "k-1"), 1);
		assertRefused(await post(server, "k-2"), 400, {
			categoryOrType: "InvalidCode",
		});
		await changeCatalogue(server, ({ types, statuses }) => {
			const status = entryOf(statuses, "Created");
			status.active = false;
			status.default = false;
			entryOf(types, "Telefonico").fields = [];
		});
		assertReplayed(await post(server, "k-1"), 1);
		assertRefused(await post(server, "k-1", telefonico), 422, keyReused);
		assertStored(server, wholeStored);
	});

	test("E10, E11: answers the case as it stands now", async () => {
		await using server = await startServer();
		await post(server, "k-1");
		await changeCatalogue(server, ({ categories }) => {
			entryOf(categories, "Reclamo").name = "Reclamos";
		});
		const answer = await post(server, "k-1");
		assertReplayed(answer, 1);
		assert.equal(answer.body.case.categoryName, "Reclamos");
	});

	test("E8: still holds a year later, and needs a login like any other call", async () => {
		await using server = await startServer();
		await post(server, "k-1");
		server.clock.now += 365 * 24 * 60 * 60 * 1000;
		assertReplayed(await post(server, "k-1"), 1);
		assertGeneralRefusal(
			await post(server, "k-1", whole, nobodyAt("web")),
			401,
			"UNAUTHORIZED",
		);
	});

	test("E4: makes one case out of 20 requests at once", async () => {
		await using server = await startServer();
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => post(server, "k-1")),
		);
		for (const { status, body } of answers) {
			assert.equal(status, 201);
			assert.equal(body.case.id, 1);
		}
		const replayed = answers.filter(
			({ headers }) => headers.get("idempotent-replayed") === "true",
		);
		assert.equal(replayed.length, 19);
		assertStored(server, wholeStored);
	});

	test("goes to the first of two different commands at once", async () => {
		await using server = await startServer();
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, index) =>
				post(server, "k-1", {
					...whole,
					comments: [{ description: String(index % 2) }],
				}),
			),
		);
		const statuses = answers.map(({ status }) => status);
		assert.deepEqual(statuses.toSorted(), [
			...Array(10).fill(201),
			...Array(10).fill(422),
		]);
		assertStored(server, wholeStored);
	});

	test("is never needed: without one, the same command makes a case each time", async () => {
		await using server = await startServer();
		await postCase(server, telefonico);
		await postCase(server, telefonico);
		assertStored(server, { cases: 2, case_events: 2 });
	});
});

describe("an idempotency key that is none", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	for (const key of ["", '""', "a b", "k".repeat(256), "clé", '"a b"', "a\tb"])
		test(`E7: is refused with 400: ${JSON.stringify(key).slice(0, 20)}`, async () => {
			assertRefused(await post(server, key), 400, {
				idempotencyKey: "InvalidFormat",
			});
			assertNothingStored(server);
		});

	test("E7: is refused with 400: two headers, even of one value", async () => {
		for (const second of ["k-1", "k-2"]) {
			const answer = await sendRaw(server, {
				headers: [
					...Object.entries(party1),
					["content-type", "application/json"],
					["idempotency-key", "k-1"],
					["Idempotency-Key", second],
				],
				body: JSON.stringify(telefonico),
			});
			assertGeneralRefusal(answer, 400, "ConflictingCredentials");
		}
		assertNothingStored(server);
	});
});
