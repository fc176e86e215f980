import assert from "node:assert/strict";
import { hash, randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import {
	operator1,
	party1,
	party2,
	postCase,
	rows,
	telefonico,
} from "../../support/requests.ts";
import {
	noon,
	startServer,
	type TestServer,
} from "../../support/test-server.ts";
import { assertGeneralRefusal, assertRefused } from "./assert-refused.ts";
import { operator1AsParty1, operatorOf } from "./call.ts";
import {
	type Headers,
	newCase,
	readFile,
	startRequest,
	until,
	untilBytesArrive,
	upload,
	uploaded,
} from "./file-calls.ts";
import { type RawAnswer, sendRaw } from "./send-raw.ts";
import {
	assertNothingStored,
	assertStored,
	filesOf,
	rowsOfCase,
} from "./stored.ts";

const digestOf = (content: string | Uint8Array) =>
	`sha-256=:${hash("sha256", content, "base64")}:`;

describe("PUT /api/v4/uploads", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	test("answers 201 with the upload, and writes bytes and a row", async () => {
		const content = randomBytes(300_000);
		const answer = await upload(server, content, {
			fileName: "../foto é.png",
			headers: { "content-type": "image/png" },
		});
		assert.equal(answer.status, 201);
		const [row] = rows(server, "uploads");
		assert.equal(
			answer.text,
			JSON.stringify({
				upload: {
					id: row?.id,
					fileName: "../foto é.png",
					contentType: "image/png",
					size: 300_000,
				},
			}),
		);
		const { id: _, storage_name, ...rest } = row as Record<string, unknown>;
		assert.deepEqual(rest, {
			party_id: 1,
			operator_id: null,
			file_name: "../foto é.png",
			content_type: "image/png",
			size: 300_000,
			sha256: hash("sha256", content),
			created_at: noon,
		});
		const onDisk = readFileSync(
			join(server.attachmentsFolder, String(storage_name)),
		);
		assert.ok(onDisk.equals(content));
	});

	for (const [title, headers, isChunked] of [
		["of no type", {}, false],
		["of JSON", { "content-type": "application/json" }, false],
		["of JSON, chunked", { "content-type": "application/json" }, true],
		["of a form", { "content-type": "multipart/form-data" }, false],
		["of text in UTF-8", { "content-type": "text/csv; charset=utf-8" }, true],
	] as const)
		test(`takes a body ${title} as the bytes it is`, async () => {
			const answer = await sendRaw(server, {
				method: "PUT",
				path: "/api/v4/uploads/?fileName=a",
				headers: Object.entries({ ...party1, ...headers }),
				body: '{"a":1,"a":2}',
				isChunked,
			});
			const { contentType, size } = JSON.parse(answer.text).upload;
			assert.equal(size, 13);
			const { "content-type": sent = "multipart/" } = headers as Headers;
			const isOfForm = sent.startsWith("multipart/");
			assert.equal(contentType, isOfForm ? "application/octet-stream" : sent);
		});

	test("takes an empty file", async () => {
		const answer = await upload(server, "");
		assert.equal(JSON.parse(answer.text).upload.size, 0);
	});

	for (const [disposition, fileName] of [
		["attachment; filename=a.png", "a.png"],
		['attachment; filename="a b;c\\".png"', 'a b;c".png'],
		[
			`attachment; filename="x"; filename*=UTF-8''%C3%A9%20%F0%9F%98%80.png`,
			"é 😀.png",
		],
		[Buffer.from('attachment; filename="é.png"').toString("latin1"), "é.png"],
	] as const)
		test(`takes the name from Content-Disposition: ${fileName}`, async () => {
			const answer = await sendRaw(server, {
				method: "PUT",
				path: "/api/v4/uploads",
				headers: [
					...Object.entries(party1),
					["content-disposition", disposition],
				],
				body: "hello",
			});
			assert.equal(JSON.parse(answer.text).upload?.fileName, fileName);
		});

	for (const [title, headers] of [
		["Content-Digest", { "content-digest": digestOf("hello") }],
		["Digest", { digest: `SHA-256=${hash("sha256", "hello", "base64")}` }],
		[
			"several digests, of which SHA-256 counts",
			{ "content-digest": `sha-512=:AAAA:, ${digestOf("hello")}` },
		],
	] as const)
		test(`G12: takes bytes that have their ${title}`, async () => {
			assert.equal((await upload(server, "hello", { headers })).status, 201);
		});
});

