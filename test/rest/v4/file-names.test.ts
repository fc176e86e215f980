import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { messageOf } from "../../../src/domain/problems/messages/message-of.ts";
import { party1, postCase, telefonico } from "../../support/requests.ts";
import { startServer } from "../../support/test-server.ts";
import { assertRefused } from "./assert-refused.ts";
import {
	assertFailed,
	fieldPart,
	filePart,
	multipart,
	newCase,
	type Part,
	postFiles,
} from "./file-calls.ts";
import { sendRaw } from "./send-raw.ts";
import { assertNothingStored, countStored, rowsOfCase } from "./stored.ts";

/* Header texts are written in UTF-8, as callers write them. */

/** What stands behind the type of a Content-Disposition, and the name that it gives. */
const names: readonly (readonly [parameters: string, fileName: string])[] = [
	[
		`filename="=?utf-8?B?Y2Fmw6kudHh0?="; filename*=utf-8''caf%C3%A9.txt`,
		"café.txt",
	],
	[
		`filename*=utf-8''caf%C3%A9.txt; filename="=?utf-8?B?Y2Fmw6kudHh0?="`,
		"café.txt",
	],
	[`filename="x.txt"; filename*=UTF-8'es'a%20b.txt`, "a b.txt"],
	[`FileName="x.txt"; FILENAME*=utf-8''b.txt`, "b.txt"],
	[`filename*="utf-8''caf%C3%A9.txt"`, "café.txt"],
	["filename*=iso-8859-1'en'%A3%20rates.txt", "£ rates.txt"],
	["filename*=windows-1252''%80.txt", "€.txt"],
	[`filename*=UTF-8''%22a%22%5C.txt`, '"a"\\.txt'],
	[`filename="=?bad"; filename*=UTF-8''a.txt`, "a.txt"],
	['filename="=?utf-8?B?Y2Fmw6kudHh0?="', "café.txt"],
	["filename==?utf-8?B?Y2Fmw6kudHh0?=", "café.txt"],
	['filename="=?UTF-8?q?caf=C3=A9_del_mar=2Etxt?="', "café del mar.txt"],
	['filename="=?iso-8859-1?Q?caf=E9.txt?="', "café.txt"],
	['filename="=?ISO-8859-1?B?Y2Fm6S50eHQ=?="', "café.txt"],
	['filename="=?utf-8*es?Q?a=C3=B1o?="', "año"],
	['filename="=?utf-8?B?Y2Fm?= =?utf-8?B?w6kudHh0?="', "café.txt"],
	['filename="=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9.txt?="', "café.txt"],
	['filename="=?utf-8?Q?caf=C3=A9?= =?iso-8859-1?Q?_=E9.txt?="', "café é.txt"],
	['filename="Re: =?utf-8?Q?caf=C3=A9?= 2.txt"', "Re: café 2.txt"],
	['filename="a=?utf-8?Q?b?=.txt"', "a=?utf-8?Q?b?=.txt"],
	['filename="what =? no.txt"', "what =? no.txt"],
	["filename=my report.pdf", "my report.pdf"],
	["filename = my  report.pdf ", "my  report.pdf"],
	["filename=my report.pdf; size=3", "my report.pdf"],
	["filename=C:\\Users\\ana\\carta.txt", "C:\\Users\\ana\\carta.txt"],
	["filename=it's.txt", "it's.txt"],
	["filename=a=b.txt", "a=b.txt"],
	["filename=café.txt", "café.txt"],
	['filename="C:\\Users\\ana\\carta.txt"', "C:\\Users\\ana\\carta.txt"],
	['filename="C:\\\\Users\\\\ana\\\\carta.txt"', "C:\\Users\\ana\\carta.txt"],
	['filename="\\\\server\\share\\a.txt"', "\\\\server\\share\\a.txt"],
	['filename="C:\\new \\"x\\".txt"', 'C:\\new "x".txt'],
	['filename="C:\\dir\\"', "C:\\dir\\"],
	[`filename="a\\"; filename*=UTF-8''b`, "b"],
	['filename="say \\"hi\\".txt"', 'say "hi".txt'],
	['filename="a;b.txt"', "a;b.txt"],
	['filename="a, b\'c.txt" ; size="3"', "a, b'c.txt"],
	['filename="%41.txt"', "%41.txt"],
	['filename="100%.txt"', "100%.txt"],
	['filename="%2e%2e%2fx"', "%2e%2e%2fx"],
	['filename="café 😀.txt"', "café 😀.txt"],
	['filename="a.txt";', "a.txt"],
	[';filename="a.txt"', "a.txt"],
];

