import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { headers } from "../recipes/demo-party.ts";
import { serverUrl } from "../support/addresses.ts";

const { host, hostname, port } = new URL(serverUrl);
const boundary = "7b3c9f0e-5a53-4f0b-9c61-2f6c0c7a4a10";

/** Sends a request with the headers of a recipe, and reads the answer until the connection ends. */
async function send(lines: readonly string[], body: string | Buffer) {
	const socket = connect(Number(port), hostname);
	await once(socket, "connect");
	const head = [...lines, `Host: ${host}`, "Connection: close"];
	for (const [name, value] of Object.entries(headers))
		head.push(`${name}: ${value}`);
	socket.write(`${head.join("\r\n")}\r\n\r\n`);
	socket.write(body);
	const answer = await text(socket);
	const json = answer.slice(answer.indexOf("\r\n\r\n{") + 4);
	return {
		status: answer.split(" ")[1],
		body: JSON.parse(json.slice(0, json.lastIndexOf("}") + 1)),
	};
}

const chunked = (body: string) =>
	`${Buffer.byteLength(body).toString(16).toUpperCase()}\r\n${body}\r\n0\r\n\r\n`;

describe(".NET's HttpClient, by the bytes that it sends", () => {
	let id = 0;
	test("JsonContent: chunked, with charset=utf-8, which a create takes", async () => {
		const json = '{"categoryCode":"Reclamo","typeCode":"Telefonico"}';
		const { status, body } = await send(
			[
				"POST /api/v4/cases HTTP/1.1",
				"Idempotency-Key: 0f8fad5b-d9cb-469f-a165-70867728950e",
				"Transfer-Encoding: chunked",
				"Content-Type: application/json; charset=utf-8",
			],
			chunked(json),
		);
		assert.equal(status, "201");
		id = body.case.id;
	});

	test("a handler that compresses: Content-Encoding: gzip", async () => {
		const json = gzipSync('{"categoryCode":"Reclamo","typeCode":"Telefonico"}');
		const { status } = await send(
			[
				"POST /api/v4/cases HTTP/1.1",
				"Content-Type: application/json; charset=utf-8",
				"Content-Encoding: gzip",
				`Content-Length: ${json.length}`,
			],
			json,
		);
		assert.equal(status, "201");
	});

	test("MultipartFormDataContent: a quoted boundary, and a name in RFC 2047 and RFC 8187 form", async () => {
		const part = [
			`--${boundary}`,
			"Content-Type: text/plain",
			"Content-Disposition: form-data; name=file; filename=\"=?utf-8?B?Y2Fmw6kudHh0?=\"; filename*=utf-8''caf%C3%A9.txt",
			"",
			"dead",
			`--${boundary}--`,
			"",
		].join("\r\n");
		const { status, body } = await send(
			[
				`POST /api/v4/cases/${id}/files HTTP/1.1`,
				`Content-Type: multipart/form-data; boundary="${boundary}"`,
				`Content-Length: ${Buffer.byteLength(part)}`,
			],
			part,
		);
		assert.equal(status, "200");
		assert.equal(body.attachments[0].fileName, "café.txt");
	});
});
