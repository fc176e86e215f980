import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { assertProblem } from "../../support/assert-problem.ts";
import {
	type Answer,
	party1,
	postCase,
	send,
	telefonico,
} from "../../support/requests.ts";
import { startServer } from "../../support/test-server.ts";
import { assertGeneralRefusal, assertRefused } from "./assert-refused.ts";
import { nobodyAt } from "./callers.ts";
import { sendRaw } from "./send-raw.ts";
import { assertNothingStored, assertStored, countStored } from "./stored.ts";

const good = JSON.stringify(telefonico);
const json = ["content-type", "application/json"] as const;
const caller = Object.entries(party1);

describe("the content type of a v4 body", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	const accepted = [
		"application/json",
		"Application/JSON",
		"application/json; charset=utf-8",
		"application/json;charset=UTF-8",
		'application/json; charset="utf-8"',
	];
	for (const type of accepted)
		test(`B2, B3: may be ${type}`, async () => {
			const answer = await sendRaw(server, {
				headers: [...caller, ["content-type", type]],
				body: good,
			});
			assert.equal(answer.status, 201);
		});

	const refused = [
		undefined,
		"",
		"text/plain",
		"text/json",
		"application/xml",
		"application/x-www-form-urlencoded",
		"multipart/form-data; boundary=x",
		"application/graphql-response+json",
		"application/json\ta",
		"application/json a",
		"application/jsonx",
		"application/json, text/plain",
		"application/json; charset=utf-7",
		"application/json; charset=utf-16",
		"application/json; charset=ibm037",
		"application/json; charset=iso-8859-2",
		"*/*",
	];
	for (const path of ["/api/v4/cases", "/api/v4/signin"])
		for (const type of refused)
			test(`B1, B2, B3, C15, C16, C17: is refused with 415 on ${path}: ${JSON.stringify(type)}`, async () => {
				const before = countStored(server);
				const headers =
					type === undefined ? [] : [["content-type", type] as const];
				const answer = await sendRaw(server, {
					path,
					headers: [...caller, ...headers],
					body: good,
				});
				assertGeneralRefusal(answer, 415, "UnsupportedMediaType");
				assert.deepEqual(countStored(server), before);
			});

	test("A20: is refused with 415 when the body is compressed twice or by something unknown", async () => {
		for (const encoding of ["zstd", "gzip, br", "deflate, deflate"]) {
			const answer = await sendRaw(server, {
				headers: [...caller, json, ["content-encoding", encoding]],
				body: good,
			});
			assertGeneralRefusal(answer, 415, "UnsupportedMediaType");
		}
	});
});