/** The same, where the name cannot be what was meant, and the code of why. */
const refused: readonly (readonly [parameters: string, code: string])[] = [
	["filename*=UTF-8''%C3.txt", "InvalidFormat"],
	["filename*=UTF-8''%zz.txt", "InvalidFormat"],
	["filename*=UTF-8''a%", "InvalidFormat"],
	["filename*=UTF-8''café.txt", "InvalidFormat"],
	["filename*=a.txt", "InvalidFormat"],
	["filename*=''a.txt", "InvalidFormat"],
	["filename*=utf-99''a.txt", "InvalidFormat"],
	[`filename="a.txt"; filename*=utf-99''b.txt`, "InvalidFormat"],
	['filename*0="a"; filename*1=".txt"', "InvalidFormat"],
	['filename="=?utf-99?B?Y2Fm?="', "InvalidFormat"],
	['filename="=?utf-8?B?w6?="', "InvalidFormat"],
	['filename="=?utf-8?B?-_?="', "InvalidFormat"],
	['filename="=?utf-8?Q?=C3?="', "InvalidFormat"],
	['filename="=?utf-8?Q?=zz?="', "InvalidFormat"],
	['filename="a.txt"; filename="b.txt"', "InvalidFormat"],
	['filename="a.txt"; FILENAME="a.txt"', "InvalidFormat"],
	[`filename*=UTF-8''a; filename*=UTF-8''b`, "InvalidFormat"],
	['filename="a"b.txt', "InvalidFormat"],
	['filename="a.txt', "InvalidFormat"],
	['filename=a"b.txt', "InvalidFormat"],
	['filename="a.txt" size=3', "InvalidFormat"],
	["filename*=UTF-8''a%0D%0Ab", "InvalidFormat"],
	['filename="=?utf-8?Q?a=0Ab?="', "InvalidFormat"],
	["filename*=UTF-8''a%00b", "IllFormedText"],
	["filename*=UTF-8''", "Required"],
	['filename=""', "Required"],
	["filename=", "Required"],
];

function part(parameters: string, type = "form-data; name=file"): Part {
	return {
		headers: [`Content-Disposition: ${type}; ${parameters}`],
		content: "hello",
	};
}

