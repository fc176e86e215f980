import assert from "node:assert/strict";
import { hash, randomBytes } from "node:crypto";
import { once } from "node:events";
import {
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { operator1, party1, party2, rows } from "../../support/requests.ts";
import { noon, startServer } from "../../support/test-server.ts";
import { assertGeneralRefusal } from "./assert-refused.ts";
import {
	call,
	cortePersistente,
	operator1AsParty1,
	operatorOf,
} from "./call.ts";
import { nobodyAt, openSession } from "./callers.ts";
import {
	addFile,
	assertFailed,
	closeCase,
	deleteFile,
	fieldPart,
	filePart,
	type Headers,
	multipart,
	multipartType,
	newCase,
	postFiles,
	readFile,
	startRequest,
	until,
	untilBytesArrive,
} from "./file-calls.ts";
import { sendRaw } from "./send-raw.ts";
import { assertStored, eventsOfCase, filesOf, rowsOfCase } from "./stored.ts";

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

describe("POST /api/v4/cases/{id}/files", async () => {
	const server = await startServer({ MAX_ATTACHMENT_BYTES: "1048576" });
	after(() => server[Symbol.asyncDispose]());

	test("answers 200 with the context and every file of the case, and writes bytes, row and event", async () => {
		const id = await newCase(server);
		const first = await addFile(server, id);
		server.clock.now += 1_000;
		const answer = await postFiles(
			server,
			id,
			multipart(
				fieldPart("comment", "ignored"),
				filePart({
					fileName: "bytes é.png",
					contentType: "image/png",
					content: everyByte,
				}),
				fieldPart("submit", "Send"),
			),
		);
		assert.equal(answer.status, 200);
		assert.equal(
			answer.headers["content-type"],
			"application/json; charset=utf-8",
		);
		const [, row] = rowsOfCase(server, "case_attachments", id);
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
				attachments: [
					{
						id: first,
						fileName: "a.txt",
						contentType: "text/plain",
						size: 5,
					},
					{
						id: row?.id,
						fileName: "bytes é.png",
						contentType: "image/png",
						size: 256,
					},
				],
			}),
		);
		const { id: _, storage_name, ...rest } = row as Record<string, unknown>;
		assert.deepEqual(rest, {
			party_id: 1,
			case_id: id,
			file_name: "bytes é.png",
			content_type: "image/png",
			size: 256,
			sha256: hash("sha256", everyByte),
			created_at: noon + 1_000,
		});
		assert.match(String(storage_name), /^[0-9a-f-]{36}$/);
		const onDisk = readFileSync(
			join(server.attachmentsFolder, String(storage_name)),
		);
		assert.ok(onDisk.equals(everyByte));
		assert.deepEqual(eventsOfCase(server, id).at(-1), {
			kind: "ATTACHMENT_ADDED",
			actor: "party",
			before: null,
			after: {
				attachment: {
					id: row?.id,
					fileName: "bytes é.png",
					contentType: "image/png",
					size: 256,
				},
			},
		});
		assert.deepEqual(rows(server, "uploads"), []);
	});

	test("takes what fetch and FormData send, also chunked, with a slash at the end of the path", async () => {
		const id = await newCase(server);
		const form = new FormData();
		form.append("file", new Blob(["hello"], { type: "text/csv" }), "a.csv");
		const response = await fetch(
			`${server.url}/api/v4/cases/${id}/files/?touchpoint=web&token=demo-web-token`,
			{
				method: "POST",
				headers: { authorization: party1.authorization },
				body: form,
			},
		);
		assert.equal((await response.json()).attachments.length, 1);
		const body = multipart(filePart());
		const chunked = await postFiles(server, id, body, { isChunked: true });
		assert.equal(JSON.parse(chunked.text).attachments.length, 2);
	});

	for (const [title, content] of [
		["an empty file", new Uint8Array()],
		["a file of the largest size", randomBytes(1_048_576)],
		["what looks like a boundary", "\r\n--\r\n----casebridg\r\n--"],
	] as const)
		test(`keeps ${title} byte for byte`, async () => {
			const id = await newCase(server);
			const fileId = await addFile(server, id, { content });
			const answer = await readFile(server, fileId);
			assert.ok(answer.bytes.equals(Buffer.from(content as string)));
			assert.equal(
				answer.headers["content-length"],
				String(answer.bytes.length),
			);
		});

	for (const isChunked of [false, true])
		test(`keeps a large file whose bytes try the parser, ${isChunked ? "chunked" : "announced"}`, async () => {
			await using spacious = await startServer();
			const id = await newCase(spacious);
			const boundary = `--${"casebridge".repeat(6)}`;
			const almost = Buffer.from(`\r\n--${boundary.slice(0, -1)}.`);
			const content = Buffer.alloc(8 * 2 ** 20, almost);
			randomBytes(2 ** 20).copy(content, 2 ** 20);
			const body = Buffer.concat([
				Buffer.from(
					`--${boundary}\r\n${filePart().headers.join("\r\n")}\r\n\r\n`,
				),
				content,
				Buffer.from(`\r\n--${boundary}--`),
			]);
			const type = `multipart/form-data; boundary=${boundary}`;
			const answer = await postFiles(spacious, id, body, { type, isChunked });
			const { attachments } = JSON.parse(answer.text);
			const read = await readFile(spacious, attachments[0].id);
			assert.ok(read.bytes.equals(content));
		});

	test("is for the operator who has the case, and for one who acts for its party", async () => {
		const id = await newCase(server);
		const asParty = await operator1AsParty1(server);
		for (const headers of [operator1, asParty]) {
			const fileId = await addFile(server, id, {}, headers);
			assert.equal((await readFile(server, fileId, headers)).text, "hello");
			const answer = await deleteFile(server, id, fileId, headers);
			assert.equal(answer.text, "true");
		}
		assert.deepEqual(
			eventsOfCase(server, id).map(({ kind, actor }) => `${kind} ${actor}`),
			[
				"CREATED party",
				"ATTACHMENT_ADDED operator",
				"ATTACHMENT_DELETED operator",
				"ATTACHMENT_ADDED operatorAsParty",
				"ATTACHMENT_DELETED operatorAsParty",
			],
		);
	});
});

