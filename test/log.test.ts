import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { freePort } from "./support/free-port.ts";
import { basic, party1, telefonico } from "./support/requests.ts";
import { type Program, spawnCasebridge } from "./support/spawn-casebridge.ts";
import { copyDemoDatabase, temporaryFolder } from "./support/test-server.ts";

let program: Program;
let url: string;
before(async () => {
	const port = await freePort();
	url = `http://127.0.0.1:${port}`;
	const file = `${temporaryFolder()}/casebridge.db`;
	await copyDemoDatabase(file);
	program = spawnCasebridge({
		PORT: String(port),
		DATABASE_URL: `file:${file}`,
		LOG_LEVEL: "debug",
	});
	await program.until(/Create a case/);
});
after(async () => {
	program.process.kill("SIGTERM");
	await program.exited;
});

const post = (path: string, headers: Record<string, string>, body: unknown) =>
	fetch(url + path, {
		method: "POST",
		headers: { "content-type": "application/json", ...headers },
		body: JSON.stringify(body),
	});

/** The lines that a request made, once the server has written them. */
async function linesOf(act: () => Promise<unknown>): Promise<string[]> {
	const from = program.output().length;
	await act();
	for (let waited = 0; waited < 2_000; waited += 20) {
		if (program.output().slice(from).includes('"answered"')) break;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	return program.output().slice(from).trimEnd().split("\n");
}

/** Controls, and what turns a line around or ends it. */
const unprintable = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

describe("a log line", () => {
	const hostile = 'a\r\n{"level":60}\u001b[31m\u009b31m\u202e\u2028b';
	for (const [where, act] of [
		[
			"the path",
			() =>
				fetch(
					`${url}/a%0d%0a%1b[31m%e2%80%ae\u202e/${encodeURIComponent(hostile)}`,
				),
		],
		[
			"every field",
			() =>
				post("/api/v4/cases", party1, {
					categoryCode: hostile,
					typeCode: hostile,
					status: hostile,
					[hostile.slice(0, 20)]: 1,
				}),
		],
		[
			"names and passwords",
			() =>
				post(
					"/api/v4/cases",
					{ ...party1, authorization: basic(hostile, hostile) },
					telefonico,
				),
		],
		[
			"an operation",
			() =>
				post("/graphql", party1, {
					query: `{ ${hostile} }`,
					operationName: hostile,
				}),
		],
	] as const)
		test(`F2, F7, I5: is one line of printable characters, with controls in ${where}`, async () => {
			const lines = await linesOf(act);
			for (const line of lines) {
				assert.doesNotMatch(line, unprintable);
				assert.notEqual(JSON.parse(line).level, 60);
			}
			assert.equal(
				lines.filter((line) => line.includes('"answered"')).length,
				1,
			);
		});

	test("F10: holds nothing of what was sent: numbers of cards, names, texts", async () => {
		const card = "4111 1111 1111 1111";
		const input = {
			...telefonico,
			status: card,
			comments: [{ description: card }],
			caseData: { monto: card },
			attachments: [{ fileName: card, content: btoa(card) }],
		};
		const query =
			"mutation ($input: CreateCaseInput!) { createCase(input: $input) { userErrors { code } } }";
		for (const act of [
			() => post(`/api/v4/cases?activity=${card}`, party1, input),
			() => post("/graphql", party1, { query, variables: { input } }),
			() => post("/graphql", party1, { query: `{ node(id: "${card}") }` }),
		]) {
			const lines = await linesOf(act);
			assert.doesNotMatch(lines.join("\n"), /4111/);
		}
	});

	test("I4: is written for the first 600 refusals of a minute, and the rest are counted", async () => {
		const from = program.output().length;
		for (let round = 0; round < 30; round++)
			await Promise.all(
				Array.from({ length: 50 }, () => post("/api/v4/cases", {}, {})),
			);
		await new Promise((resolve) => setTimeout(resolve, 200));
		const lines = program.output().slice(from).split("\n");
		assert.ok(lines.length <= 601, `${lines.length} lines`);
		assert.ok(lines.length > 500);
		program.process.kill("SIGTERM");
		await program.exited;
		assert.match(
			program.output(),
			/"untold":\d{3}.*more requests were refused/,
		);
	});
});
