import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { type Answer, readAnswer } from "../fuzz/answer.ts";
import { checkAnswer } from "../fuzz/check-answer.ts";
import { differences, writtenOut } from "../fuzz/compare-case.ts";
import { filesLeftBehind } from "../fuzz/count-files.ts";
import { createdCases } from "../fuzz/created-cases.ts";
import type { FuzzRequest } from "../fuzz/fuzz-request.ts";
import { readWire } from "../fuzz/read-wire.ts";
import { createRequests } from "../fuzz/requests.ts";
import { shrinkRequest } from "../fuzz/shrink-request.ts";
import { readCatalogue } from "../fuzz/stage.ts";
import type { Wire } from "./support/parity-wire.ts";
import { party1, send } from "./support/requests.ts";
import { startServer } from "./support/test-server.ts";

const create: FuzzRequest = {
	...{
		protocol: "rest",
		what: "create",
		caller: "party1Web",
		place: "headers",
	},
	...{ method: "POST", path: "/api/v4/cases", headers: [], headEdits: [] },
	body: Buffer.from('{"categoryCode":"Reclamo","caseData":{"monto":12.50}}'),
	sent: null,
};
const byGraphql: FuzzRequest = {
	...create,
	protocol: "graphql",
	path: "/graphql",
};

const cut = { kind: "cut", at: 0, length: 1, bytes: Buffer.of() } as const;
const problemType = { "content-type": "application/problem+json" };
const problem = (status: number) =>
	JSON.stringify({
		...{ type: "about:blank", title: "Not Found", status },
		...{ detail: "There is nothing.", requestId: "a-1" },
	});

function answer(
	status: number,
	body: string,
	headers: Record<string, string> = { "content-type": "application/json" },
): Answer {
	const entries = new Map(Object.entries(headers));
	return { status, headers: entries, body: Buffer.from(body) };
}

