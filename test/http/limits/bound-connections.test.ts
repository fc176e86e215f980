import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { assertNothingStored } from "../../rest/v4/stored.ts";
import { assertProblem } from "../../support/assert-problem.ts";
import { party1, rows, telefonico } from "../../support/requests.ts";
import { startServer, type TestServer } from "../../support/test-server.ts";

async function open(server: TestServer): Promise<Socket> {
	const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
	socket.on("error", () => {}).resume();
	await once(socket, "connect");
	return socket;
}

const host = "Host: cases.example";
const credentials = Object.entries(party1).map(
	([name, value]) => `${name}: ${value}`,
);

/** Milliseconds: how long an answer may take, and for how long nothing more comes once there is one. */
const longestWait = 8_000;
const quiet = 200;

/** Writes bytes on a connection of their own, and answers all that came back before it closed or nothing more did. */
async function exchange(
	server: TestServer,
	head: readonly string[],
	body = "",
): Promise<string> {
	const socket = await open(server);
	let answer = "";
	let last = Date.now();
	socket.setEncoding("latin1").on("data", (text) => {
		answer += text;
		last = Date.now();
	});
	const closed = once(socket, "close").then(() => true);
	socket.write(`${head.join("\r\n")}\r\n\r\n${body}`, "latin1");
	for (let waited = 0; waited < longestWait; waited += 20) {
		const pause = new Promise((resolve) => setTimeout(resolve, 20, false));
		if (await Promise.race([closed, pause])) break;
		const isAnswered = statusesIn(answer).some((status) => status >= 200);
		if (isAnswered && Date.now() - last > quiet) break;
	}
	socket.destroy();
	return answer;
}

const statusesIn = (answer: string) =>
	[...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, code]) => Number(code));

const json = JSON.stringify(telefonico);
/** The head of a create that would succeed, with other lines. */
const create = (...lines: string[]) => [
	"POST /api/v4/cases HTTP/1.1",
	host,
	...credentials,
	"Content-Type: application/json",
	...lines,
];