describe("a v4 body that is no strict JSON", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	const malformed: [title: string, body: string | Uint8Array][] = [
		["B19: nothing", ""],
		["B19: white space", " \r\n"],
		["B19: null", "null"],
		["B19: a text", '"x"'],
		["B19: a number", "1"],
		["B19: true", "true"],
		["B19: a list with entries", `[${good}]`],
		["B19: a list of nothing much", "[null]"],
		["B11: an open object", good.slice(0, -1)],
		["B20: two documents", good + good],
		["B11: a trailing comma", `${good.slice(0, -1)},}`],
		["B11: a comment", `/* */${good}`],
		["B11: single quotes", good.replaceAll('"', "'")],
		["B4: a byte order mark alone", "\ufeff"],
		["B11: NaN", '{"caseData":{"monto":NaN}}'],
		["B11: a leading zero", '{"caseData":{"monto":01}}'],
		["B11: a raw line feed in a text", '{"categoryCode":"a\nb"}'],
	];
	for (const [title, body] of malformed)
		test(`${title}: is InvalidJson`, async () => {
			const answer = await sendRaw(server, {
				headers: [...caller, json],
				body,
			});
			assertGeneralRefusal(answer, 400, "InvalidJson");
			assertNothingStored(server);
		});

	const withData = (caseData: string) =>
		`${good.slice(0, -1)},"caseData":${caseData}}`;
	const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
	const manyKeys = (count: number) =>
		`{${Array.from({ length: count }, (_, index) => `"k${index}":0`)}}`;
	type Fault = [title: string, body: string, key: string, code: string];
	const faults: Fault[] = [
		[
			"B6: the same key twice",
			`${good.slice(0, -1)},"typeCode":"Factura"}`,
			"typeCode",
			"DuplicateKey",
		],
		[
			"B6: the same key twice, once escaped",
			`${good.slice(0, -1)},"type\\u0043ode":"Factura"}`,
			"typeCode",
			"DuplicateKey",
		],
		[
			"B6: the same field twice",
			withData('{"monto":1,"monto":1}'),
			"caseData.monto",
			"DuplicateKey",
		],
		[
			"B8: an integer beyond 2^53-1",
			withData('{"cantidad":9007199254740993}'),
			"caseData.cantidad",
			"UnsafeNumber",
		],
		[
			"B12: half a surrogate pair in a comment",
			'{"comments":[{"description":"a"},{"description":"\\ud83d"}]}',
			"comments.1.description",
			"IllFormedText",
		],
		[
			"B13: U+0000 in a code",
			'{"categoryCode":"Reclamo\\u0000"}',
			"categoryCode",
			"IllFormedText",
		],
		[
			"B13: U+0000 in a file name",
			'{"attachements":[{"fileName":"a\\u0000.txt"}]}',
			"attachements.0.fileName",
			"IllFormedText",
		],
		[
			"B7: __proto__",
			'{"__proto__":{"status":"Closed"}}',
			"__proto__",
			"ReservedKey",
		],
		[
			"B7: __proto__, escaped",
			withData('{"\\u005f_proto__":1}'),
			"caseData.__proto__",
			"ReservedKey",
		],
		[
			"B7: constructor",
			withData('{"constructor":{"prototype":{}}}'),
			"caseData.constructor",
			"ReservedKey",
		],
		[
			"B15: a depth of 33",
			`{"comments":${nested(32)}}`,
			`comments${".0".repeat(31)}`,
			"DepthExceeded",
		],
		[
			"B15: a depth of 100,000",
			`{"comments":${"[".repeat(100_000)}`,
			`comments${".0".repeat(31)}`,
			"DepthExceeded",
		],
		["B16: 257 keys", withData(manyKeys(257)), "caseData", "TooManyKeys"],
		[
			"B16: a key of 65 characters",
			withData(`{"${"k".repeat(65)}":1}`),
			"caseData",
			"KeyTooLong",
		],
	];
	for (const [title, body, key, code] of faults)
		test(`${title}: is ${code}, with the path`, async () => {
			const answer = await sendRaw(server, {
				headers: [...caller, json],
				body,
			});
			assertRefused(answer, 400, { [key]: code });
			assertNothingStored(server);
			assert.equal(Object.hasOwn(Object.prototype, "status"), false);
		});

	test("B5, B16: has an empty path where the whole body is at fault", async () => {
		const notUtf8 = Uint8Array.of(0x22, 0xff, 0x22);
		const tooMany = `{"comments":[${Array(10_001).fill("0").join()}]}`;
		const whole = [
			[notUtf8, "IllFormedText"],
			[tooMany, "TooManyValues"],
		] as const;
		for (const [body, code] of whole) {
			const answer = await sendRaw(server, {
				headers: [...caller, json],
				body,
			});
			assertGeneralRefusal(answer, 400, code);
		}
		assertNothingStored(server);
	});
});

describe("a v4 body that is too large", async () => {
	const server = await startServer({
		MAX_BODY_BYTES: "4096",
		MAX_ANONYMOUS_BODY_BYTES: "1024",
	});
	after(() => server[Symbol.asyncDispose]());
	const padded = (bytes: number) => good.padEnd(bytes, " ");
	const wrongToken = { ...party1, "thalamus-token": "x" };

	for (const isChunked of [false, true])
		for (const [who, headers, limit, below] of [
			["a party", party1, 4096, 201],
			["nobody", nobodyAt("web"), 1024, 401],
			["a wrong token", wrongToken, 1024, 401],
		] as const)
			test(`B17: is refused with 413 above ${limit} bytes for ${who}, ${isChunked ? "chunked" : "with its length"}`, async () => {
				const answerTo = (bytes: number) =>
					sendRaw(server, {
						headers: [...Object.entries(headers), json],
						body: padded(bytes),
						isChunked,
					});
				assertGeneralRefusal(
					await answerTo(limit + 1),
					413,
					"PAYLOAD_TOO_LARGE",
				);
				assert.equal((await answerTo(limit)).status, below);
			});

	test("leaves nothing behind", () => {
		assertStored(server, { cases: 2, case_events: 2 });
	});
});

