import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { party1, postCase, telefonico } from "../../support/requests.ts";
import { noon, startServer } from "../../support/test-server.ts";
import { assertRefused } from "./assert-refused.ts";
import {
	assertNothingStored,
	assertStored,
	filesOf,
	rowsOfCase,
} from "./stored.ts";

const base64 = (bytes: string | Uint8Array) =>
	Buffer.from(bytes).toString("base64");
const file = { fileName: "a.txt", contentType: "text/plain", content: "QQ==" };

describe("inline attachments of a v4 create", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());
	const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

	for (const spelling of ["attachements", "attachments"])
		test(`are stored byte for byte when they are sent as ${spelling}`, async () => {
			const sent = [
				{ fileName: "bytes.bin", contentType: "image/png", bytes: everyByte },
				{ fileName: "empty", contentType: null, bytes: new Uint8Array() },
			];
			const answer = await postCase(server, {
				...telefonico,
				[spelling]: sent.map(({ bytes, ...rest }) => ({
					...rest,
					content: base64(bytes),
				})),
			});
			assert.equal(answer.status, 201);
			const { id, attachements } = answer.body.case;
			const stored = rowsOfCase(server, "case_attachments", id);
			assert.equal(
				JSON.stringify(attachements),
				JSON.stringify(
					stored.map((row) => ({
						id: row.id,
						fileName: row.file_name,
						contentType: row.content_type,
						size: row.size,
					})),
				),
			);
			assert.deepEqual(
				stored.map(({ id: _, storage_name: __, ...row }) => row),
				sent.map(({ fileName, contentType, bytes }) => ({
					party_id: 1,
					case_id: id,
					file_name: fileName,
					content_type: contentType ?? "application/octet-stream",
					size: bytes.length,
					sha256: hash("sha256", bytes),
					created_at: noon,
				})),
			);
			for (const [index, { bytes }] of sent.entries()) {
				const name = String(stored[index]?.storage_name);
				assert.match(name, /^[0-9a-f-]{36}$/);
				const onDisk = readFileSync(join(server.attachmentsFolder, name));
				assert.ok(onDisk.equals(bytes));
			}
		});

	test("lie in the folder under names of ours, and nothing else does", () => {
		const ofAll = [1, 2].flatMap((id) =>
			rowsOfCase(server, "case_attachments", id),
		);
		assert.deepEqual(
			filesOf(server).toSorted(),
			ofAll.map((row) => row.storage_name).toSorted(),
		);
	});

	const names = [
		"../../etc/passwd",
		"..\\..\\x",
		"%2e%2e%2fx",
		"/etc/passwd",
		"C:\\autoexec.bat",
		"CON",
		".htaccess",
		'factura "mayo" é 😀\u202egpj.exe',
		"😀".repeat(255),
	];
	for (const fileName of names)
		test(`keep the name ${JSON.stringify(fileName).slice(0, 40)} as a text and no path`, async () => {
			const before = filesOf(server).length;
			const answer = await postCase(server, {
				...telefonico,
				attachements: [{ ...file, fileName }],
			});
			assert.equal(answer.status, 201);
			const { id, attachements } = answer.body.case;
			assert.equal(attachements[0].fileName, fileName);
			const [row] = rowsOfCase(server, "case_attachments", id);
			assert.equal(row?.file_name, fileName);
			assert.match(String(row?.storage_name), /^[0-9a-f-]{36}$/);
			assert.equal(filesOf(server).length, before + 1);
		});

	for (const contentType of [
		"text/csv; charset=windows-1252",
		"text/csv;charset=UTF-8",
		'text/plain; charset="utf-8"; format=flowed',
		"application/vnd.ms-excel.sheet.macroEnabled.12",
		"multipart/mixed; boundary=x",
	])
		test(`keep the media type ${contentType}`, async () => {
			const answer = await postCase(server, {
				...telefonico,
				attachements: [{ ...file, contentType }],
			});
			assert.equal(answer.body.case.attachements[0].contentType, contentType);
		});

	test("may hold 5 MiB together", async () => {
		const half = base64(Buffer.alloc(2.5 * 1024 * 1024, 1));
		const answer = await postCase(server, {
			...telefonico,
			attachements: [
				{ ...file, content: half },
				{ ...file, content: half },
			],
		});
		assert.equal(answer.status, 201);
	});
});