describe("a request that HTTP itself forbids", () => {
	const length = `Content-Length: ${json.length}`;
	const bad: [title: string, head: string[], body: string, status: number][] = [
		[
			"A1: Content-Length and Transfer-Encoding",
			create(length, "Transfer-Encoding: chunked"),
			`${json.length.toString(16)}\r\n${json}\r\n0\r\n\r\n`,
			400,
		],
		["A2: two lengths", create(length, "Content-Length: 1"), json, 400],
		["A3: an unknown coding", create("Transfer-Encoding: xchunked"), json, 400],
		[
			"A3: chunked and another coding",
			create("Transfer-Encoding: chunked, identity"),
			json,
			400,
		],
		[
			"A5: a chunk extension of 20 KB",
			create("Transfer-Encoding: chunked"),
			`1;${"x".repeat(20_000)}\r\n`,
			400,
		],
		["A6: a space before the colon", create("Content-Length : 5"), json, 400],
		["A6: a negative length", create("Content-Length: -5"), json, 400],
		["A6: a length with a sign", create("Content-Length: +19"), json, 400],
		["A7: U+0000 in a header", create(length, "X-A: a\0b"), json, 400],
		["A8: no Host", create(length).filter((line) => line !== host), json, 400],
		["A8: headers of 20 KB", create(`X-A: ${"x".repeat(20_000)}`), "", 431],
		["A9: two Host headers", create(length, "Host: other"), json, 400],
		["A9: the same Host twice", create(length, host), json, 400],
		["A12: the preface of HTTP/2", ["PRI * HTTP/2.0"], "SM\r\n\r\n", 400],
	];
	for (const [title, head, body, status] of bad)
		test(`${title}: gets ${status} and the end of the connection, and nothing is stored`, async () => {
			await using server = await startServer();
			const answer = await exchange(server, head, body);
			assert.deepEqual(statusesIn(answer), [status], answer);
			assertNothingStored(server);
		});

	test("A4: bare line feeds get 400", async () => {
		await using server = await startServer();
		const answer = await exchange(server, [create(length).join("\n")], json);
		assert.deepEqual(statusesIn(answer), [400], answer);
		assertNothingStored(server);
	});

	const strange: [target: string, status: number][] = [
		["http://other.example/api/v4/cases", 400],
		["http://cases.example/api/v4/cases", 400],
		["https://cases.example/graphql", 400],
		["//../graphql", 404],
		["//..//graphql", 404],
		["//api/v4/..//../graphql", 404],
		["//other.example/api/v4/cases", 404],
		["/api/v4/cases//1", 404],
		["/api/v4/..//cases", 404],
		["//%2Fgraphql", 404],
		["/%2F/graphql", 404],
		["/%2Fapi/v4/cases", 404],
		["//api/v4//%2e//cases", 404],
		["/../graphql", 404],
		["/api%2Fv4%2Fcases", 404],
		["/api/v4/./cases", 404],
		["/api/v4/x/../cases", 404],
		["/api/v4/cases%2f", 404],
		["/api/v4/%2e%2e/cases", 404],
		["/api/v4\\cases", 404],
		["*", 400],
	];
	for (const [target, status] of strange)
		test(`A10: the target ${target} reaches no other route: ${status}`, async () => {
			await using server = await startServer();
			const head = create(length);
			head[0] = `POST ${target} HTTP/1.1`;
			const answer = await exchange(server, head, json);
			assert.deepEqual(statusesIn(answer), [status], answer);
			assertNothingStored(server);
		});

	for (const target of [
		"//api/v4/cases",
		"////api/v4/cases",
		"/api/v4//cases",
		"//api//v4///cases/",
		"//api/v4/cases?x=http://other.example//",
	])
		test(`the target ${target} finds its route`, async () => {
			await using server = await startServer();
			const head = create(length);
			head[0] = `POST ${target} HTTP/1.1`;
			const answer = await exchange(server, head, json);
			assert.deepEqual(statusesIn(answer), [201], answer);
		});

	test("the target //graphql finds its route", async () => {
		await using server = await startServer();
		for (const target of ["//graphql", "///graphql/"]) {
			const query = JSON.stringify({ query: "{ viewer { email } }" });
			const head = create(`Content-Length: ${query.length}`);
			head[0] = `POST ${target} HTTP/1.1`;
			const answer = await exchange(server, head, query);
			assert.match(answer, /"email":"party1@example.com"/);
		}
	});

	for (const path of ["/graphql", "/api/v4/cases", "/api/v4/uploads"])
		test(`A11: TRACE ${path} gets 405 and what is allowed; CONNECT gets no tunnel`, async () => {
			await using server = await startServer();
			const answer = await exchange(server, [`TRACE ${path} HTTP/1.1`, host]);
			assert.deepEqual(statusesIn(answer), [405], answer);
			assert.match(answer, /^allow: /im);
			const tunnel = ["CONNECT example.com:443 HTTP/1.1", host];
			assert.doesNotMatch(await exchange(server, tunnel), /^HTTP\/1.1 200/);
		});
});

/** What every answer tells browsers about its content type. */
const noSniffing = /^x-content-type-options: nosniff\r$/im;