describe("paths and methods of v4", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	const unknown: [method: string, path: string][] = [
		["GET", "/api/v4"],
		["GET", "/api/v4/nada"],
		["POST", "/api/v4/case"],
		["POST", "/api/v4/Cases"],
		["POST", "/api/v4/cases%2F"],
		["OPTIONS", "/api/v4/nada"],
		["GET", "/api/v4/"],
		["GET", "/api/v4/nada?touchpoint=web"],
		["GET", "/%61pi/v4/nada"],
		["GET", "//api//v4//nada"],
	];
	for (const [method, path] of unknown)
		test(`answer 404 to ${method} ${path}`, async () => {
			const answer = await send(server, method, path, {
				headers: party1,
				...(method === "POST" && { body: telefonico }),
			});
			assertGeneralRefusal(answer, 404, "NOT_FOUND");
			assertNothingStored(server);
		});

	const elsewhere: [method: string, path: string][] = [
		["POST", "/api/v3/cases"],
		["POST", "/cases"],
		["GET", "/"],
		["GET", "/api"],
		["GET", "/api/v40/cases"],
		["GET", "/API/v4/cases"],
		["GET", "/graphql/nada"],
		["GET", "/nada?path=/api/v4/cases"],
	];
	for (const [method, path] of elsewhere)
		test(`answer 404 to ${method} ${path} as problem details`, async () => {
			const { status, text, headers } = await send(server, method, path, {
				headers: party1,
				...(method === "POST" && { body: telefonico }),
			});
			assert.equal(status, 404);
			const contentType = headers.get("content-type");
			const requestId = headers.get("x-request-id");
			assertProblem({ text, contentType, requestId }, 404);
			assertNothingStored(server);
		});

	const wrong: [method: string, path: string, allow: string[]][] = [
		["DELETE", "/api/v4/cases", ["POST"]],
		["PUT", "/api/v4/cases", ["POST"]],
		["PATCH", "/api/v4/cases/", ["POST"]],
		["GET", "/api/v4/signin", ["POST"]],
		["PUT", "/api/v4/signin/", ["POST"]],
		["POST", "/api/v4/logout", ["GET", "HEAD"]],
		["DELETE", "/api/v4/logout/", ["GET", "HEAD"]],
	];
	for (const [method, path, allow] of wrong)
		test(`A11: answer 405 to ${method} ${path}, and say what is allowed`, async () => {
			const answer = await send(server, method, path, { headers: party1 });
			assertGeneralRefusal(answer, 405, "METHOD_NOT_ALLOWED");
			const allowed = answer.headers.get("allow")?.split(", ") ?? [];
			for (const name of allow) assert.ok(allowed.includes(name), name);
			assert.equal(allowed.includes(method), false);
			assertNothingStored(server);
		});

	test("A22: do not listen to a method that a header or a member names", async () => {
		const answer = await send(server, "GET", "/api/v4/signin?_method=POST", {
			headers: { ...party1, "x-http-method-override": "POST" },
		});
		assertGeneralRefusal(answer, 405, "METHOD_NOT_ALLOWED");
	});

	test("accept a trailing slash", async () => {
		const created = await send(server, "POST", "/api/v4/cases/", {
			headers: party1,
			body: telefonico,
		});
		assert.equal(created.status, 201);
		const signedIn = await send(server, "POST", "/api/v4/signin/", {
			headers: nobodyAt("web"),
			body: { principal: "party1@example.com", password: "demo-party-1" },
		});
		assert.equal(signedIn.status, 200);
		const loggedOut = await send(server, "GET", "/api/v4/logout/", {
			headers: nobodyAt("web"),
		});
		assert.equal(loggedOut.status, 200);
	});
});

