import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, describe, mock, test } from "node:test";
import { promisify } from "node:util";
import fastify from "fastify";
import { endUnreadRequests } from "../../src/http/body/end-unread-requests.ts";
import { party1 } from "../support/requests.ts";
import {
	startServer,
	type TestServer,
	temporaryFolder,
} from "../support/test-server.ts";

/** More than the buffers of a connection on one machine hold. */
const body = Buffer.alloc(6 * 1024 * 1024, " ");
const json = { ...party1, "content-type": "application/json" };
const form = "multipart/form-data; boundary=x";

type Headers = Readonly<Record<string, string>>;
const calls: [
	title: string,
	status: number,
	target: string,
	headers: Headers,
][] = [
	["a body over the limit", 413, "POST /api/v4/cases", json],
	["the same on GraphQL", 413, "POST /graphql", json],
	[
		"a body over the limit of nobody",
		413,
		"POST /api/v4/cases",
		{ "content-type": "application/json" },
	],
	[
		"another content type",
		415,
		"POST /graphql",
		{ ...party1, "content-type": "text/plain" },
	],
	[
		"another content coding",
		415,
		"PUT /api/v4/uploads?fileName=a",
		{ ...party1, "content-encoding": "zstd" },
	],
	["an upload of nobody", 401, "PUT /api/v4/uploads?fileName=a", {}],
	["an upload over the limit", 413, "PUT /api/v4/uploads?fileName=a", party1],
	[
		"a form over the limit",
		200,
		"POST /api/v4/cases/1/files",
		{ ...party1, "content-type": form },
	],
	[
		"a form of nobody",
		401,
		"POST /api/v4/cases/1/files",
		{ "content-type": form },
	],
	["another method", 405, "POST /api/v4/me", json],
	["a path that is nowhere", 404, "POST /api/v4/nothing", json],
	["a path that cannot be read", 400, "POST /%zz", json],
];

describe("an answer that is given while its body still comes", () => {
	let server: TestServer;
	before(async () => {
		server = await startServer({
			MAX_BODY_BYTES: "1048576",
			MAX_ATTACHMENT_BYTES: "1048576",
		});
	});
	after(() => server[Symbol.asyncDispose]());

	/** Sends everything before it looks for an answer, as PHP and old Java do. */
	async function sendFirst(target: string, headers: Headers, lines: string[]) {
		const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
		socket.setEncoding("utf8").pause();
		const head = [
			`${target} HTTP/1.1`,
			"Host: cases.example",
			...Object.entries(headers).map((pair) => pair.join(": ")),
			`Content-Length: ${body.length}`,
			...lines,
		];
		socket.write(`${head.join("\r\n")}\r\n\r\n`);
		await new Promise((resolve, reject) => {
			socket.on("error", reject);
			socket.write(body, resolve);
		});
		let answer = "";
		socket.on("data", (text) => {
			answer += text;
		});
		socket.resume();
		while (!/\r\n\r\n./s.test(answer)) await once(socket, "data");
		return { socket, answer };
	}

	for (const [title, status, target, headers] of calls) {
		for (const lines of [["Connection: close"], ["Connection: keep-alive"]])
			test(`reaches a caller who sends everything first, with ${lines}: ${title}`, async () => {
				for (let count = 0; count < 5; count++) {
					const { socket, answer } = await sendFirst(target, headers, lines);
					assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `));
					socket.destroy();
				}
			});
	}

	test("reaches Node's fetch 60 times of 60", async () => {
		for (let count = 0; count < 60; count++) {
			const answer = await fetch(`${server.url}/api/v4/cases`, {
				method: "POST",
				headers: json,
				body,
			});
			assert.equal(answer.status, 413);
			await answer.text();
		}
	});

	const hasCurl = spawnSync("curl", ["--version"]).status === 0;
	test("reaches curl 60 times of 60", {
		skip: !hasCurl && "there is no curl",
	}, async () => {
		const file = join(temporaryFolder(), "body");
		writeFileSync(file, body);
		const headers = Object.entries({ ...json, expect: "" }).flatMap((pair) => [
			"-H",
			pair.join(":"),
		]);
		const args = ["-s", "-o", "/dev/null", "-w", "%{http_code}\n", ...headers];
		const url = `${server.url}/api/v4/cases`;
		for (let count = 0; count < 60; count++) {
			const { stdout } = await promisify(execFile)("curl", [
				...args,
				"--data-binary",
				`@${file}`,
				url,
			]);
			assert.equal(stdout, "413\n");
		}
	});

	test("leaves a connection that serves on, where it may", async () => {
		const keep = ["Connection: keep-alive"];
		const { socket, answer } = await sendFirst("POST /api/v4/me", json, keep);
		assert.match(answer, /^HTTP\/1.1 405 /);
		socket.write("GET /livez HTTP/1.1\r\nHost: cases.example\r\n\r\n");
		const [next] = await once(socket, "data");
		assert.match(String(next), /^HTTP\/1.1 200 /);
		socket.destroy();
	});
});

test("nothing is read on of a request that has no connection", async () => {
	const app = fastify();
	const endUnread = endUnreadRequests(app, new WeakMap(), 1024 * 1024);
	app.addHook("onResponse", async ({ raw }) => endUnread(raw));
	mock.timers.enable({ apis: ["setInterval"] });
	try {
		const { statusCode } = await app.inject("/nothing");
		assert.equal(statusCode, 404);
		mock.timers.tick(60_000);
	} finally {
		mock.timers.reset();
	}
});

test("a body is read on after its answer up to a number of bytes", {
	timeout: 20_000,
}, async (test) => {
	const app = fastify({ forceCloseConnections: true });
	const endUnread = endUnreadRequests(app, new WeakMap(), 1024 * 1024);
	app.addHook("onResponse", async ({ raw }) => endUnread(raw));
	app.addHook("onRequest", async (_request, reply) => reply.code(401).send());
	test.after(() => app.close());
	await app.listen({ port: 0 });
	const { port } = app.server.address() as { readonly port: number };
	const socket = connect(port, "127.0.0.1").on("error", () => {});
	socket.resume();
	socket.write(
		`POST / HTTP/1.1\r\nHost: cases.example\r\nContent-Length: ${2 * body.length}\r\n\r\n`,
	);
	await once(socket, "data");
	// A reset is an error of the socket, and what this waits for.
	const closed = new Promise((resolve) => socket.once("close", resolve));
	socket.write(body);
	await closed;
	assert.ok(socket.bytesWritten <= body.length + 1024);
});
