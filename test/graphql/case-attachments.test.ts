import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { at } from "../rest/v4/callers.ts";
import {
	countStored,
	eventsOfCase,
	filesOf,
	rowsOfCase,
} from "../rest/v4/stored.ts";
import {
	graphql,
	operator1,
	party1,
	party2,
	telefonico,
} from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";
import { change, globalId, newCase, problemsIn, refusalIn } from "./change.ts";

let server: TestServer;
before(async () => {
	server = await startServer({
		MAX_ATTACHMENTS: "3",
		MAX_INLINE_ATTACHMENT_BYTES: "10",
	});
});
after(() => server[Symbol.asyncDispose]());

/** Uploads a file by REST and answers its id. */
async function upload(headers = party1): Promise<number> {
	const response = await fetch(`${server.url}/api/v4/uploads?fileName=up.txt`, {
		method: "PUT",
		headers: { ...headers, "content-type": "text/plain" },
		body: "uploaded",
	});
	const { upload: uploaded } = (await response.json()) as {
		upload: { id: number };
	};
	return uploaded.id;
}

async function add(id: string, attachment: object, headers = party1) {
	return change(server, "addCaseAttachment", { id, attachment }, headers);
}

describe("addCaseAttachment", () => {
	test("keeps an inline file, its row and its event, and shows it as a node", async () => {
		const { id, number } = await newCase(server, { attachments: [] });
		const { payload } = await add(id, {
			fileName: "../b.png",
			contentType: "image/png",
			content: "iVBORw==",
		});
		const [row] = rowsOfCase(server, "case_attachments", number);
		assert.deepEqual(payload.attachment, {
			id: globalId("CaseAttachment", row?.id),
			number: row?.id,
			fileName: "../b.png",
			contentType: "image/png",
			size: 4,
			url: `http://cases.example/api/v4/cases/files/${row?.id}`,
		});
		const bytes = readFileSync(
			join(server.attachmentsFolder, String(row?.storage_name)),
		);
		assert.equal(bytes.toString("base64"), "iVBORw==");
		const event = eventsOfCase(server, number)[1];
		assert.equal(event?.before, null);
		assert.equal(event?.after.attachment.fileName, "../b.png");
	});

	test("takes a file that was uploaded before, once", async () => {
		const { id, number } = await newCase(server, { attachments: [] });
		const uploadId = await upload();
		const { payload } = await add(id, { id: uploadId });
		assert.equal(payload.attachment.fileName, "up.txt");
		assert.equal(payload.attachment.size, 8);
		assert.equal(rowsOfCase(server, "case_attachments", number).length, 1);
		assert.deepEqual(problemsIn(await add(id, { id: uploadId })), [
			["UPLOAD_NOT_FOUND", "attachment.id"],
		]);
	});

	test("answers an upload of another party, or of the operator, like one that does not exist", async () => {
		const { id } = await newCase(server);
		const foreign = [await upload(party2), await upload(operator1), 999_999];
		for (const uploadId of foreign)
			assert.deepEqual(problemsIn(await add(id, { id: uploadId })), [
				["UPLOAD_NOT_FOUND", "attachment.id"],
			]);
	});

	const errors: [string, object, [string, string][]][] = [
		[
			"neither a file nor an upload",
			{},
			[
				["REQUIRED", "attachment.fileName"],
				["REQUIRED", "attachment.content"],
			],
		],
		[
			"a file without a name",
			{ content: "aGk=" },
			[["REQUIRED", "attachment.fileName"]],
		],
		[
			"a blank name and no base64",
			{ fileName: " ", content: "%%%" },
			[
				["REQUIRED", "attachment.fileName"],
				["INVALID_FORMAT", "attachment.content"],
			],
		],
		[
			"a content type of another form",
			{ fileName: "a", contentType: "text", content: "aGk=" },
			[["INVALID_FORMAT", "attachment.contentType"]],
		],
		[
			"a file beside an upload",
			{ id: 1, fileName: "a" },
			[["INVALID_FORMAT", "attachment.fileName"]],
		],
		[
			"a file over the limit",
			{ fileName: "a", content: Buffer.alloc(11).toString("base64") },
			[["TOO_LARGE", "attachment"]],
		],
	];
	for (const [what, attachment, problems] of errors)
		test(`answers ${what} with code and path, and leaves no file`, async () => {
			const { id } = await newCase(server);
			const stored = countStored(server);
			const answer = await add(id, attachment);
			assert.deepEqual(problemsIn(answer), problems);
			assert.equal(answer.payload.attachment, null);
			assert.deepEqual(countStored(server), stored);
		});

	test("stops at the most a case may have", async () => {
		const { id, number } = await newCase(server);
		const file = { fileName: "b", content: "aGk=" };
		for (const _ of [2, 3])
			assert.deepEqual(problemsIn(await add(id, file)), []);
		assert.deepEqual(problemsIn(await add(id, file)), [
			["TOO_MANY", "attachment"],
		]);
		assert.equal(rowsOfCase(server, "case_attachments", number).length, 3);
	});
});