describe("the fuzz run", () => {
	const wrong: [what: string, FuzzRequest, Answer | null, RegExp][] = [
		["a fault", create, answer(500, '{"errors":{"a":"b"}}'), /status is 500/],
		["a busy server without Retry-After", create, answer(503, "{}"), /503/],
		["no answer", create, null, /no answer/],
		["no JSON", create, answer(400, "<html>"), /no JSON object/],
		["an empty body", byGraphql, answer(406, ""), /no JSON object/],
		[
			"a number in errors",
			create,
			answer(400, '{"errors":{"a":1},"messages":{"a":"c"}}'),
			/string/,
		],
		[
			"nested errors",
			create,
			answer(400, '{"errors":{"a":{}},"messages":{"a":"c"}}'),
			/string/,
		],
		["no messages", create, answer(400, '{"errors":{"a":"b"}}'), /messages/],
		["no errors", create, answer(400, "{}"), /names no errors/],
		[
			"a success with errors",
			create,
			answer(201, '{"errors":{"a":"b"}}'),
			/success/,
		],
		[
			"an error without a code",
			byGraphql,
			answer(200, '{"data":null,"errors":[{"message":"x"}]}'),
			/no code/,
		],
		[
			"a fault inside of 200",
			byGraphql,
			answer(
				200,
				'{"data":null,"errors":[{"message":"x","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}',
			),
			/no code/,
		],
		["neither data nor errors", byGraphql, answer(200, "{}"), /neither/],
		[
			"problem details where a protocol answers",
			create,
			answer(404, problem(404), problemType),
			/no errors/,
		],
		[
			"problem details of another status",
			{ ...create, headEdits: [cut] },
			answer(404, problem(400), problemType),
			/lack/,
		],
	];
	for (const [what, request, given, message] of wrong)
		test(`finds ${what}`, () => {
			assert.match(checkAnswer(request, given) ?? "nothing", message);
		});

	const right: [what: string, FuzzRequest, Answer][] = [
		[
			"a refusal of v4",
			create,
			answer(400, '{"errors":{"a":"b"},"messages":{"a":"c"}}'),
		],
		["a failed file call", create, answer(200, "FAILED", {})],
		[
			"problem details of headers that are too large",
			create,
			answer(431, problem(431), problemType),
		],
		["a busy server", create, answer(503, "", { "retry-after": "1" })],
		[
			"a refusal of GraphQL",
			byGraphql,
			answer(
				400,
				'{"errors":[{"message":"x","extensions":{"code":"BAD_USER_INPUT"}}]}',
			),
		],
	];
	for (const [what, request, given] of right)
		test(`finds nothing wrong with ${what}`, () => {
			assert.equal(checkAnswer(request, given), null);
		});

	test("sees the case of a create, with the digits that were sent, but not one that was there before", () => {
		const created = answer(201, '{"case":{"id":7}}');
		const [found] = createdCases(create, created);
		assert.deepEqual(found, {
			number: "7",
			sent: readWire(String(create.body)),
		});
		const headers = new Map([["idempotent-replayed", "true"]]);
		assert.deepEqual(createdCases(create, { ...created, headers }), []);
	});

	const sent = readWire(
		'{"categoryCode":"a","typeCode":"T","status":null,"comments":[{"description":"x"}],"attachements":[{"fileName":"f","content":"QUI="}],"caseData":{"monto":1.0E-4,"n":1.0,"d":null,"links":[]}}',
	) as Wire;
	const same =
		'{"categoryCode":"a","typeCode":"T","status":"Created","comments":[{"id":1,"description":"x"}],"attachements":[{"id":2,"fileName":"f","contentType":"application/octet-stream","size":2}],"caseData":{"links":[],"monto":0.00010,"n":1}}';
	const numbers = new Set(["T n"]);

	test("takes a case that says what was sent for equal", () => {
		assert.deepEqual(differences(sent, readWire(same) as Wire, numbers), []);
	});

	const changes: [string, string][] = [
		['"a"', '"b"'],
		['"x"', '"X"'],
		['"comments":[{', '"comments":[{"description":"x"},{'],
		["0.00010", "0.0001"],
		['"size":2', '"size":3'],
		[',"n":1', ""],
		['"n":1', '"n":2'],
	];
	for (const [from, to] of changes)
		test(`takes a case with ${to} for ${from} for different`, () => {
			const read = readWire(same.replace(from, to)) as Wire;
			assert.equal(differences(sent, read, numbers).length, 1);
		});

	test("writes numbers out without their exponents, digit by digit", () => {
		for (const [digits, text] of [
			...[
				["1.0E-4", "0.00010"],
				["12.50", "12.50"],
				["1E2", "100"],
			],
			...[
				["1.25e1", "12.5"],
				["-0", "-0"],
				["120e-1", "12.0"],
				["0.1e1", "1"],
			],
		])
			assert.equal(writtenOut(digits as string), text);
	});

	test("reads answers in chunks and by length, and waits for whole ones", () => {
		const chunked =
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
		const whole = readAnswer(Buffer.from(chunked), false, false);
		assert.equal(String(whole?.body), "abc");
		const part = Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
		assert.equal(readAnswer(part, false, false), null);
	});

	test("makes the same requests from the same seed, and others from another", async () => {
		const { file } = await readCatalogue();
		const [one, same, other] = [1, 1, 2].map((seed) =>
			JSON.stringify(createRequests(file, seed).batch(3)),
		);
		assert.equal(one, same);
		assert.notEqual(one, other);
	});

	test("makes the smallest request that has the same fault", async () => {
		const headers = [...byGraphql.headers, ["x-a", "b"], ["x-c", "d"]] as const;
		const body = Buffer.from(`${"a".repeat(500)}toString${"b".repeat(99)}`);
		const small = await shrinkRequest(
			{ ...byGraphql, headers, body },
			async ({ headers, body }) =>
				String(body).includes("toString") &&
				headers.some(([name]) => name === "x-c"),
		);
		assert.equal(String(small.body), "toString");
		assert.deepEqual(small.headers, [["x-c", "d"]]);
	});

	test("finds a file that no row names", async () => {
		await using server = await startServer();
		const { status } = await send(server, "PUT", "/api/v4/uploads?fileName=a", {
			headers: { ...party1, "content-type": "text/plain" },
			body: "bytes",
		});
		assert.equal(status, 201);
		const folder = join(server.databaseFile, "..");
		assert.deepEqual(filesLeftBehind(folder), []);
		writeFileSync(join(server.attachmentsFolder, "stray"), "bytes");
		assert.deepEqual(filesLeftBehind(folder), ["stray"]);
	});

	test("measures how long an event loop stood still", async () => {
		const short = await standstill(40_000);
		const long = await standstill(400_000);
		assert.ok(long > 3 * short, `${long} is not long beside ${short}`);
	});
});

/** What the meter says of a process whose loop stands still for so many microseconds of the processor's time. */
async function standstill(microseconds: number): Promise<number> {
	const block = `setTimeout(() => { const { user } = process.cpuUsage(); while (process.cpuUsage().user - user < ${microseconds}); setTimeout(() => process.send('blocked'), 50); setInterval(() => {}, 1000); }, 100)`;
	const meter = new URL("../fuzz/turn-meter.ts", import.meta.url).href;
	const child = spawn(process.execPath, ["--import", meter, "-e", block], {
		stdio: ["ignore", "ignore", "inherit", "ipc"],
	});
	assert.deepEqual((await once(child, "message"))[0], "blocked");
	child.send("read");
	const [milliseconds] = await once(child, "message");
	child.kill();
	return milliseconds;
}