describe("inline attachments that are refused", async () => {
	const server = await startServer({
		MAX_ATTACHMENTS: "3",
		MAX_INLINE_ATTACHMENT_BYTES: "10",
	});
	after(() => server[Symbol.asyncDispose]());

	type Refused = [
		title: string,
		attachements: unknown,
		errors: Record<string, string>,
	];
	const content = (text: unknown): Refused => [
		`base64 of ${JSON.stringify(text)}`,
		[{ ...file, content: text }],
		{ "attachements.0.content": "InvalidFormat" },
	];
	const contentType = (text: string): Refused => [
		`a media type of ${JSON.stringify(text)}`,
		[{ ...file, contentType: text }],
		{ "attachements.0.contentType": "InvalidFormat" },
	];
	const refused: Refused[] = [
		content("QQ"),
		content("QQ="),
		content("QQ==="),
		content("QR=="),
		content("QQ==QQ=="),
		content("QQ== QQ=="),
		content("QU JD"),
		content("Q\tQ==\n"),
		content("===="),
		content("Q===\n"),
		content("QR==\n"),
		content("-_-_"),
		content("A"),
		content("%"),
		content("data:text/plain;base64,QQ=="),
		contentType("text"),
		contentType("text/"),
		contentType("text/plain\r\nX-Evil: 1"),
		contentType("text/plain; charset"),
		contentType("té/xt"),
		["no list", "a.txt", { attachements: "InvalidType" }],
		["an object for a list", file, { attachements: "InvalidType" }],
		[
			"elements that are no objects",
			[null, "a", []],
			{
				"attachements.0": "Required",
				"attachements.1": "InvalidType",
				"attachements.2": "InvalidType",
			},
		],
		[
			"members that are missing, blank or no text",
			[
				{},
				{ fileName: null, contentType: null, content: null },
				{ fileName: " ", contentType: "", content: 1 },
			],
			{
				"attachements.0.fileName": "Required",
				"attachements.0.content": "Required",
				"attachements.1.fileName": "Required",
				"attachements.1.content": "Required",
				"attachements.2.fileName": "Required",
				"attachements.2.contentType": "Required",
				"attachements.2.content": "InvalidType",
			},
		],
		...["a\nb", "a\r\nSet-Cookie: x=y"].map(
			(fileName): Refused => [
				`a name with a line break: ${JSON.stringify(fileName)}`,
				[{ ...file, fileName }],
				{ "attachements.0.fileName": "InvalidFormat" },
			],
		),
		[
			"a name of 256 characters",
			[{ ...file, fileName: "é".repeat(256) }],
			{ "attachements.0.fileName": "TooLong" },
		],
		[
			"a media type of 256 characters",
			[{ ...file, contentType: `a/${"b".repeat(254)}` }],
			{ "attachements.0.contentType": "TooLong" },
		],
		[
			"more files than the limit",
			Array(4).fill(file),
			{ attachements: "TooMany" },
		],
		[
			"more bytes than the limit, together",
			[
				{ ...file, content: base64("123456") },
				{ ...file, content: base64("12345") },
			],
			{ attachements: "TooLarge" },
		],
	];
	for (const [title, attachements, errors] of refused)
		test(`are told of ${title}`, async () => {
			const body = { ...telefonico, attachements };
			for (const language of ["en", "es"]) {
				const headers = { ...party1, "accept-language": language };
				const answer = await postCase(server, body, headers);
				assertRefused(answer, 400, errors);
				// The sentences spell the member as their keys do.
				for (const message of Object.values(answer.body.messages))
					assert.doesNotMatch(
						String(message),
						/(?:^|of |de )attachments\b(?! together)/,
					);
			}
			assertNothingStored(server);
		});

	for (const [attachements, attachments] of [
		[[], []],
		[[file], [file]],
		[null, [file]],
	])
		test(`B28: are told of both spellings: ${JSON.stringify({ attachements, attachments }).slice(0, 60)}`, async () => {
			const body = { ...telefonico, attachements, attachments };
			assertRefused(await postCase(server, body), 400, {
				attachments: "DuplicateKey",
			});
			assertNothingStored(server);
		});

	test("leave no file when something else is wrong", async () => {
		const answer = await postCase(server, {
			...telefonico,
			status: "Nada",
			attachements: [file],
		});
		assertRefused(answer, 400, { caseStatus: "InvalidName" });
		assertNothingStored(server);
	});

	test("are accepted at the very limits", async () => {
		const answer = await postCase(server, {
			...telefonico,
			attachements: [
				{ ...file, content: base64("123456") },
				{ ...file, content: base64("1234") },
				{ ...file, content: "", fileName: "é".repeat(255) },
			],
		});
		assert.equal(answer.status, 201);
		assertStored(server, {
			cases: 1,
			case_events: 1,
			case_attachments: 3,
			files: 3,
		});
	});
});
