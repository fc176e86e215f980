import assert from "node:assert/strict";
import { once } from "node:events";
import type { ClientRequest } from "node:http";
import { connect } from "node:net";
import { after, describe, test } from "node:test";
import fc from "fast-check";
import { assertGrowsLinearly } from "../../support/assert-cost.ts";
import { party1, postCase, telefonico } from "../../support/requests.ts";
import { startServer } from "../../support/test-server.ts";
import {
	addFile,
	assertFailed,
	fieldPart,
	filePart,
	multipart,
	multipartType,
	newCase,
	type Part,
	postFiles,
	readFile,
	startRequest,
	until,
} from "./file-calls.ts";
import { assertStored, filesOf, rowsOfCase } from "./stored.ts";

const oneCase = { cases: 1, case_events: 1 };

describe("G1: the name of a file in a multipart body", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	const kept = [
		"../../etc/passwd",
		"..\\\\..\\\\x",
		"%2e%2e%2f",
		"/etc/passwd",
		"C:\\\\",
		"CON",
		".htaccess",
		"x".repeat(255),
		"é".repeat(255),
		"factura 😀.pdf",
	];
	for (const fileName of kept)
		test(`is a text and no path: ${fileName.slice(0, 30)}`, async () => {
			const id = await newCase(server);
			const before = filesOf(server).length;
			await addFile(server, id, { fileName });
			const [row] = rowsOfCase(server, "case_attachments", id);
			assert.equal(row?.file_name, fileName.replaceAll("\\\\", "\\"));
			assert.match(String(row?.storage_name), /^[0-9a-f-]{36}$/);
			assert.equal(filesOf(server).length, before + 1);
		});

	test("may come in UTF-8 as RFC 8187 writes it", async () => {
		const id = await newCase(server);
		const part = {
			headers: [
				`Content-Disposition: form-data; name="file"; filename*=UTF-8''%C3%A9.txt`,
			],
			content: "hello",
		};
		const answer = await postFiles(server, id, multipart(part));
		assert.equal(JSON.parse(answer.text).attachments[0].fileName, "é.txt");
	});
});