describe("GET /api/v4/cases/files/{attachmentId}", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	test("answers the bytes for saving, whatever they are, and lets no cache keep them", async () => {
		const id = await newCase(server);
		const fileId = await addFile(server, id, {
			fileName: "page.html",
			contentType: "text/html",
			content: "<script>alert(1)</script>",
		});
		const answer = await readFile(server, fileId);
		const {
			date: _,
			connection: __,
			"x-request-id": ___,
			...headers
		} = answer.headers;
		assert.equal(answer.status, 200);
		assert.deepEqual(headers, {
			"content-type": "text/html",
			"content-length": "25",
			"content-disposition": `attachment; filename="page.html"; filename*=UTF-8''page.html`,
			"content-security-policy": "default-src 'none'; sandbox",
			"x-content-type-options": "nosniff",
			"cache-control": "private, no-store",
			"referrer-policy": "no-referrer",
			vary: "Accept-Language",
			"keep-alive": "timeout=72, max=10000",
		});
		const head = await sendRaw(server, {
			method: "HEAD",
			path: `/api/v4/cases/files/${fileId}/`,
			headers: Object.entries(party1),
		});
		assert.equal(head.headers["content-length"], "25");
		assert.equal(head.text, "");
	});

	const names = [
		["../../etc/passwd", "passwd", "passwd"],
		["C:\\Users\\ana\\foto.png", "foto.png", "foto.png"],
		["a/", "attachment", "attachment"],
		["..", "attachment", "attachment"],
		[".htaccess", ".htaccess", ".htaccess"],
		['"quoted" 100%.txt', "_quoted_ 100_.txt", "%22quoted%22%20100%25.txt"],
		[
			"factura é 😀.pdf",
			"factura _ _.pdf",
			"factura%20%C3%A9%20%F0%9F%98%80.pdf",
		],
		["it's (1)*.txt", "it's (1)*.txt", "it%27s%20%281%29%2A.txt"],
	] as const;
	for (const [fileName, ascii, encoded] of names)
		test(`suggests a name without folders for ${JSON.stringify(fileName)}`, async () => {
			const id = await newCase(server, party1, {
				categoryCode: "Reclamo",
				typeCode: "Telefonico",
				attachments: [{ fileName, content: "aGVsbG8=" }],
			});
			const [row] = rowsOfCase(server, "case_attachments", id);
			const answer = await readFile(server, Number(row?.id));
			assert.equal(
				answer.headers["content-disposition"],
				`attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
			);
			assert.equal(answer.headers["set-cookie"], undefined);
			assert.equal(answer.text, "hello");
		});

	for (const [title, damage] of [
		["with one changed byte", (path: string) => writeFileSync(path, "hellO")],
		["cut short", (path: string) => writeFileSync(path, "hell")],
		["that is gone", (path: string) => rmSync(path)],
	] as const)
		test(`answers FAILED, and no byte, for a file ${title}`, async () => {
			const id = await newCase(server);
			const fileId = await addFile(server, id);
			const [row] = rowsOfCase(server, "case_attachments", id);
			damage(join(server.attachmentsFolder, String(row?.storage_name)));
			assertFailed(await readFile(server, fileId));
			assert.equal(openFiles(server.attachmentsFolder), 0);
		});

	test("leaves no file open, neither after an answer nor after a caller who left", async () => {
		const id = await newCase(server);
		const content = randomBytes(8 * 1024 * 1024);
		const fileId = await addFile(server, id, { content });
		assert.ok((await readFile(server, fileId)).bytes.equals(content));
		const sent = request(`${server.url}/api/v4/cases/files/${fileId}`, {
			headers: party1,
			agent: false,
		}).end();
		await once(sent, "response");
		assert.equal(openFiles(server.attachmentsFolder), 1);
		sent.destroy();
		await until(() => openFiles(server.attachmentsFolder) === 0);
	});
});

describe("DELETE /api/v4/cases/{id}/files/{fileId}", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	test("answers true, and takes row and bytes; the timeline keeps the name", async () => {
		const id = await newCase(server);
		const fileId = await addFile(server, id);
		const answer = await deleteFile(server, id, fileId);
		assert.equal(answer.text, "true");
		assert.equal(answer.status, 200);
		assert.equal(
			answer.headers["content-type"],
			"application/json; charset=utf-8",
		);
		assertStored(server, { cases: 1, case_events: 3 });
		assert.deepEqual(eventsOfCase(server, id).at(-1), {
			kind: "ATTACHMENT_DELETED",
			actor: "party",
			before: {
				attachment: {
					id: fileId,
					fileName: "a.txt",
					contentType: "text/plain",
					size: 5,
				},
			},
			after: null,
		});
		assertFailed(await readFile(server, fileId));
		assertFailed(await deleteFile(server, id, fileId), "false");
	});

	for (const [title, type, body] of [
		["no body", null, undefined],
		["[] as JSON", "application/json", "[]"],
		["[] as curl sends it", "application/x-www-form-urlencoded", "[]"],
		["a body that is no JSON", "application/json", "{"],
		["100 KB", "text/plain", "x".repeat(100_000)],
	] as const)
		test(`takes ${title}`, async () => {
			const id = await newCase(server);
			const fileId = await addFile(server, id);
			const answer = await sendRaw(server, {
				method: "DELETE",
				path: `/api/v4/cases/${id}/files/${fileId}`,
				headers: [
					...Object.entries(party1),
					...(type ? [["content-type", type] as const] : []),
				],
				...(body !== undefined && { body }),
			});
			assert.equal(answer.text, "true");
		});

	test("of a file whose bytes are gone already answers true", async () => {
		const id = await newCase(server);
		const fileId = await addFile(server, id);
		const [row] = rowsOfCase(server, "case_attachments", id);
		rmSync(join(server.attachmentsFolder, String(row?.storage_name)));
		assert.equal((await deleteFile(server, id, fileId)).text, "true");
		assert.deepEqual(rowsOfCase(server, "case_attachments", id), []);
	});

	test("of a file of another case answers false, and the file stays", async () => {
		const [one, other] = [await newCase(server), await newCase(server)];
		const fileId = await addFile(server, other);
		assertFailed(await deleteFile(server, one, fileId), "false");
		assert.equal((await readFile(server, fileId)).text, "hello");
	});

	test("by ten callers at once answers true to one", async () => {
		const id = await newCase(server);
		const fileId = await addFile(server, id);
		const answers = await Promise.all(
			Array.from({ length: 10 }, () => deleteFile(server, id, fileId)),
		);
		const texts = answers.map(({ text }) => text);
		assert.deepEqual(texts.toSorted(), [...Array(9).fill("false"), "true"]);
	});
});

describe("file calls of the wrong caller", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());
	const caseId = await newCase(server);
	const fileId = await addFile(server, caseId);
	const stored = { case_attachments: 1, files: 1 };
	const calls = [
		["POST", `/cases/${caseId}/files`],
		["GET", `/cases/files/${fileId}`],
		["DELETE", `/cases/${caseId}/files/${fileId}`],
		["PUT", "/uploads?fileName=a.txt"],
	] as const;

	const nobodies: [title: string, headers: Headers][] = [
		["without credentials", {}],
		["with a wrong token", { ...party1, "thalamus-token": "wrong" }],
		["without a login", nobodyAt("web")],
		["with a wrong password", { ...party1, authorization: "Basic eDp5" }],
	];
	for (const [title, headers] of nobodies)
		for (const [method, path] of calls)
			for (const type of [multipartType, "nonsense"])
				test(`answer 401 ${title}, whatever the body is: ${method} ${type}`, async () => {
					const answer = await sendRaw(server, {
						method,
						path: `/api/v4${path}`,
						headers: [...Object.entries(headers), ["content-type", type]],
						...(method !== "GET" && { body: multipart(filePart()) }),
					});
					assertGeneralRefusal(answer, 401, "UNAUTHORIZED");
					assert.deepEqual(
						{
							case_attachments: rows(server, "case_attachments").length,
							files: filesOf(server).length,
						},
						stored,
					);
				});

	const otherOperator = await operatorOf(server, "other@example.com", [
		"calidad",
	]);
	for (const [title, headers] of [
		["another party", party2],
		["an operator of other groups", otherOperator],
	] as const)
		test(`G13: fail for ${title} as for what does not exist`, async () => {
			const body = multipart(filePart());
			const answers = [
				await postFiles(server, caseId, body, { headers }),
				await postFiles(server, 999_999, body, { headers }),
				await postFiles(server, "x".repeat(300), body, { headers }),
				await readFile(server, fileId, headers),
				await readFile(server, 999_999, headers),
				await readFile(server, "1e0", headers),
			];
			for (const answer of answers) assertFailed(answer);
			for (const [id, file] of [
				[caseId, fileId],
				[caseId, 999_999],
				["files", fileId],
				["0x1", fileId],
				[caseId, `${fileId}.0`],
			] as const)
				assertFailed(await deleteFile(server, id, file, headers), "false");
			assert.equal(filesOf(server).length, 1);
			assert.equal((await readFile(server, fileId)).text, "hello");
		});

	test("fail for the party whose case has a type that is not visible in the app", async () => {
		const id = await newCase(server, party1, cortePersistente);
		const hidden = await addFile(server, id, {}, operator1);
		assertFailed(await postFiles(server, id, multipart(filePart())));
		assertFailed(await readFile(server, hidden));
		assertFailed(await deleteFile(server, id, hidden), "false");
		assert.equal(
			(await deleteFile(server, id, hidden, operator1)).text,
			"true",
		);
	});

	for (const [path, allow] of [
		[`/cases/${caseId}/files`, "POST"],
		[`/cases/files/${fileId}`, "GET, HEAD"],
		[`/cases/${caseId}/files/${fileId}`, "DELETE"],
		["/uploads", "PUT"],
	] as const)
		for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"])
			if (!allow.split(", ").includes(method))
				test(`answer 405 to ${method} ${path}`, async () => {
					const answer = await call(server, party1, method, path);
					assertGeneralRefusal(answer, 405, "METHOD_NOT_ALLOWED");
					assert.equal(answer.headers.get("allow"), allow);
				});

	test("take the literal path before an id: POST /cases/files/files is the download's", async () => {
		const answer = await call(server, party1, "POST", "/cases/files/files");
		assertGeneralRefusal(answer, 405, "METHOD_NOT_ALLOWED");
	});
});

describe("a case that takes no file", async () => {
	const server = await startServer({ MAX_ATTACHMENTS: "2" });
	after(() => server[Symbol.asyncDispose]());

	const refusals = [
		["of somebody else", async () => [await newCase(server, party2), 0]],
		["that does not exist", async () => [999_999, 0]],
		[
			"with a final status",
			async () => {
				const id = await newCase(server);
				assert.equal((await closeCase(server, id)).status, 201);
				return [id, 0];
			},
		],
		[
			"with as many files as a case may have",
			async () => {
				const id = await newCase(server);
				await addFile(server, id);
				await addFile(server, id);
				return [id, 2];
			},
		],
	] as const;
	for (const [title, prepare] of refusals)
		test(`${title} fails before a byte is read, so that none is on disk`, async () => {
			const [id = 0, files] = await prepare();
			const before = filesOf(server).length;
			const { sent, answer } = startRequest(
				server,
				"POST",
				`/cases/${id}/files`,
				{ ...party1, "content-type": multipartType },
			);
			sent.write(multipart(filePart()).subarray(0, 120));
			assertFailed(await answer);
			assert.equal(filesOf(server).length, before);
			assert.equal(rowsOfCase(server, "case_attachments", id).length, files);
			sent.destroy();
		});

	test("with a final status keeps its files, and gives them out", async () => {
		const id = await newCase(server);
		const fileId = await addFile(server, id);
		await closeCase(server, id);
		assertFailed(await deleteFile(server, id, fileId), "false");
		assert.equal((await readFile(server, fileId)).text, "hello");
	});

	test("of many callers at once: as many get through as the case may have, and the others leave nothing", async () => {
		const id = await newCase(server);
		const before = filesOf(server).length;
		const answers = await Promise.all(
			Array.from({ length: 10 }, () =>
				postFiles(server, id, multipart(filePart())),
			),
		);
		const failed = answers.filter(({ text }) => text === "FAILED");
		assert.equal(failed.length, 8);
		assert.equal(rowsOfCase(server, "case_attachments", id).length, 2);
		assert.equal(filesOf(server).length, before + 2);
	});
});

describe("while a file is coming", () => {
	async function begin(headers: Headers = party1) {
		const server = await startServer();
		const id = await newCase(server);
		const { sent, answer } = startRequest(
			server,
			"POST",
			`/cases/${id}/files`,
			{ ...headers, "content-type": multipartType },
		);
		const body = multipart(filePart({ content: randomBytes(200_000) }));
		sent.write(body.subarray(0, 150_000));
		await untilBytesArrive(server);
		return { server, id, sent, answer, rest: body.subarray(150_000) };
	}

	test("a change of the case does not stop it", async () => {
		const { server, id, sent, answer, rest } = await begin();
		await using _ = server;
		const note = await call(server, party1, "POST", `/cases/${id}/notes`, {
			description: "Meanwhile",
		});
		assert.equal(note.status, 201);
		sent.end(rest);
		assert.equal(JSON.parse((await answer).text).attachments.length, 1);
		assertStored(server, {
			cases: 1,
			case_comments: 1,
			case_events: 3,
			case_attachments: 1,
			files: 1,
		});
	});

	test("the end of the case does, and nothing is left", async () => {
		const { server, id, sent, answer, rest } = await begin();
		await using _ = server;
		await closeCase(server, id);
		sent.end(rest);
		assertFailed(await answer);
		assertStored(server, { cases: 1, case_events: 2 });
	});

	test("the end of the session does, and nothing is left", async () => {
		await using server = await startServer();
		const id = await newCase(server);
		const session = await openSession(server, "web", {
			party: "party1@example.com",
		});
		const { sent, answer } = startRequest(
			server,
			"POST",
			`/cases/${id}/files`,
			{ ...session, "content-type": multipartType },
		);
		const body = multipart(filePart({ content: randomBytes(200_000) }));
		sent.write(body.subarray(0, 150_000));
		await untilBytesArrive(server);
		await call(server, session, "GET", "/logout");
		sent.end(body.subarray(150_000));
		assertGeneralRefusal(await answer, 401, "UNAUTHORIZED");
		assertStored(server, { cases: 1, case_events: 1 });
	});

	test("G11: a caller who leaves leaves nothing behind, and others are served", async () => {
		const { server, id, sent } = await begin();
		await using _ = server;
		sent.destroy();
		await until(() => filesOf(server).length === 0);
		assertStored(server, { cases: 1, case_events: 1 });
		await addFile(server, id);
	});
});

test("G15: identical bytes in two cases are two files: deleting one leaves the other whole", async () => {
	await using server = await startServer();
	const [one, other] = [await newCase(server), await newCase(server)];
	const ids = [await addFile(server, one), await addFile(server, other)];
	assert.equal(filesOf(server).length, 2);
	assert.equal((await deleteFile(server, one, ids[0] as number)).text, "true");
	assert.equal((await readFile(server, ids[1] as number)).text, "hello");
	assert.equal(filesOf(server).length, 1);
});

/** How many files of a folder this process has open. */
function openFiles(folder: string): number {
	return readdirSync("/proc/self/fd").filter((fd) =>
		targetOf(`/proc/self/fd/${fd}`).startsWith(`${folder}/`),
	).length;
}

function targetOf(link: string): string {
	try {
		return readlinkSync(link);
	} catch {
		return "";
	}
}