describe("G1: the name of a file, as clients write it", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());
	const id = await newCase(server);
	const before = countStored(server);

	function put(disposition: string, headers: [string, string][] = []) {
		return sendRaw(server, {
			method: "PUT",
			path: "/api/v4/uploads",
			headers: [
				...Object.entries(party1),
				["content-disposition", Buffer.from(disposition).toString("latin1")],
				...headers,
			],
			body: "hello",
		});
	}

	async function nameOfPart(sent: Part): Promise<string> {
		const caseId = await newCase(server);
		const answer = await postFiles(server, caseId, multipart(sent));
		assert.notEqual(answer.text, "FAILED");
		const [row] = rowsOfCase(server, "case_attachments", caseId);
		assert.equal(
			JSON.parse(answer.text).attachments[0].fileName,
			row?.file_name,
		);
		return String(row?.file_name);
	}

	for (const [parameters, code] of refused) {
		test(`is refused in a part: ${parameters}`, async () => {
			assertFailed(await postFiles(server, id, multipart(part(parameters))));
			assert.deepEqual(countStored(server), before);
		});
		test(`is refused in an upload: ${parameters}`, async () => {
			const answer = await put(`attachment; ${parameters}`);
			assertRefused(answer, 400, { fileName: code });
			assert.deepEqual(countStored(server), before);
		});
	}

	for (const [title, sent] of [
		[
			"a second disposition",
			{
				headers: [
					...part("filename=a").headers,
					'Content-Disposition: form-data; name="file"; filename="b"',
				],
				content: "",
			},
		],
		[
			"a second type",
			{
				headers: [...filePart().headers, "Content-Type: text/html"],
				content: "",
			},
		],
		["no type of disposition", part('filename="a.txt"', "name=file")],
		["a line break, as browsers write one", part('filename="a%0D%0Ab.txt"')],
		[
			"another field's name in quotes",
			part('filename="a"', 'form-data; name="fi%22le"'),
		],
	] as const)
		test(`is refused in a part with ${title}`, async () => {
			assertFailed(await postFiles(server, id, multipart(sent)));
			assert.deepEqual(countStored(server), before);
		});

	for (const [disposition, said] of [
		['filename="a.txt"', /begins with its type/],
		['attachment; filename="a"b', /parameters cannot be read/],
		["attachment; filename=a; filename=b", /filename twice/],
		["attachment; filename*=UTF-8''%C3", /filename\* must be such as/],
		["attachment; filename==?x?B?YQ==?=", /encoded word/],
		["attachment; filename*0=a", /split over several/],
	] as const)
		test(`is refused in words: ${disposition}`, async () => {
			const { text } = await put(disposition);
			assert.equal(JSON.parse(text).errors.fileName, "InvalidFormat");
			const { readDisposition } = await import(
				"../../../src/http/files/read-disposition.ts"
			);
			const { unreadable } = readDisposition(disposition, { isPart: false });
			assert.ok(unreadable);
			assert.match(messageOf(unreadable, "en"), said);
		});

	for (const [parameters, fileName] of names) {
		test(`is read from a part: ${parameters}`, async () => {
			assert.equal(await nameOfPart(part(parameters)), fileName);
		});
		test(`is read from an upload: ${parameters}`, async () => {
			const answer = await put(`attachment; ${parameters}`);
			assert.equal(answer.status, 201, answer.text);
			assert.equal(JSON.parse(answer.text).upload.fileName, fileName);
		});
	}

	for (const [sent, inPart, inUpload] of [
		["say %22hi%22.txt", 'say "hi".txt', "say %22hi%22.txt"],
		["%2522 %41 %0.txt", "%2522 %41 %0.txt", "%2522 %41 %0.txt"],
	] as const)
		test(`is undone of what browsers escape, in a part alone: ${sent}`, async () => {
			const parameters = `filename="${sent}"`;
			assert.equal(await nameOfPart(part(parameters)), inPart);
			const answer = await put(`attachment; ${parameters}`);
			assert.equal(JSON.parse(answer.text).upload.fileName, inUpload);
		});

	for (const fileName of [
		'say "hi".txt',
		"café\\x.txt",
		"a;b=c.txt",
		"%41.txt",
	])
		test(`is what Node's FormData sends: ${fileName}`, async () => {
			const caseId = await newCase(server);
			const form = new FormData();
			form.set("note", "passed over");
			form.set("file", new File(["hello"], fileName, { type: "text/plain" }));
			const url = `${server.url}/api/v4/cases/${caseId}/files`;
			await fetch(url, { method: "POST", headers: party1, body: form });
			const [row] = rowsOfCase(server, "case_attachments", caseId);
			assert.equal(row?.file_name, fileName);
			assert.equal(row?.content_type, "text/plain");
			assert.equal(row?.size, 5);
		});

	test("is read by a field's name with and without quotes, in any order of parts", async () => {
		for (const type of ['form-data; name="file"', "Form-Data;NAME=file"]) {
			const caseId = await newCase(server);
			const body = multipart(
				fieldPart("a", "b"),
				part('filename="x"', type),
				fieldPart("c", ""),
			);
			const answer = await postFiles(server, caseId, body);
			assert.equal(JSON.parse(answer.text).attachments[0].fileName, "x");
		}
	});

	test("may be in ISO-8859-1 in a header, as HTTP has it, and in a part in UTF-8 alone", async () => {
		const answer = await sendRaw(server, {
			method: "PUT",
			path: "/api/v4/uploads",
			headers: [
				...Object.entries(party1),
				["content-disposition", 'attachment; filename="caf\xe9.txt"'],
			],
			body: "hello",
		});
		assert.equal(JSON.parse(answer.text).upload.fileName, "café.txt");
	});
});