describe("a multipart body that is refused", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());
	const id = await newCase(server);
	const whole = multipart(filePart());

	const latin1 = Buffer.from("é", "latin1");
	const names: [title: string, part: Part][] = [
		["empty", filePart({ fileName: "" })],
		["blank", filePart({ fileName: "  " })],
		["missing", filePart({ fileName: null })],
		[
			"missing, of bytes",
			filePart({ fileName: null, contentType: "application/octet-stream" }),
		],
		["with U+0000", filePart({ fileName: "a\0.txt" })],
		["with an escaped U+0000", nameStar("UTF-8''a%00.txt")],
		["of 256 characters", filePart({ fileName: "x".repeat(256) })],
		["of 1,000 characters", filePart({ fileName: "x".repeat(1_000) })],
		["of 200 KB", filePart({ fileName: "x".repeat(200_000) })],
	];
	const parts: (readonly [title: string, body: Uint8Array])[] = [
		...names.map(
			([title, part]) => [`G1: a name ${title}`, multipart(part)] as const,
		),
		[
			"G1: a name that is not UTF-8",
			replaced(multipart(filePart({ fileName: "?.txt" })), "?", latin1),
		],
		["G2: an empty field name", multipart(filePart({ name: "" }))],
		["G2: no field name", multipart(filePart({ name: null }))],
		["G2: another field name", multipart(filePart({ name: "files" }))],
		["G2: a reserved name", multipart(filePart({ name: "__proto__" }))],
		["G2: a field named file", multipart(fieldPart("file", "hello"))],
		["G2: no part", multipart()],
		["G2: no body", Buffer.alloc(0)],
		["G2: fields alone", multipart(fieldPart("a", "b"))],
		[
			"G2: a part without headers",
			multipart({ headers: [], content: "hello" }),
		],
		[
			"G2: a part without a disposition",
			multipart({ headers: ["Content-Type: text/plain"], content: "hello" }),
		],
		[
			"G2: a disposition that is no form's",
			multipart({
				headers: ['Content-Disposition: attachment; filename="a.txt"'],
				content: "hello",
			}),
		],
		[
			"G2: a media type that is none",
			multipart(filePart({ contentType: "text" })),
		],
		[
			"G2: bytes in base64, which would not be what is stored",
			multipart(encoded("base64")),
		],
		["G2: bytes in quoted-printable", multipart(encoded("quoted-printable"))],
		[
			"G4: 20,000 parts",
			multipart(
				...Array.from({ length: 20_000 }, () => fieldPart("a", "b")),
				filePart(),
			),
		],
		[
			"G4: 41 parts, the file first",
			multipart(
				filePart(),
				...Array.from({ length: 40 }, () => fieldPart("a", "b")),
			),
		],
		[
			"G4: a header of 200 KB before the disposition",
			multipart({
				headers: [`X-Long: ${"x".repeat(200_000)}`, ...filePart().headers],
				content: "hello",
			}),
		],
		[
			"G4: a field of 64 KiB and one byte",
			multipart(fieldPart("a", "x".repeat(65_537)), filePart()),
		],
		[
			"G4: a field of 64 KiB and one byte behind the file",
			multipart(filePart(), fieldPart("a", "x".repeat(65_537))),
		],
		["G4: an end in the middle of the bytes", whole.subarray(0, -20)],
		["G4: an end in the middle of the last boundary", whole.subarray(0, -5)],
		["G4: an end in the middle of a header", whole.subarray(0, 60)],
		[
			"G4: an end in the middle of a part behind the file",
			multipart(filePart(), fieldPart("a", "bcdef")).subarray(0, -28),
		],
		["G4: another boundary", replaced(whole, "casebridge", "CASEBRIDGE")],
		["G6: two files", multipart(filePart(), filePart())],
		[
			"G6: a second file under another name",
			multipart(filePart(), filePart({ name: "other" })),
		],
		[
			"G6: 10 MiB and one byte",
			multipart(filePart({ content: Buffer.alloc(10 * 1024 * 1024 + 1) })),
		],
	];
	for (const [title, body] of parts)
		test(`${title}: fails, and nothing is left`, async () => {
			assertFailed(await postFiles(server, id, body));
			assertStored(server, oneCase);
		});

	const limit = 25 * 2 ** 20;

	test("G6: fails with 25 MiB and one byte announced, before they come", async () => {
		const { sent, answer } = startRequest(
			server,
			"POST",
			`/cases/${id}/files`,
			{
				...party1,
				"content-type": multipartType,
				"content-length": String(limit + 1),
			},
		);
		assertFailed(await answer);
		sent.destroy();
		assertStored(server, oneCase);
	});

	test("G6: fails once more than 25 MiB have come that were not announced, however they hide from the parser", async () => {
		const { sent, answer } = startRequest(
			server,
			"POST",
			`/cases/${id}/files`,
			{ ...party1, "content-type": multipartType },
		);
		const piece = Buffer.alloc(2 ** 20, "x");
		for (let count = 0; count < 25; count++) await write(sent, piece);
		const early = await Promise.race([answer, soon("no answer")]);
		assert.equal(early, "no answer");
		await write(sent, piece);
		assertFailed(await answer);
		sent.destroy();
		assertStored(server, oneCase);
	});

	for (const type of [
		"multipart/form-data",
		"multipart/form-data; boundary=",
		'multipart/form-data; boundary=""',
		`multipart/form-data; boundary=${"x".repeat(300)}`,
		"multipart/mixed; boundary=----casebridge",
		"multipart/form-data2; boundary=----casebridge",
		"application/x-www-form-urlencoded",
		"application/json",
		"text",
	])
		test(`G4: fails as ${type}`, async () => {
			assertFailed(await postFiles(server, id, whole, { type }));
			assertStored(server, oneCase);
		});

	test("G4: is refused by the server itself with a boundary of 1 MB", async () => {
		const type = `multipart/form-data; boundary=${"x".repeat(1_000_000)}`;
		const answer = await postFiles(server, id, whole, { type }).catch(
			() => null,
		);
		if (answer) assert.equal(answer.status, 431);
		assertStored(server, oneCase);
	});

	test("fails compressed", async () => {
		const headers = { ...party1, "content-encoding": "gzip" };
		assertFailed(await postFiles(server, id, whole, { headers }));
		assertStored(server, oneCase);
	});

	test("G6: a body longer than it says is no body but another request", async () => {
		const { hostname, port } = new URL(server.url);
		const socket = connect(Number(port), hostname);
		socket.write(
			[
				`POST /api/v4/cases/${id}/files HTTP/1.1`,
				"Host: cases.example",
				...Object.entries(party1).map((header) => header.join(": ")),
				`Content-Type: ${multipartType}`,
				`Content-Length: ${whole.length - 20}`,
				"",
				"",
			].join("\r\n"),
		);
		socket.write(whole);
		const answer = Buffer.concat(await socket.toArray()).toString();
		assert.match(answer, /HTTP\/1\.1 400 Bad Request/);
		await soon(null);
		await until(() => filesOf(server).length === 0);
		assertStored(server, oneCase);
	});

	test("G3: costs no more for each character of its name, whatever that is", async () => {
		const bombs: ((length: number) => string)[] = [
			(length) => "\\".repeat(length),
			(length) => '\\"'.repeat(length / 2),
			(length) => "%".repeat(length),
			(length) => ";filename=".repeat(length / 10),
			(length) => `${" ".repeat(length)}x`,
		];
		for (const bomb of bombs)
			await assertGrowsLinearly(async (length) => {
				const body = multipart(filePart({ fileName: bomb(length) }));
				assertFailed(await postFiles(server, id, body));
			}, 1_750);
		assertStored(server, oneCase);
	});

	test("is always answered, and leaves a file only with its row, however a good one was changed", async () => {
		const good = multipart(
			fieldPart("a", "b"),
			filePart({ content: "x".repeat(200) }),
			fieldPart("c", "d"),
		);
		const change = fc.record({
			at: fc.nat(good.length),
			remove: fc.nat(60),
			insert: fc.oneof(
				fc.string({ maxLength: 40 }),
				fc.constantFrom(
					"\r\n",
					"\r\n\r\n",
					"\n",
					"------casebridge",
					"\r\n------casebridge\r\n",
					"\r\n------casebridge--",
					'Content-Disposition: form-data; name="file"; filename="b"\r\n',
					"\0",
					'"',
				),
			),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(change, { minLength: 1, maxLength: 3 }),
				fc.boolean(),
				async (changes, isChunked) => {
					let body = good;
					for (const { at, remove, insert } of changes)
						body = Buffer.concat([
							body.subarray(0, at),
							Buffer.from(insert),
							body.subarray(at + remove),
						]);
					const caseId = await newCase(server);
					const before = filesOf(server).length;
					const answer = await postFiles(server, caseId, body, { isChunked });
					const isAdded = answer.text !== "FAILED";
					if (isAdded)
						assert.equal(JSON.parse(answer.text).attachments.length, 1);
					const added = rowsOfCase(server, "case_attachments", caseId);
					assert.equal(added.length, Number(isAdded));
					assert.equal(filesOf(server).length, before + Number(isAdded));
				},
			),
			{ numRuns: 300 },
		);
	});
});