describe("an upload that is refused", async () => {
	const server = await startServer({ MAX_ATTACHMENT_BYTES: "1000" });
	after(() => server[Symbol.asyncDispose]());

	const names: [title: string, query: string, code: string][] = [
		["no name", "", "Required"],
		["an empty name", "?fileName=", "Required"],
		["a blank name", "?fileName=%20", "Required"],
		["U+0000 in the name", "?fileName=a%00", "IllFormedText"],
		["a name of 256", `?fileName=${"x".repeat(256)}`, "TooLong"],
		["a name of 1,000", `?fileName=${"x".repeat(1_000)}`, "TooLong"],
		["two names", "?fileName=a&fileName=b", "InvalidType"],
	];
	for (const [title, query, code] of names)
		test(`G1: with ${title}, by 400`, async () => {
			const answer = await sendRaw(server, {
				method: "PUT",
				path: `/api/v4/uploads${query}`,
				headers: Object.entries(party1),
				body: "hello",
			});
			assertRefused(answer, 400, { fileName: code });
			assertNothingStored(server);
		});

	test("with one name in the query and another in Content-Disposition, by 400", async () => {
		const headers = { "content-disposition": "attachment; filename=b.txt" };
		const answer = await upload(server, "hello", { headers });
		assertRefused(answer, 400, { fileName: "DuplicateKey" });
		assertNothingStored(server);
	});

	test("with a media type of another form, by 400", async () => {
		const headers = { "content-type": "text/plain; charset" };
		const answer = await upload(server, "hello", { headers });
		assertRefused(answer, 400, { contentType: "InvalidFormat" });
		assertNothingStored(server);
	});

	test("compressed, by 415", async () => {
		const headers = { "content-encoding": "gzip" };
		const answer = await upload(server, "hello", { headers });
		assertGeneralRefusal(answer, 415, "UnsupportedMediaType");
		assertNothingStored(server);
	});

	const digests: [title: string, headers: Headers][] = [
		["another Content-Digest", { "content-digest": digestOf("hellO") }],
		["another Digest", { digest: `sha-256=${digestOf("x").slice(9, -1)}` }],
		[
			"one right and one wrong digest",
			{ "content-digest": digestOf("hello"), digest: digestOf("hellO") },
		],
		["a digest without SHA-256", { "content-digest": "sha-512=:AAAA:" }],
		["a digest cut short", { "content-digest": "sha-256=:AAAA:" }],
		["an empty digest", { "content-digest": "" }],
		[
			"a right and a wrong digest in one header",
			{ "content-digest": `${digestOf("hello")}, ${digestOf("hellO")}` },
		],
	];
	for (const [title, headers] of digests)
		test(`G12: with ${title}, by 400`, async () => {
			const answer = await upload(server, "hello", { headers });
			assertGeneralRefusal(answer, 400, "BAD_REQUEST");
			assertNothingStored(server);
		});

	for (const isChunked of [false, true])
		test(`G6: with one byte too many, ${isChunked ? "chunked" : "announced"}, by 413 that names the limit`, async () => {
			const put = (size: number) =>
				sendRaw(server, {
					method: "PUT",
					path: "/api/v4/uploads?fileName=a",
					headers: Object.entries(party1),
					body: Buffer.alloc(size),
					isChunked,
				});
			const answer = await put(1_001);
			assertGeneralRefusal(answer, 413, "PAYLOAD_TOO_LARGE");
			assert.match(answer.text, /\b1000 bytes\b/);
			assertNothingStored(server);
			assert.equal((await put(1_000)).status, 201);
			await forgetUploads(server);
		});

	/** A connection of which the test writes every byte. */
	function openConnection() {
		const { hostname, port } = new URL(server.url);
		const socket = connect(Number(port), hostname);
		let received = "";
		socket.on("data", (chunk) => {
			received += chunk;
		});
		const head = (framing: string) =>
			[
				"PUT /api/v4/uploads?fileName=a HTTP/1.1",
				"Host: cases.example",
				...Object.entries(party1).map((header) => header.join(": ")),
				framing,
				"",
				"",
			].join("\r\n");
		const untilAnswered = (status: string) =>
			until(() => received.includes(`HTTP/1.1 ${status}`));
		return { socket, head, untilAnswered };
	}

	test("G6: far too large is answered before the body has come, and the connection serves on", async () => {
		const { socket, head, untilAnswered } = openConnection();
		socket.write(head("Content-Length: 5000000"));
		await untilAnswered("413 Payload Too Large");
		socket.write(Buffer.alloc(5_000_000));
		socket.write(`${head("Content-Length: 5")}hello`);
		await untilAnswered("201 Created");
		socket.destroy();
		assertStored(server, { uploads: 1, files: 1 });
		await forgetUploads(server);
	});

	test("G6: too large is answered in the middle of the body, and the connection serves on", async () => {
		const { socket, head, untilAnswered } = openConnection();
		socket.write(`${head("Transfer-Encoding: chunked")}7D0\r\n`);
		socket.write(Buffer.alloc(2_000));
		await untilAnswered("413 Payload Too Large");
		socket.write("\r\n4C4B40\r\n");
		socket.write(Buffer.alloc(5_000_000));
		socket.write(`\r\n0\r\n\r\n${head("Content-Length: 5")}hello`);
		await untilAnswered("201 Created");
		socket.destroy();
		assertStored(server, { uploads: 1, files: 1 });
		await forgetUploads(server);
	});

	test("G11: and left half-way leaves nothing", async () => {
		const { sent } = startRequest(server, "PUT", "/uploads?fileName=a", party1);
		sent.write(Buffer.alloc(500));
		await untilBytesArrive(server);
		sent.destroy();
		await until(() => filesOf(server).length === 0);
		assertNothingStored(server);
	});
});