describe("a request that reaches no route", () => {
	const refused: [what: string, head: string[], status: number][] = [
		["an unknown expectation", create("Expect: something"), 417],
		["no Host", ["GET /api/v4/cases HTTP/1.1", ...credentials], 400],
		["no Host, nowhere", ["GET /api/v4/nada HTTP/1.1"], 400],
		["another host", ["GET http://a/api/v4/nada HTTP/1.1", host], 400],
		["an unreadable path", ["GET /api/v4/%zz HTTP/1.1", host], 400],
	];
	for (const [what, head, status] of refused)
		test(`is refused in the form of v4 under its path: ${what}`, async () => {
			await using server = await startServer();
			const answer = await exchange(server, head);
			assert.deepEqual(statusesIn(answer), [status], answer);
			assert.match(answer, noSniffing);
			const { errors } = JSON.parse(answer.split("\r\n\r\n")[1] ?? "");
			assert.equal(errors["error.code"], String(status));
			assert.equal(typeof errors["error.message"], "string");
			assert.match(errors["error.description"], /^[A-Z].*\.$/);
		});

	const elsewhere: [what: string, head: string[], status: number][] = [
		["bytes that are no HTTP", ["\u0016\u0003\u0001"], 400],
		["headers of 20 KB", create(`X-A: ${"x".repeat(20_000)}`), 431],
		["an unknown expectation", ["GET /livez HTTP/1.1", host, "Expect: x"], 417],
		["no Host", ["GET /livez HTTP/1.1"], 400],
		["a path without a slash", ["GET livez HTTP/1.1", host], 400],
		["another host", ["GET http://other/livez HTTP/1.1", host], 400],
		["an unreadable path", ["GET /%zz HTTP/1.1", host], 400],
		["an unreadable path before v4's", ["GET /%zz/api/v4 HTTP/1.1", host], 400],
		["another method", ["DELETE /readyz HTTP/1.1", host], 405],
		["an unknown path", ["GET /api/v5/cases HTTP/1.1", host], 404],
	];
	for (const [what, head, status] of elsewhere)
		test(`is refused with problem details elsewhere: ${what}`, async () => {
			await using server = await startServer();
			const answer = await exchange(server, head);
			assert.deepEqual(statusesIn(answer), [status], answer);
			assert.match(answer, noSniffing);
			assertProblem(
				{
					text: answer.split("\r\n\r\n")[1] ?? "",
					contentType: /^content-type: (.*)$/im.exec(answer)?.[1],
					requestId: /^x-request-id: (.*)$/im.exec(answer)?.[1],
				},
				status,
			);
		});

	test("is none because of its Host, whatever that says, by GraphQL", async () => {
		await using server = await startServer();
		const body = JSON.stringify({ query: "{ viewer { email } }" });
		for (const odd of ["http:// x", "a/b?c#d", "[", "x:99999", "graphql@"]) {
			const head = create(`Content-Length: ${body.length}`);
			head[0] = "POST /graphql HTTP/1.1";
			head[1] = `Host: ${odd}`;
			const answer = await exchange(server, head, body);
			assert.deepEqual(statusesIn(answer), [200], `${odd} ${answer}`);
			assert.match(answer, /"email":"party1@example.com"/);
		}
	});

	test("has a code in GraphQL where its path is known: an unknown expectation", async () => {
		await using server = await startServer();
		const head = create("Content-Length: 2", "Expect: something");
		head[0] = "POST /graphql HTTP/1.1";
		const answer = await exchange(server, head, "{}");
		assert.deepEqual(statusesIn(answer), [417], answer);
		const { errors } = JSON.parse(answer.split("\r\n\r\n")[1] ?? "");
		assert.equal(errors[0].extensions.code, "BAD_USER_INPUT");
	});
});

describe("a body that is announced", () => {
	const expecting = (length: number) =>
		create(`Content-Length: ${length}`, "Expect: 100-continue");

	test("A13: too long gets 413 without having been asked for", async () => {
		await using server = await startServer();
		const answer = await exchange(server, expecting(99_999_999));
		assert.deepEqual(statusesIn(answer), [413], answer);
	});

	test("A13: of a size that may come is asked for", async () => {
		await using server = await startServer();
		const answer = await exchange(server, expecting(json.length), json);
		assert.deepEqual(statusesIn(answer), [100, 201], answer);
	});

	test("A13: with another expectation gets 417", async () => {
		await using server = await startServer();
		const head = create(`Content-Length: ${json.length}`, "Expect: something");
		const answer = await exchange(server, head, json);
		assert.deepEqual(statusesIn(answer), [417], answer);
		assertNothingStored(server);
	});

	test("A19: shorter than it says leaves nothing", async () => {
		await using server = await startServer();
		const socket = await open(server);
		socket.end(`${create("Content-Length: 500").join("\r\n")}\r\n\r\n${json}`);
		await once(socket, "close");
		assertNothingStored(server);
	});
});

