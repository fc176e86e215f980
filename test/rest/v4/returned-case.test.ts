import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { updates } from "../../support/create-on-both.ts";
import { party1, telefonico } from "../../support/requests.ts";
import { startServer, type TestServer } from "../../support/test-server.ts";
import { assertRefused } from "./assert-refused.ts";
import { call, createdBy, factura, type Headers } from "./call.ts";
import { changeCatalogue, entryOf } from "./change-catalogue.ts";
import { caseRow, countStored } from "./stored.ts";

const full = {
	...telefonico,
	comments: [{ description: "first" }, { description: " second " }],
	caseData: {
		monto: "12.50",
		cantidad: 3,
		urgente: true,
		fecha: "2026-05-01",
	},
	attachements: [
		{ fileName: "a.txt", contentType: "text/plain", content: "aGVsbG8=" },
		{ fileName: "ñ.bin", content: "AAEC" },
	],
};

// biome-ignore lint/suspicious/noExplicitAny: a case as it was read
type Read = any;

/** What a read gives of a case. */
async function read(server: TestServer, id: number): Promise<Read> {
	const answer = await call(server, party1, "GET", `/cases/${id}`);
	return answer.body;
}

const put = (
	server: TestServer,
	id: number,
	body: unknown,
	headers: Headers = party1,
) => call(server, headers, "PUT", `/cases/${id}`, body);

describe("PUT /api/v4/cases/{id} with what GET gave", () => {
	let server: TestServer;
	let id: number;
	let given: Read;
	before(async () => {
		server = await startServer();
		({ id } = await createdBy(server, party1, full));
		await createdBy(server, party1, full);
		given = await read(server, id);
	});
	after(() => server[Symbol.asyncDispose]());

	test("changes nothing, byte for byte, and adds no comment and no file", async () => {
		const { text } = await call(server, party1, "GET", `/cases/${id}`);
		const stored = countStored(server);
		const answer = await put(server, id, text);
		assert.equal(answer.status, 201, answer.text);
		assert.ok(answer.text.endsWith(`"case":${text}}`));
		assert.deepEqual(countStored(server), stored);
	});

	test("takes the correct spelling of attachments, ids as digits, and less than all", async () => {
		const { attachements: attachments, ...rest } = given;
		const bodies: object[] = [
			{ ...rest, attachments },
			{ ...rest, id: String(id) },
			{ ...rest, comments: given.comments.slice(1) },
			{ ...rest, comments: [{ id: String(given.comments[0].id) }] },
			{ ...rest, attachements: given.attachements.slice(0, 1) },
			{ ...rest, attachements: [{ id: given.attachements[1].id }] },
			{ ...rest, id: null, categoryName: null, comments: null },
			{ ...rest, caseData: { ...given.caseData, links: [{ ref: "x" }] } },
			{ ...rest, comments: [{ ...given.comments[0], caseInstanceId: null }] },
		];
		for (const body of bodies) {
			const answer = await put(server, id, body);
			assert.equal(answer.status, 201, answer.text);
			assert.deepEqual(answer.body.case, given);
			assert.equal("warnings" in answer.body, false);
		}
	});

	const one = (body: object) => ({ ...given, ...body });
	const changes: [
		title: string,
		body: () => object,
		errors: Record<string, string>,
	][] = [
		["another id", () => one({ id: id + 1 }), { id: "NotEditable" }],
		["an id that is a text", () => one({ id: "x" }), { id: "NotEditable" }],
		["an id that is a list", () => one({ id: [id] }), { id: "NotEditable" }],
		[
			"another name of the category",
			() => one({ categoryName: "Otra" }),
			{ categoryName: "NotEditable" },
		],
		[
			"another text of a comment",
			() =>
				one({ comments: [{ ...given.comments[1], description: "second" }] }),
			{ "comments.0.description": "NotEditable" },
		],
		[
			"a comment of another case, and of none",
			() => one({ comments: [{ id: 3, description: "first" }, { id: 99 }] }),
			{ "comments.0.id": "NotEditable", "comments.1.id": "NotEditable" },
		],
		[
			"another case of a comment, old or new",
			() =>
				one({
					comments: [
						{ ...given.comments[0], caseInstanceId: id + 1 },
						{ caseInstanceId: id + 1, description: "new" },
					],
				}),
			{
				"comments.0.caseInstanceId": "NotEditable",
				"comments.1.caseInstanceId": "NotEditable",
			},
		],
		[
			"another name, type, size or content of a file",
			() =>
				one({
					attachements: [
						{ ...given.attachements[0], fileName: "b", contentType: "a/b" },
						{ ...given.attachements[1], size: 4, content: "AAEC" },
					],
				}),
			{
				"attachements.0.fileName": "NotEditable",
				"attachements.0.contentType": "NotEditable",
				"attachements.1.size": "NotEditable",
				"attachements.1.content": "NotEditable",
			},
		],
		[
			"a file of another case",
			() => one({ attachements: [{ ...given.attachements[0], id: 3 }] }),
			{ "attachements.0.id": "NotEditable" },
		],
		[
			"a new file",
			() =>
				one({ attachements: [...given.attachements, full.attachements[0]] }),
			{ "attachements.2": "UnknownField" },
		],
		[
			"what no read gives",
			() =>
				one({
					version: 1,
					comments: [{ ...given.comments[0], author: "x" }],
				}),
			{ "comments.0.author": "UnknownField", version: "UnknownField" },
		],
	];
	for (const [title, body, errors] of changes)
		test(`refuses ${title}, by name, and changes nothing`, async () => {
			const [row, stored] = [caseRow(server, id), countStored(server)];
			assertRefused(await put(server, id, body()), 400, errors);
			assert.deepEqual(caseRow(server, id), row);
			assert.deepEqual(countStored(server), stored);
		});

	test("appends the comments that have no id, beside those that have one", async () => {
		const comments = [
			{ description: "new" },
			...given.comments,
			{ id: null, caseInstanceId: id, description: "newer" },
		];
		const answer = await put(server, id, { ...given, comments });
		assert.equal(answer.status, 201, answer.text);
		assert.deepEqual(
			answer.body.case.comments.map((c: { description: string }) => [
				c.description,
			]),
			[["first"], [" second "], ["new"], ["newer"]],
		);
	});
});