describe("every v4 answer", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());
	const login = { principal: "party1@example.com", password: "demo-party-1" };

	test("is JSON in UTF-8, and compressed only for who names a method", async () => {
		for (const encoding of ["*", "identity", "deflate", ""]) {
			const headers = { ...party1, "accept-encoding": encoding };
			for (const answer of [
				await postCase(server, telefonico, headers),
				await postCase(server, {}, headers),
			]) {
				assert.equal(answer.headers.get("content-encoding"), null);
				assert.equal(
					answer.headers.get("content-type"),
					"application/json; charset=utf-8",
				);
			}
		}
	});

	test("has no errors when it succeeds, and only texts in errors when it does not", async () => {
		const nobody = { headers: nobodyAt("web") };
		const answers = [
			await postCase(server, telefonico),
			await send(server, "POST", "/api/v4/signin", { ...nobody, body: login }),
			await send(server, "GET", "/api/v4/logout", nobody),
			await postCase(server, {}),
			await postCase(server, { ...telefonico, caseData: { monto: [] } }),
			await postCase(server, "{"),
			await postCase(server, telefonico, {}),
			await postCase(server, telefonico, { ...party1, "idempotency-key": "" }),
			await send(server, "POST", "/api/v4/signin", { ...nobody, body: {} }),
			await send(server, "GET", "/api/v4/nada", nobody),
			await send(server, "DELETE", "/api/v4/cases", nobody),
			await send(server, "POST", "/api/v4/%zz", nobody),
			await send(server, "POST", "/api/v4/cases", {
				headers: { ...party1, "content-type": "text/plain" },
				body: "x",
			}),
		];
		for (const { status, body } of answers) {
			assert.equal("errors" in body, status >= 300, String(status));
			for (const value of Object.values(body.errors ?? {}))
				assert.equal(typeof value, "string");
		}
	});

	test("keeps to itself every secret that it was sent", async () => {
		const secrets = [
			"demo-web-token",
			"secret-token-1",
			"demo-party-1",
			"secret-password-1",
			"987654321",
		];
		const query = "?touchpoint=web&token=secret-token-1";
		const wrongBasic = `Basic ${Buffer.from("party1@example.com:secret-password-1").toString("base64")}`;
		const wrongLogin = { ...party1, authorization: wrongBasic };
		const post = (
			path: string,
			headers: Record<string, string>,
			body: unknown = telefonico,
		) => send(server, "POST", path, { headers, body });
		assertKept(secrets, [
			await post(`/api/v4/cases${query}`, {}),
			await post(`/api/v4/cases${query}`, party1),
			await post(`/api/v4/nada${query}`, {}),
			await send(server, "DELETE", `/api/v4/cases${query}`, {}),
			await post("/api/v4/cases", wrongLogin),
			await post("/api/v4/cases", {
				...wrongLogin,
				cookie: "casebridge_session=secret-token-1",
			}),
			await post("/api/v4/cases", party1, "{"),
			await post("/api/v4/cases", party1, {}),
			await post("/api/v4/cases", {
				...party1,
				"content-type": "text/plain",
			}),
			await post("/api/v4/signin", nobodyAt("web"), {
				principal: "party1@example.com",
				password: "secret-password-1",
			}),
			await post("/api/v4/signin", nobodyAt("web"), {
				principal: "party1@example.com",
				password: ["secret-password-1"],
			}),
			await post("/api/v4/signin", nobodyAt("web"), {
				principal: 1,
				password: "secret-password-1",
			}),
			await post("/api/v4/signin", nobodyAt("web"), {
				principal: 987654321,
				password: 987654321,
			}),
		]);
	});

	test("keeps to itself a password that is no JSON", {}, async () => {
		for (const password of ['"secret-password-1\\x"', "secret-password-1"])
			assertKept(
				["secret-password-1"],
				[
					await send(server, "POST", "/api/v4/signin", {
						headers: nobodyAt("web"),
						body: `{"principal":"a","password":${password}}`,
					}),
				],
			);
	});

	test("keeps to itself the token behind a path that cannot be decoded", {}, async () => {
		const query = "?touchpoint=web&token=secret-token-1";
		for (const path of ["/api/v4/%zz", "/api/v4/cases/%E0%A4%A"])
			assertKept(
				["secret-token-1"],
				[await send(server, "POST", path + query, { body: telefonico })],
			);
	});
});

function assertKept(secrets: readonly string[], answers: readonly Answer[]) {
	for (const { status, text, headers } of answers) {
		assert.ok(status >= 400, text);
		const whole = text + JSON.stringify([...headers]);
		for (const secret of secrets)
			assert.equal(whole.includes(secret), false, `${status} ${whole}`);
	}
}