describe("createCase with uploads", () => {
	test("takes an upload beside an inline file, in their order", async () => {
		const uploadId = await upload();
		const { number } = await newCase(server, {
			attachments: [{ id: uploadId }, { fileName: "a.txt", content: "aGk=" }],
		});
		assert.deepEqual(
			rowsOfCase(server, "case_attachments", number).map(
				({ file_name }) => file_name,
			),
			["up.txt", "a.txt"],
		);
	});

	const wrong: [string, object[], [string, string][]][] = [
		[
			"an upload that is not there",
			[{ fileName: "a.txt", content: "aGk=" }, { id: 999_999 }],
			[["UPLOAD_NOT_FOUND", "attachments.1.id"]],
		],
		[
			"a file of which members are missing",
			[{ contentType: "text/plain" }],
			[
				["REQUIRED", "attachments.0.fileName"],
				["REQUIRED", "attachments.0.content"],
			],
		],
	];
	for (const [what, attachments, problems] of wrong)
		test(`names ${what} by its place, and stores nothing`, async () => {
			const stored = countStored(server);
			assert.deepEqual(await problemsOfCreate({ attachments }), problems);
			assert.deepEqual(countStored(server), stored);
		});

	test("gives an upload to one of two that want it at once", async () => {
		const attachments = [{ id: await upload() }];
		const outcomes = await Promise.all([
			problemsOfCreate({ attachments }),
			problemsOfCreate({ attachments }),
		]);
		assert.deepEqual(outcomes.map(({ length }) => length).toSorted(), [0, 1]);
		assert.deepEqual(outcomes.flat(), [
			["UPLOAD_NOT_FOUND", "attachments.0.id"],
		]);
	});
});

async function problemsOfCreate(input: object): Promise<[string, string][]> {
	const { body } = await graphql(
		server,
		"mutation ($input: CreateCaseInput!) { createCase(input: $input) { userErrors { code field } } }",
		{ input: { ...telefonico, ...input } },
	);
	return body.data.createCase.userErrors.map(
		({ code, field }: { code: string; field: string[] }) => [
			code,
			field.join("."),
		],
	);
}

describe("deleteCaseAttachment", () => {
	test("deletes the row and the bytes; the timeline keeps the name", async () => {
		const { id, attachmentId, number } = await newCase(server);
		const files = filesOf(server).length;
		const { payload } = await change(server, "deleteCaseAttachment", {
			id,
			attachmentId,
		});
		assert.deepEqual(payload.userErrors, []);
		assert.deepEqual(payload.case.attachments, []);
		assert.deepEqual(rowsOfCase(server, "case_attachments", number), []);
		assert.equal(filesOf(server).length, files - 1);
		const event = eventsOfCase(server, number)[1];
		assert.equal(event?.before.attachment.fileName, "a.txt");
		assert.equal(event?.after, null);
	});

	test("refuses an attachment of another case, one that is gone, and what is no id of one", async () => {
		const { id, attachmentId } = await newCase(server);
		const other = await newCase(server);
		await change(server, "deleteCaseAttachment", { id, attachmentId });
		const stored = countStored(server);
		for (const wrong of [attachmentId, other.attachmentId]) {
			const answer = await change(
				server,
				"deleteCaseAttachment",
				{ id, attachmentId: wrong },
				at("web"),
			);
			assert.deepEqual(problemsIn(answer), [
				["ATTACHMENT_NOT_FOUND", "attachmentId"],
			]);
		}
		for (const wrong of [id, "x"]) {
			const input = { id, attachmentId: wrong };
			const answer = await change(server, "deleteCaseAttachment", input);
			assert.equal(refusalIn(answer), "BAD_USER_INPUT");
			assert.match(
				answer.body.errors[0].message,
				/^attachmentId must be the id of a CaseAttachment/,
			);
		}
		assert.deepEqual(countStored(server), stored);
	});
});