describe("a body of JSON is read whole, and the connection serves on", () => {
	const length = `Content-Length: ${json.length}`;
	const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
	const [first, second] = [json.slice(0, 20), json.slice(20)];
	for (const [title, header, pieces] of [
		["with its head", length, [json]],
		["in two pieces", length, [first, second]],
		["after its head", length, ["", json]],
		[
			"in chunks",
			"Transfer-Encoding: chunked",
			[chunk(first), chunk(second) + chunk("")],
		],
	] as const)
		test(`that comes ${title}`, async () => {
			await using server = await startServer();
			const socket = await open(server);
			let answer = "";
			socket.setEncoding("utf8").on("data", (text) => {
				answer += text;
			});
			for (let count = 1; count <= 2; count++) {
				socket.write(`${create(header).join("\r\n")}\r\n\r\n${pieces[0]}`);
				for (const piece of pieces.slice(1)) {
					await sleep(50);
					socket.write(piece);
				}
				for (let waited = 0; statusesIn(answer).length < count; waited += 20) {
					assert.ok(waited < longestWait, answer);
					await sleep(20);
				}
			}
			socket.destroy();
			assert.deepEqual(statusesIn(answer), [201, 201]);
			assert.equal(rows(server, "cases").length, 2);
		});
});

describe("connections", () => {
	test("A14: are cut when their headers do not come, and others are served meanwhile", async () => {
		await using server = await startServer();
		const slow = await Promise.all(
			Array.from({ length: 400 }, () => open(server)),
		);
		let cut = 0;
		for (const socket of slow) {
			socket.once("close", () => cut++);
			socket.write(`POST /graphql HTTP/1.1\r\n${host}\r\n`);
		}
		const drip = setInterval(() => {
			for (const socket of slow) if (!socket.destroyed) socket.write("a");
		}, 1_000).unref();
		assert.equal(server.app.server.server.headersTimeout, 10_000);
		for (let second = 0; cut < slow.length && second < 60; second++) {
			const head = create(
				`Content-Length: ${json.length}`,
				"Connection: close",
			);
			assert.deepEqual(statusesIn(await exchange(server, head, json)), [201]);
			await sleep(1_000);
		}
		clearInterval(drip);
		assert.equal(cut, slow.length, "They were not cut within a minute.");
	});

	test("A15: are cut when a body or the reading of an answer does not go on for 30 s", async () => {
		await using server = await startServer();
		assert.equal(server.app.server.server.timeout, 30_000);
	});

	test("A16: that nothing was sent on make room for a client that sends something", async () => {
		await using server = await startServer({ MAX_CONNECTIONS: "16" });
		const idle: Socket[] = [];
		let closed = 0;
		for (let count = 0; count < 100; count++) {
			const socket = await open(server);
			socket.once("close", () => closed++);
			idle.push(socket);
		}
		const answer = await exchange(
			server,
			create(`Content-Length: ${json.length}`, "Connection: close"),
			json,
		);
		assert.deepEqual(statusesIn(answer), [201]);
		assert.ok(closed >= 80, `${closed} were closed`);
		for (const socket of idle) socket.destroy();
	});

	test("A17: take 1,000 creates one behind the other, and answer them in their order", async () => {
		await using server = await startServer();
		const socket = await open(server);
		let answer = "";
		socket.setEncoding("utf8").on("data", (text) => {
			answer += text;
		});
		const one = `${create(`Content-Length: ${json.length}`).join("\r\n")}\r\n\r\n${json}`;
		socket.write(one.repeat(1000));
		for (let waited = 0; statusesIn(answer).length < 1000; waited += 20) {
			assert.ok(waited < 20_000, `${statusesIn(answer).length} answers`);
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		socket.destroy();
		const ids = [...answer.matchAll(/"case":\{"id":(\d+)/g)].map(Number);
		assert.equal(rows(server, "cases").length, 1000);
		assert.deepEqual(
			ids,
			ids.toSorted((a, b) => a - b),
		);
	});

	test("hold up the end of the server only while an answer is under way", async () => {
		await using server = await startServer();
		const socket = await open(server);
		const closed = once(socket, "close");
		let isTimedOut = false;
		server.app.server.server.on("timeout", () => {
			isTimedOut = true;
		});
		await server.app.close();
		assert.equal(isTimedOut, false);
		await closed;
	});
});
