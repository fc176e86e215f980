import assert from "node:assert/strict";
import { type ClientRequest, request } from "node:http";
import {
	type Answer,
	operator1,
	party1,
	postCase,
	send,
	telefonico,
} from "../../support/requests.ts";
import type { TestServer } from "../../support/test-server.ts";
import { type RawAnswer, sendRaw } from "./send-raw.ts";
import { filesOf } from "./stored.ts";

export type Headers = Record<string, string>;

const boundary = "----casebridge";
export const multipartType = `multipart/form-data; boundary=${boundary}`;

export type Part = {
	/** Header lines as they stand. */
	readonly headers: readonly string[];
	readonly content: string | Uint8Array;
};

/** A part that holds a file; members that are null are left out of its headers. */
export function filePart({
	name = "file",
	fileName = "a.txt",
	contentType = "text/plain",
	content = "hello",
}: {
	readonly name?: string | null;
	readonly fileName?: string | null;
	readonly contentType?: string | null;
	readonly content?: string | Uint8Array;
} = {}): Part {
	const disposition = [
		"form-data",
		...(name === null ? [] : [`name="${name}"`]),
		...(fileName === null ? [] : [`filename="${fileName}"`]),
	];
	return {
		headers: [
			`Content-Disposition: ${disposition.join("; ")}`,
			...(contentType === null ? [] : [`Content-Type: ${contentType}`]),
		],
		content,
	};
}

export function fieldPart(name: string, content: string): Part {
	return {
		headers: [`Content-Disposition: form-data; name="${name}"`],
		content,
	};
}

/** A multipart body written by hand, since most of what is tested is what FormData would not send. */
export function multipart(...parts: readonly Part[]): Buffer {
	return Buffer.concat([
		...parts.flatMap(({ headers, content }) => [
			Buffer.from(`--${boundary}\r\n${headers.join("\r\n")}\r\n\r\n`),
			Buffer.from(content as string),
			Buffer.from("\r\n"),
		]),
		Buffer.from(`--${boundary}--\r\n`),
	]);
}

export async function newCase(
	server: TestServer,
	headers: Headers = party1,
	body: object = telefonico,
): Promise<number> {
	const answer = await postCase(server, body, headers);
	assert.equal(answer.status, 201, answer.text);
	return answer.body.case.id;
}

/** `POST /cases/{id}/files` with this body. */
export function postFiles(
	server: TestServer,
	caseId: number | string,
	body: string | Uint8Array,
	{
		headers = party1,
		type = multipartType,
		isChunked = false,
	}: {
		readonly headers?: Headers;
		readonly type?: string;
		readonly isChunked?: boolean;
	} = {},
): Promise<RawAnswer> {
	return sendRaw(server, {
		path: `/api/v4/cases/${caseId}/files`,
		headers: [...Object.entries(headers), ["content-type", type]],
		body,
		isChunked,
	});
}

/** Adds a file to a case as a client does; answers its id. */
export async function addFile(
	server: TestServer,
	caseId: number,
	part: Parameters<typeof filePart>[0] = {},
	headers: Headers = party1,
): Promise<number> {
	const body = multipart(filePart(part));
	const answer = await postFiles(server, caseId, body, { headers });
	assert.equal(answer.status, 200);
	assert.notEqual(answer.text, "FAILED");
	return JSON.parse(answer.text).attachments.at(-1).id;
}

export async function readFile(
	server: TestServer,
	fileId: number | string,
	headers: Headers = party1,
): Promise<RawAnswer & { readonly bytes: Buffer }> {
	const response = await fetch(`${server.url}/api/v4/cases/files/${fileId}`, {
		headers,
	});
	const bytes = Buffer.from(await response.arrayBuffer());
	return {
		status: response.status,
		headers: Object.fromEntries(response.headers),
		text: bytes.toString(),
		bytes,
	};
}

export function deleteFile(
	server: TestServer,
	caseId: number | string,
	fileId: number | string,
	headers: Headers = party1,
): Promise<RawAnswer> {
	return sendRaw(server, {
		method: "DELETE",
		path: `/api/v4/cases/${caseId}/files/${fileId}`,
		headers: Object.entries(headers),
		body: "[]",
	});
}

/** `PUT /uploads` with the name in the query. */
export function upload(
	server: TestServer,
	content: string | Uint8Array,
	{
		fileName = "a.txt",
		headers = {},
		as = party1,
	}: {
		readonly fileName?: string;
		readonly headers?: Headers;
		readonly as?: Headers;
	} = {},
): Promise<RawAnswer> {
	return sendRaw(server, {
		method: "PUT",
		path: `/api/v4/uploads?fileName=${encodeURIComponent(fileName)}`,
		headers: Object.entries({ ...as, ...headers }),
		body: content,
	});
}

/** The id of a new upload. */
export async function uploaded(
	server: TestServer,
	content: string | Uint8Array = "hello",
	as: Headers = party1,
): Promise<number> {
	const answer = await upload(server, content, { as });
	assert.equal(answer.status, 201, answer.text);
	return JSON.parse(answer.text).upload.id;
}

/** By contract: 200, the text, and nothing about why. */
export function assertFailed(answer: RawAnswer, text = "FAILED"): void {
	assert.equal(answer.text, text);
	assert.equal(answer.status, 200);
	const type = text === "FAILED" ? "text/plain" : "application/json";
	assert.equal(answer.headers["content-type"], `${type}; charset=utf-8`);
}

/** Starts a request whose body the test writes bit by bit. */
export function startRequest(
	server: TestServer,
	method: string,
	path: string,
	headers: Headers,
): { sent: ClientRequest; answer: Promise<RawAnswer> } {
	const sent = request(`${server.url}/api/v4${path}`, {
		method,
		headers,
		agent: false,
	});
	const answer = new Promise<RawAnswer>((resolve, reject) => {
		sent.on("error", reject);
		sent.on("response", (response) => {
			const { headers, statusCode = 0 } = response;
			response.toArray().then((chunks) => {
				const text = Buffer.concat(chunks).toString();
				resolve({ status: statusCode, headers, text });
			}, reject);
		});
	});
	answer.catch(() => {});
	sent.flushHeaders();
	return { sent, answer };
}

/** Waits until something is so. */
export async function until(isSo: () => boolean): Promise<void> {
	for (let waited = 0; !isSo(); waited += 5) {
		assert.ok(waited < 5_000, "it never was");
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

/** Waits until bytes of an unfinished file are on disk. */
export function untilBytesArrive(server: TestServer): Promise<void> {
	return until(() => filesOf(server).some((name) => name.endsWith(".tmp")));
}

export function closeCase(server: TestServer, id: number): Promise<Answer> {
	return send(server, "PUT", `/api/v4/cases/${id}/transitions`, {
		headers: operator1,
		body: { statusName: "Closed" },
	});
}