test("what is said beside it changes, and the category's name may be the old one or the new", async () => {
	await using server = await startServer();
	const { id } = await createdBy(server, party1, telefonico);
	const given = await read(server, id);
	for (const categoryName of ["Reclamo", "Reclamo de factura"]) {
		const body = { ...given, ...factura, categoryName, status: "Open" };
		const answer = await put(server, id, body);
		assert.equal(answer.status, 201, answer.text);
		assert.equal(answer.body.case.typeCode, "Factura");
		await put(server, id, { ...telefonico, caseData: {} });
	}
});

test("many comments come back, and the limit counts the new ones", async () => {
	await using server = await startServer({ MAX_COMMENTS: "2" });
	const two = [{ description: "a" }, { description: "b" }];
	const { id } = await createdBy(server, party1, {
		...telefonico,
		comments: two,
	});
	for (const total of [4, 6]) {
		const given = await read(server, id);
		const comments = [...given.comments, ...two];
		const answer = await put(server, id, { ...given, comments });
		assert.equal(answer.status, 201, answer.text);
		assert.equal(answer.body.case.comments.length, total);
	}
	const given = await read(server, id);
	const comments = [...given.comments, ...two, { description: "c" }];
	assertRefused(await put(server, id, { ...given, comments }), 400, {
		comments: "TooMany",
	});
});

test("a value that came back is kept when its field, or its option, has gone out of use", async () => {
	await using server = await startServer();
	const withList = (options: string[]) =>
		changeCatalogue(server, ({ types }) => {
			const { fields = [] } = entryOf(types, "Telefonico");
			fields.push({ code: "lista", name: "L", type: "List", options });
			if (options.length === 1)
				entryOf(types, "Telefonico").fields = fields.filter(
					({ code }) => code !== "monto",
				);
		});
	await withList(["a", "b"]);
	const body = `{"categoryCode":"Reclamo","typeCode":"Telefonico","caseData":{"lista":"b","monto":1.50}}`;
	const created = await call(server, party1, "POST", "/cases", body);
	const { id } = created.body.case;
	await withList(["a"]);
	const { text } = await call(server, party1, "GET", `/cases/${id}`);
	assert.match(text, /"lista":"b","monto":1.50/);
	const answer = await put(server, id, text);
	assert.equal(answer.status, 201, answer.text);
	assert.ok(answer.text.endsWith(`"case":${text}}`));
	// GraphQL shows a Decimal as a text, and takes that back.
	const shown = { lista: "b", monto: "1.50" };
	const came = await updates.GraphQL(
		server,
		id,
		{ ...telefonico, caseData: shown },
		party1,
	);
	assert.deepEqual([came.errors, came.caseData], [{}, shown]);
	assert.equal((await call(server, party1, "GET", `/cases/${id}`)).text, text);
	for (const caseData of [{ lista: "c" }, { monto: 2 }])
		assertRefused(await put(server, id, { ...telefonico, caseData }), 400, {
			[`caseData.${Object.keys(caseData)[0]}`]: "invalidCaseField",
		});
});

test("a retry is the same command, also when what came back is no longer so; other bytes are another", async () => {
	await using server = await startServer();
	const { id } = await createdBy(server, party1, full);
	const given = await read(server, id);
	const headers = { ...party1, "idempotency-key": "a" };
	const body = {
		...given,
		comments: [...given.comments, { description: "new" }],
	};
	const first = await put(server, id, body, headers);
	assert.equal(first.status, 201, first.text);
	const note = { id: given.comments[0].id, description: "changed" };
	await call(server, party1, "PUT", `/cases/${id}/notes`, note);
	assertRefused(await put(server, id, body), 400, {
		"comments.0.description": "NotEditable",
	});
	const retry = await put(server, id, body, headers);
	assert.equal(retry.status, 201, retry.text);
	assert.equal(retry.headers.get("idempotent-replayed"), "true");
	assert.equal(retry.body.case.comments.length, 3);
	for (const other of [
		{ ...body, comments: [{ description: "new" }] },
		{ ...body, id: null },
		{ ...body, attachements: [] },
	])
		assert.equal((await put(server, id, other, headers)).status, 422);
});

test("what came back is compared with the case that is written, not with one that was read before", async () => {
	await using server = await startServer();
	const { id } = await createdBy(server, party1, full);
	const given = await read(server, id);
	const { cases } = server.app.store;
	const write = cases.change;
	cases.change = async (job) => {
		cases.change = write;
		const note = { id: given.comments[0].id, description: "changed" };
		await call(server, party1, "PUT", `/cases/${id}/notes`, note);
		return write(job);
	};
	assertRefused(await put(server, id, { ...given, status: "Open" }), 400, {
		"comments.0.description": "NotEditable",
	});
	assert.equal(caseRow(server, id).status, "Created");
});