describe("the uploads of one caller", async () => {
	const server = await startServer({ MAX_UPLOADS: "3" });
	after(() => server[Symbol.asyncDispose]());
	test("may wait up to a limit, before which no byte is read, and for whom somebody acts counts", async () => {
		await uploaded(server);
		await uploaded(server, "b", await operator1AsParty1(server));
		await uploaded(server);
		const { answer, sent } = startRequest(
			server,
			"PUT",
			"/uploads?fileName=a",
			party1,
		);
		sent.write("hel");
		const { status, text } = await answer;
		assertRefused({ status, text }, 400, { uploads: "TooMany" });
		sent.destroy();
		await uploaded(server, "hello", party2);
		await uploaded(server, "hello", operator1);
		assertStored(server, { uploads: 5, files: 5 });
		await forgetUploads(server);
	});

	test("do not count for another operator", async () => {
		const other = await operatorOf(server, "other@example.com", ["calidad"]);
		for (let count = 0; count < 3; count++)
			await uploaded(server, "hello", other);
		assert.equal((await upload(server, "hello", { as: other })).status, 400);
		await uploaded(server, "hello", operator1);
		assertStored(server, { uploads: 4, files: 4 });
		await forgetUploads(server);
	});

	test("may wait up to a limit also when they come at once", async () => {
		const answers = await Promise.all(
			Array.from({ length: 12 }, () => upload(server, "hello")),
		);
		const statuses = answers.map(({ status }) => status);
		assert.deepEqual(statuses.toSorted(), [
			...Array(3).fill(201),
			...Array(9).fill(400),
		]);
		assertStored(server, { uploads: 3, files: 3 });
		await forgetUploads(server);
	});

	test("that a case has used wait no more", async () => {
		for (let round = 0; round < 5; round++) {
			const id = await uploaded(server);
			const body = { ...telefonico, attachements: [{ id }] };
			assert.equal((await postCase(server, body)).status, 201);
		}
		assert.deepEqual(rows(server, "uploads"), []);
	});
});

