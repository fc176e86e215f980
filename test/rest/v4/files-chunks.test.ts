import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { party1 } from "../../support/requests.ts";
import { startServer, type TestServer } from "../../support/test-server.ts";
import {
	filePart,
	type Headers,
	newCase,
	readFile,
	startRequest,
} from "./file-calls.ts";
import { filesOf } from "./stored.ts";

const boundaries = {
	"of one character": "b",
	"of dashes": "-".repeat(27),
	"as long as the parser takes": `${"b".repeat(125)}--${"b".repeat(125)}`,
};

/** Bytes of each chunk, over and over. */
const sizes: readonly (readonly number[])[] = [
	[1],
	[2, 3],
	[255, 256, 257],
	[511, 512, 513],
	[1_000],
	[32 * 1024 - 1, 1, 32 * 1024],
	[64 * 1024],
	[100 * 1024, 7, 40_000],
];

/** Bytes full of what looks like the start of a delimiter; no two places hold the same number. */
function deceptive(boundary: string, length: number): Buffer {
	const delimiter = `\r\n--${boundary}`;
	const pieces: string[] = [];
	for (let at = 0, i = 0; at < length; i++) {
		const piece = `${delimiter.slice(0, i % delimiter.length)}x${i}x${"\0".repeat((i * 31) % 1_500)}`;
		pieces.push(piece);
		at += piece.length;
	}
	return Buffer.from(pieces.join("").slice(0, length));
}

/** Sends a body in chunks of these sizes, in turn. */
async function sendChunks(
	server: TestServer,
	[method, path]: [method: string, path: string],
	headers: Headers,
	body: Buffer,
	chunks: readonly number[],
) {
	const { sent, answer } = startRequest(server, method, path, headers);
	for (let at = 0, i = 0; at < body.length; i++) {
		const size = chunks[i % chunks.length] as number;
		const isRoomLeft = sent.write(body.subarray(at, at + size));
		at += size;
		if (!isRoomLeft) await new Promise((go) => sent.once("drain", go));
	}
	sent.end();
	return answer;
}

describe("a file in chunks", async () => {
	const server = await startServer({ MAX_ATTACHMENTS: "1000" });
	after(() => server[Symbol.asyncDispose]());
	const id = await newCase(server);

	for (const chunks of sizes) {
		const length = (chunks[0] as number) < 100 ? 20_011 : 900_001;

		for (const [name, boundary] of Object.entries(boundaries))
			test(`of ${chunks.join(", ")} bytes is stored as it was sent, between boundaries ${name}`, async () => {
				const content = deceptive(boundary, length);
				const [head, tail] = [
					`--${boundary}\r\n${filePart().headers.join("\r\n")}\r\n\r\n`,
					`\r\n--${boundary}--\r\n`,
				];
				const answer = await sendChunks(
					server,
					["POST", `/cases/${id}/files`],
					{
						...party1,
						"content-type": `multipart/form-data; boundary=${boundary}`,
					},
					Buffer.concat([Buffer.from(head), content, Buffer.from(tail)]),
					chunks,
				);
				assert.notEqual(answer.text, "FAILED");
				const fileId = JSON.parse(answer.text).attachments.at(-1).id;
				const { bytes } = await readFile(server, fileId);
				assert.ok(bytes.equals(content));
			});

		test(`of ${chunks.join(", ")} bytes is stored as it was sent, without a form`, async () => {
			const before = new Set(filesOf(server));
			const content = deceptive("b", length);
			const answer = await sendChunks(
				server,
				["PUT", "/uploads?fileName=a"],
				party1,
				content,
				chunks,
			);
			assert.equal(answer.status, 201, answer.text);
			const [added] = filesOf(server).filter((name) => !before.has(name));
			const file = join(server.attachmentsFolder, added as string);
			assert.ok(readFileSync(file).equals(content));
		});
	}
});