describe("bytes that are not what they seem", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	const eicar =
		"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
	const zip = Buffer.from(
		"504b0304140000000000000000000000000000000000000000000b000000",
		"hex",
	);
	for (const [title, contentType, content] of [
		["G7: HTML as an image", "image/png", "<script>alert(1)</script>"],
		["G7: HTML as HTML", "text/html", "<script>alert(1)</script>"],
		["G7: PDF and HTML at once", "application/pdf", "%PDF-1.7<script>"],
		["G8: SVG with a script", "image/svg+xml", "<svg onload='alert(1)'/>"],
		["G9: a zip with ../", "application/zip", zip],
		["G10: the EICAR test file", "application/octet-stream", eicar],
	] as const)
		test(`${title} is stored as it came, and given out for saving alone`, async () => {
			const id = await newCase(server);
			const before = filesOf(server).length;
			const fileId = await addFile(server, id, { contentType, content });
			assert.equal(filesOf(server).length, before + 1);
			const answer = await readFile(server, fileId);
			assert.ok(answer.bytes.equals(Buffer.from(content as string)));
			assert.equal(answer.headers["content-type"], contentType);
			assert.match(
				String(answer.headers["content-disposition"]),
				/^attachment;/,
			);
			assert.equal(answer.headers["x-content-type-options"], "nosniff");
			assert.match(
				String(answer.headers["content-security-policy"]),
				/\bsandbox\b/,
			);
		});

	test("G14: an address in place of bytes is fetched by nobody", async () => {
		const url = "http://169.254.169.254/latest/meta-data";
		const answer = await postCase(server, {
			...telefonico,
			attachements: [{ fileName: "a", url }],
		});
		assert.equal(answer.status, 400);
		assert.equal(answer.body.errors["attachements.0.content"], "Required");
	});
});

async function write(sent: ClientRequest, bytes: Uint8Array): Promise<void> {
	if (!sent.write(bytes)) await once(sent, "drain");
}

/** This value, after a time in which an answer would have come. */
function soon<Value>(value: Value): Promise<Value> {
	return new Promise((resolve) => setTimeout(resolve, 200, value));
}

function nameStar(value: string): Part {
	return {
		headers: [
			`Content-Disposition: form-data; name="file"; filename*=${value}`,
		],
		content: "hello",
	};
}

function encoded(encoding: string): Part {
	const { headers, content } = filePart();
	return {
		headers: [...headers, `Content-Transfer-Encoding: ${encoding}`],
		content,
	};
}

/** The body with the first occurrence of a text replaced. */
function replaced(body: Buffer, text: string, by: string | Uint8Array): Buffer {
	const at = body.indexOf(text);
	return Buffer.concat([
		body.subarray(0, at),
		Buffer.from(by as string),
		body.subarray(at + text.length),
	]);
}