describe("a create that names an upload", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());
	const create = (
		attachements: unknown,
		headers: Headers = party1,
	): Promise<RawAnswer> =>
		sendRaw(server, {
			headers: [
				...Object.entries(headers),
				["content-type", "application/json"],
			],
			body: JSON.stringify({ ...telefonico, attachements }),
		});

	test("uses it up: the file is the case's, and there is no upload any more", async () => {
		const id = await uploaded(server, "hello");
		const [{ storage_name } = {}] = rows(server, "uploads");
		const answer = await create([
			{ id },
			{ fileName: "inline", content: "aGVsbG8=" },
		]);
		const { attachements, id: caseId } = JSON.parse(answer.text).case;
		assert.equal(attachements.length, 2);
		const [row] = rowsOfCase(server, "case_attachments", caseId);
		assert.equal(row?.storage_name, storage_name);
		assert.equal(row?.sha256, hash("sha256", "hello"));
		assert.deepEqual(rows(server, "uploads"), []);
		assert.equal((await readFile(server, attachements[0].id)).text, "hello");
		assertRefused(await create([{ id: String(id) }]), 400, {
			"attachements.0.id": "InvalidId",
		});
	});

	test("is replayed by its key although the upload is used up; with another upload the key is another command's", async () => {
		const headers = { ...party1, "idempotency-key": "k-upload" };
		const id = await uploaded(server);
		const first = await create([{ id }], headers);
		const again = await create([{ id }], headers);
		assert.equal(first.status, 201);
		assert.equal(again.status, 201);
		assert.equal(again.headers["idempotent-replayed"], "true");
		assert.equal(again.text, first.text);
		const other = await create([{ id: await uploaded(server) }], headers);
		assertRefused(other, 422, { idempotencyKey: "IdempotencyKeyReused" });
	});

	test("that comes ten times at once uses it once", async () => {
		const id = await uploaded(server);
		const before = rows(server, "cases").length;
		const answers = await Promise.all(
			Array.from({ length: 10 }, () => create([{ id }])),
		);
		const created = answers.filter(({ status }) => status === 201);
		assert.equal(created.length, 1);
		for (const answer of answers)
			if (answer.status !== 201)
				assertRefused(answer, 400, { "attachements.0.id": "InvalidId" });
		assert.equal(rows(server, "cases").length, before + 1);
	});

	test("that is refused leaves it for another try", async () => {
		const id = await uploaded(server);
		const answer = await sendRaw(server, {
			headers: [
				...Object.entries(party1),
				["content-type", "application/json"],
			],
			body: JSON.stringify({
				...telefonico,
				status: "Nada",
				attachements: [{ id }],
			}),
		});
		assertRefused(answer, 400, { caseStatus: "InvalidName" });
		assert.equal((await create([{ id }])).status, 201);
	});

	test("of another party, or of an operator, is like one that does not exist", async () => {
		for (const id of [
			await uploaded(server, "hello", party2),
			await uploaded(server, "hello", operator1),
			999_999,
		])
			assertRefused(await create([{ id }]), 400, {
				"attachements.0.id": "InvalidId",
			});
	});

	test("may use what an operator uploaded for the party, and a party's own twice in no case", async () => {
		const asParty = await operator1AsParty1(server);
		const id = await uploaded(server, "hello", asParty);
		assertRefused(await create([{ id }, { id }]), 400, {
			"attachements.1.id": "InvalidId",
		});
		assert.equal((await create([{ id }])).status, 201);
	});

	test("an id beside anything else is refused", async () => {
		const id = await uploaded(server);
		assertRefused(await create([{ id, fileName: "b", content: "aGk=" }]), 400, {
			"attachements.0.fileName": "InvalidFormat",
			"attachements.0.content": "InvalidFormat",
		});
		await newCase(server);
	});
});

/** Takes all uploads away, as when they expire. */
async function forgetUploads(server: TestServer): Promise<void> {
	await server.app.store.uploads.remove(Number.MAX_SAFE_INTEGER);
	for (const name of filesOf(server))
		rmSync(join(server.attachmentsFolder, name));
}
