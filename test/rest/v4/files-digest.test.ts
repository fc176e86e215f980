import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { party1 } from "../../support/requests.ts";
import { startServer } from "../../support/test-server.ts";
import {
	assertFailed,
	filePart,
	multipart,
	newCase,
	postFiles,
} from "./file-calls.ts";
import { filesOf, rowsOfCase } from "./stored.ts";

const digestOf = (bytes: Uint8Array) =>
	`sha-256=:${createHash("sha256").update(bytes).digest("base64")}:`;

test("a multipart body is compared with the digest that was sent of it", async () => {
	await using server = await startServer();
	const id = await newCase(server);
	const large = "x".repeat(3 * 1024 * 1024);
	let count = 0;
	for (const content of ["hello", large]) {
		const body = Buffer.concat([
			multipart(filePart({ content })),
			Buffer.from(`\r\n${content}`),
		]);
		for (const isChunked of [false, true]) {
			const post = (digest: string) =>
				postFiles(server, id, body, {
					headers: { ...party1, "content-digest": digest },
					isChunked,
				});
			for (const wrong of [digestOf(Buffer.from(content)), "md5=:AAAA:"])
				assertFailed(await post(wrong));
			const answer = await post(digestOf(body));
			assert.notEqual(answer.text, "FAILED");
			assert.equal(rowsOfCase(server, "case_attachments", id).length, ++count);
			assert.equal(filesOf(server).length, count);
		}
	}
});
