import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { describe, mock, test } from "node:test";
import { sendRaw } from "../rest/v4/send-raw.ts";
import {
	assertNothingStored,
	assertStored,
	countStored,
} from "../rest/v4/stored.ts";
import { assertGrowsLinearly } from "../support/assert-cost.ts";
import { party1, postCase, send, telefonico } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

const create =
	"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } } }";
const protocols = {
	REST: { path: "/api/v4/cases", body: JSON.stringify(telefonico) },
	GraphQL: {
		path: "/graphql",
		body: JSON.stringify({ query: create, variables: { input: telefonico } }),
	},
} as const;
const credentials = Object.entries(party1);
const json = ["content-type", "application/json"] as const;

/** Opens a connection and writes the head of a create with more header lines, and as much of the body. */
async function begin(
	server: TestServer,
	{ path, body }: { path: string; body: string },
	{ sent = body, lines = [] }: { sent?: string; lines?: string[] } = {},
) {
	const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
	await once(socket, "connect");
	const head = [
		`POST ${path} HTTP/1.1`,
		"Host: cases.example",
		...credentials.map((pair) => pair.join(": ")),
		"Content-Type: application/json",
		`Content-Length: ${Buffer.byteLength(body)}`,
		...lines,
	];
	socket.write(`${head.join("\r\n")}\r\n\r\n${sent}`);
	return socket;
}

for (const [protocol, { path, body }] of Object.entries(protocols)) {
	describe(`the gate in front of ${protocol}`, () => {
		test("B1: no content type gets 415", async () => {
			await using server = await startServer();
			const answer = await sendRaw(server, {
				path,
				headers: credentials,
				body,
			});
			assert.equal(answer.status, 415);
			assertNothingStored(server);
		});

		for (const type of [
			"application/json\ta",
			"application/json; charset=utf-7",
			"application/json; charset=ibm037",
			"application/json, text/plain",
			" application/jsonx",
		])
			test(`B2, B3: the content type ${JSON.stringify(type)} gets 415`, async () => {
				await using server = await startServer();
				const answer = await sendRaw(server, {
					path,
					headers: [...credentials, ["content-type", type]],
					body,
				});
				assert.equal(answer.status, 415);
				assertNothingStored(server);
			});

		for (const [title, bytes] of [
			[
				"B5: a byte that is not UTF-8",
				Buffer.from(body.replace("Telefonico", "\xff"), "latin1"),
			],
			[
				"B7: __proto__",
				body.replace('"categoryCode"', '"__proto__":{},"categoryCode"'),
			],
			[
				"B7: __proto__ in escapes",
				body.replace('"categoryCode"', '"\\u005f_proto__":{},"categoryCode"'),
			],
			["B12: half a surrogate pair", body.replace("Telefonico", "\\ud800")],
			["B13: U+0000", body.replace("Telefonico", "Telefonico\\u0000")],
			[
				"B15: depth 5,000",
				body.replace('"Telefonico"', "[".repeat(5000) + "]".repeat(5000)),
			],
			[
				"B16: 257 keys",
				body.replace(
					'"Telefonico"',
					`{${Array.from({ length: 257 }, (_, i) => `"k${i}":0`)}}`,
				),
			],
			["B19: nothing", ""],
			["B19: null", "null"],
			["B20: two documents", body + body],
		] as const)
			test(`${title}: gets 400`, async () => {
				await using server = await startServer();
				const answer = await sendRaw(server, {
					path,
					headers: [...credentials, json],
					body: bytes,
				});
				assert.equal(answer.status, 400, answer.text);
				assertNothingStored(server);
				assert.equal(Object.getPrototypeOf({}), Object.prototype);
			});

		test("A15: a body that does not come within 30 s gets 408", async () => {
			await using server = await startServer();
			mock.timers.enable({ apis: ["setTimeout"] });
			try {
				const arrived = once(server.app.server.server, "request");
				const socket = await begin(server, { path, body }, { sent: "{" });
				let answer = "";
				socket.on("data", (text) => {
					answer += text;
				});
				await arrived;
				while (!answer.startsWith("HTTP/1.1 ")) {
					mock.timers.tick(30_000);
					await new Promise(setImmediate);
				}
				assert.match(answer, /^HTTP\/1\.1 408 /);
				socket.destroy();
			} finally {
				mock.timers.reset();
			}
			assertNothingStored(server);
		});

		test("A18: a create whose client leaves before the answer is one case or none, and its key makes it one", async () => {
			await using server = await startServer();
			const keys = Array.from({ length: 20 }, (_, index) => `left-${index}`);
			for (const key of keys) {
				const lines = [`Idempotency-Key: ${key}`];
				const socket = await begin(server, { path, body }, { lines });
				socket.destroy();
			}
			const before = countStored(server);
			assert.ok(before.cases <= 20);
			assert.equal(before.case_events, before.cases);
			for (const key of keys) {
				const headers = { ...party1, "idempotency-key": key };
				const again = await send(server, "POST", path, { headers, body });
				assert.ok(again.status < 300, again.text);
			}
			assertStored(server, {
				cases: 20,
				case_events: 20,
				idempotency_keys: 20,
			});
		});

		test("A21: Range and If-… beside a create are ignored", async () => {
			await using server = await startServer();
			for (const headers of [
				{ range: "bytes=0-1" },
				{ "if-match": '"x"' },
				{ "if-none-match": "*" },
				{ "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT" },
				{ "if-range": '"x"', range: "bytes=0-1" },
			]) {
				const answer = await send(server, "POST", path, {
					headers: { ...party1, ...headers } as Record<string, string>,
					body,
				});
				assert.equal(answer.status, protocol === "REST" ? 201 : 200);
				assert.ok(answer.body.case ?? answer.body.data.createCase.case);
			}
			assertStored(server, { cases: 5, case_events: 5 });
		});

		test("A22: another method in a header or a parameter is ignored", async () => {
			await using server = await startServer();
			for (const name of [
				"x-http-method-override",
				"x-http-method",
				"x-method-override",
			]) {
				const answer = await send(server, "POST", `${path}?_method=DELETE`, {
					headers: { ...party1, [name]: "DELETE" },
					body,
				});
				assert.ok(answer.status < 300);
				const read = await send(server, "PATCH", `${path}?_method=POST`, {
					headers: { ...party1, [name]: "POST" },
					body,
				});
				assert.equal(read.status, 405);
				assert.ok(read.headers.get("allow")?.includes("POST"));
			}
			assertStored(server, { cases: 3, case_events: 3 });
		});

		test("B18: keys that would collide cost no more for each key", async () => {
			await using server = await startServer();
			const objects = (count: number) =>
				Array.from({ length: count }, (_, row) => {
					const keys = Array.from(
						{ length: 240 },
						(_, column) => `"${(row * 240 + column) * 2 ** 16}":0`,
					);
					return `{${keys}}`;
				});
			await assertGrowsLinearly(async (count) => {
				const answer = await send(server, "POST", path, {
					headers: party1,
					body: `{"a":[${objects(count)}]}`,
				});
				assert.equal(answer.status, 400);
			}, 10);
		});
	});
}

test("B14: noncharacters are kept as they were sent", async () => {
	await using server = await startServer();
	const description = "a\ufffe\ufdd0\u{1fffe}z";
	const { body } = await postCase(server, {
		...telefonico,
		comments: [{ description }],
	});
	assert.equal(body.case.comments[0].description, description);
});
