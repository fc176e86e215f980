import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { createScan } from "../src/store/attachments/scan-content.ts";
import { change, newCase, problemsIn } from "./graphql/change.ts";
import {
	addFile,
	assertFailed,
	filePart,
	multipart,
	postFiles,
	readFile,
	upload,
	uploaded,
} from "./rest/v4/file-calls.ts";
import { assertStored } from "./rest/v4/stored.ts";
import { graphql, postCase, telefonico } from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

const scanner = `${process.execPath} ${join(import.meta.dirname, "support/scanner.mjs")}`;
const eicar =
	"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("G10: with a scanner, the EICAR test file", () => {
	let server: TestServer;
	before(async () => {
		server = await startServer({ ATTACHMENT_SCANNER: scanner });
	});
	after(() => server[Symbol.asyncDispose]());

	const attachments = [
		{ fileName: "good.txt", content: base64("good") },
		{ fileName: "bad.txt", content: base64(eicar) },
	];

	test("in a create is one of its problems on both protocols, and leaves nothing", async () => {
		const byRest = await postCase(server, {
			...telefonico,
			status: "Nope",
			attachements: attachments,
		});
		assert.equal(byRest.status, 400);
		assert.deepEqual(byRest.body.errors, {
			caseStatus: "InvalidName",
			"attachements.1.content": "Infected",
		});
		const { body } = await graphql(
			server,
			"mutation ($input: CreateCaseInput!) { createCase(input: $input) { userErrors { code field } } }",
			{ input: { ...telefonico, attachments } },
		);
		assert.deepEqual(body.data.createCase.userErrors, [
			{ code: "INFECTED", field: ["attachments", "1", "content"] },
		]);
		assertStored(server, {});
	});

	test("is not added to a case, and cannot be uploaded; a good file can", async () => {
		const made = await newCase(server, { attachments: [] });
		assertFailed(
			await postFiles(
				server,
				made.number,
				multipart(filePart({ content: eicar })),
			),
		);
		const added = await change(server, "addCaseAttachment", {
			id: made.id,
			attachment: { fileName: "bad.txt", content: base64(eicar) },
		});
		assert.deepEqual(problemsIn(added), [["INFECTED", "attachment.content"]]);
		const sent = await upload(server, eicar);
		assert.equal(sent.status, 400);
		assert.deepEqual(JSON.parse(sent.text).errors, { error: "Infected" });
		const stored = { cases: 1, case_comments: 1, case_events: 1 };
		assertStored(server, stored);
		const fileId = await addFile(server, made.number, { content: "good" });
		assert.equal((await readFile(server, fileId)).text, "good");
		await uploaded(server, "good");
	});

	test("is not told from a file when the scanner breaks: 503, and nothing is kept", async () => {
		const before = await postCase(server, telefonico);
		const sent = await upload(server, "break the scanner");
		assert.equal(sent.status, 503);
		const answer = await postCase(server, {
			...telefonico,
			attachements: [{ fileName: "a", content: base64("break the scanner") }],
		});
		assert.equal(answer.status, 503);
		assert.equal(answer.headers.get("retry-after"), "1");
		const after = await postCase(server, telefonico);
		assert.equal(after.body.case.id, before.body.case.id + 1);
	});
});

test("a scanner that breaks, or is not there, is told of in the log, with the program and how it ended", async () => {
	const logged: object[] = [];
	const log = { error: (details: object) => logged.push(details) };
	const broken = [process.execPath, "-e", "process.exit(3)"];
	const program = "/no/such/scanner";
	const refused = { name: "RequestError", kind: "unavailable" };
	await assert.rejects(createScan(broken, log)(Buffer.from("a")), refused);
	await assert.rejects(createScan([program], log)(Buffer.from("a")), refused);
	assert.deepEqual(logged, [
		{ program: process.execPath, end: "3" },
		{ program, end: `Error: spawn ${program} ENOENT` },
	]);
});