describe("the media type of a file", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	async function ofPart(contentType: string | null) {
		const caseId = await newCase(server);
		const body = multipart(filePart({ contentType }));
		const answer = await postFiles(server, caseId, body);
		return answer.text === "FAILED"
			? "refused"
			: JSON.parse(answer.text).attachments[0].contentType;
	}
	async function ofUpload(contentType: string | null) {
		const answer = await sendRaw(server, {
			method: "PUT",
			path: "/api/v4/uploads?fileName=a",
			headers: [
				...Object.entries(party1),
				...(contentType === null
					? []
					: ([["content-type", contentType]] as [string, string][])),
			],
			body: "hello",
		});
		if (answer.status === 201)
			return JSON.parse(answer.text).upload.contentType;
		assertRefused(answer, 400, { contentType: "InvalidFormat" });
		return "refused";
	}
	async function ofInline(contentType: string | null) {
		const answer = await postCase(server, {
			...telefonico,
			attachements: [{ fileName: "a", contentType, content: "QQ==" }],
		});
		if (answer.status === 201)
			return answer.body.case.attachements[0].contentType;
		assertRefused(answer, 400, {
			"attachements.0.contentType": "InvalidFormat",
		});
		return "refused";
	}

	for (const type of [
		"text/csv; charset=windows-1252",
		"text/csv;charset=UTF-8",
		'text/plain; charset="utf-8"; format=flowed',
		"Image/PNG",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		"application/x-www-form-urlencoded-not",
		"text/plain;",
	])
		test(`is kept alike however it comes: ${type}`, async () => {
			assert.equal(await ofPart(type), type);
			assert.equal(await ofUpload(type), type);
			assert.equal(await ofInline(type), type);
		});

	for (const type of [
		"text",
		"text/",
		"/plain",
		"text/plain; charset",
		"text/plain; charset=a b",
		'text/plain; charset="a',
		"text/plain, text/html",
		"te xt/plain",
		"text/plain; charset=é",
	])
		test(`is refused alike however it comes: ${type}`, async () => {
			assert.equal(await ofPart(type), "refused");
			assert.equal(
				await ofUpload(Buffer.from(type).toString("latin1")),
				"refused",
			);
			assert.equal(await ofInline(type), "refused");
		});

	test("is application/octet-stream where none comes", async () => {
		assert.equal(await ofPart(null), "application/octet-stream");
		assert.equal(await ofPart(""), "application/octet-stream");
		assert.equal(await ofUpload(null), "application/octet-stream");
		assert.equal(await ofInline(null), "application/octet-stream");
	});

	for (const type of [
		"application/x-www-form-urlencoded",
		"Application/X-WWW-Form-Urlencoded; charset=utf-8",
		"multipart/form-data; boundary=x",
		"multipart/mixed",
	])
		test(`is not that of a form where the body is the file: ${type}`, async () => {
			assert.equal(await ofUpload(type), "application/octet-stream");
			assert.equal(await ofPart(type), type);
			assert.equal(await ofInline(type), type);
		});

	test("leaves nothing when it is refused", async () => {
		await using empty = await startServer();
		const answer = await sendRaw(empty, {
			method: "PUT",
			path: "/api/v4/uploads?fileName=a",
			headers: [...Object.entries(party1), ["content-type", "text"]],
			body: "hello",
		});
		assertRefused(answer, 400, { contentType: "InvalidFormat" });
		assertNothingStored(empty);
	});
});
