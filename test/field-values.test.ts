import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertNothingStored } from "./rest/v4/stored.ts";
import { party1, send } from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

let server: TestServer;
before(async () => {
	server = await startServer({ MAX_COMMENTS: "100" });
});
after(() => server[Symbol.asyncDispose]());

const document =
	"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } userErrors { code field } } }";

/** Sends the same JSON text by a protocol; answers the status and every key or path that is at fault. */
const protocols = {
	async REST(input: string) {
		const { status, body } = await send(server, "POST", "/api/v4/cases", {
			headers: party1,
			body: input,
		});
		// What is refused as a whole has three keys of one name.
		const keys = Object.keys(body.errors ?? {});
		return {
			status,
			faults: keys.filter(
				(key) => key !== "error.code" && key !== "error.description",
			),
		};
	},
	async GraphQL(input: string) {
		const query = JSON.stringify(document);
		const { status, body } = await send(server, "POST", "/graphql", {
			headers: party1,
			body: `{"query":${query},"variables":{"input":${input}}}`,
		});
		const problems = body.data?.createCase?.userErrors ?? [];
		const refused = body.errors ?? [];
		return {
			status: problems.length > 0 ? 400 : status,
			faults: [
				...problems.map(({ field }: { field: string[] }) => field.join(".")),
				...refused.map(({ message }: { message: string }) => message),
			],
		};
	},
} as const;

const pair = '"categoryCode":"Reclamo","typeCode":"Telefonico"';
const withData = (data: string) => `{${pair},"caseData":{${data}}}`;
const digits = "9".repeat(400);
const long = "x".repeat(65_537);

const refused: [title: string, input: string, faults?: number][] = [
	["B8: 9007199254740993", withData('"cantidad":9007199254740993')],
	["B8: 12345678901234567890", withData('"monto":12345678901234567890')],
	["B9: 1e400", withData('"monto":1e400')],
	["B9: -1e400", withData('"monto":-1e400')],
	["B9: 1e-400", withData('"monto":1e-400')],
	["B21: an unknown key", `{${pair},"internal":true}`],
	["B22: a number for a code", '{"categoryCode":1,"typeCode":"Telefonico"}'],
	["B22: a list for a status", `{${pair},"status":["Created"]}`],
	["B22: a text for comments", `{${pair},"comments":"x"}`],
	["B22: a text for caseData", `{${pair},"caseData":"x"}`],
	[
		"B22: two faults at once",
		`{${pair},"status":"Nada","resolution":"Nada"}`,
		2,
	],
	[
		"B22: four faults at once",
		withData('"monto":"x","cantidad":"x","urgente":"x","fecha":"x"'),
		4,
	],
	...["monto", "cantidad", "urgente", "fecha"].flatMap(
		(field): [string, string][] => [
			[`B23: an object for ${field}`, withData(`"${field}":{"a":1}`)],
			[`B23: a list for ${field}`, withData(`"${field}":[1]`)],
		],
	),
	...["0000-00-00", "2026-02-30", "+275760-09-14", digits].map(
		(date): [string, string] => [
			`B24: the date ${date.slice(0, 20)}`,
			withData(`"fecha":"${date}"`),
		],
	),
	...["1,5", "1e5", " 1", digits, `0.${digits}`].map(
		(decimal): [string, string] => [
			`B25: the decimal ${decimal.slice(0, 20)}`,
			withData(`"monto":"${decimal}"`),
		],
	),
	...["hasOwnProperty", "toString", "then", "length", "__defineGetter__"].map(
		(key): [string, string] => [
			`B26: the custom field ${key}`,
			withData(`"${key}":1`),
		],
	),
	[
		"B27: 101 comments",
		`{${pair},"comments":[${Array(101).fill('{"description":"a"}')}]}`,
	],
	[
		"B27: 100,000 comments",
		`{${pair},"comments":[${Array(100_000).fill('{"description":"a"}')}]}`,
	],
	["B27: an empty comment", `{${pair},"comments":[{"description":""}]}`],
	[
		"B27: a comment of 64 KiB and one",
		`{${pair},"comments":[{"description":"${long}"}]}`,
	],
];

for (const [protocol, post] of Object.entries(protocols))
	describe(`what a create by ${protocol} may not hold`, () => {
		for (const [title, input, count = 1] of refused)
			test(`${title}: 400, and nothing is stored`, async () => {
				const { status, faults } = await post(input);
				assert.equal(status, 400);
				assert.equal(faults.length, count, faults.join(" "));
				assertNothingStored(server);
			});
	});

test("B28: both spellings of attachments are refused by REST; GraphQL knows one", async () => {
	const both = `{${pair},"attachements":[],"attachments":[]}`;
	assert.deepEqual(await protocols.REST(both), {
		status: 400,
		faults: ["attachments"],
	});
	const old = await protocols.GraphQL(`{${pair},"attachements":[]}`);
	assert.equal(old.status, 400);
	assertNothingStored(server);
});

describe("what a create may hold in several spellings", () => {
	for (const [protocol, post] of Object.entries(protocols))
		test(`B10: -0, 1.0, 1E2 and 1e2 by ${protocol}`, async () => {
			await using own = await startServer();
			const shared = server;
			server = own;
			try {
				for (const number of ["-0", "1.0", "1E2", "1e2"]) {
					const answer = await post(withData(`"cantidad":${number}`));
					assert.deepEqual(answer.faults, []);
				}
				const { body } = await send(own, "GET", "/api/v4/cases", {
					headers: party1,
				});
				assert.deepEqual(
					body.cases.map(
						(one: { caseData: { cantidad: number } }) => one.caseData.cantidad,
					),
					[0, 1, 100, 100],
				);
			} finally {
				server = shared;
			}
		});
});
