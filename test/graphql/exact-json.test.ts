import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { checkDocument } from "../../src/graphql/execution/document-limits.ts";
import { schemaOfDefaults } from "../../src/graphql/schema/print-schema.ts";
import { countStored } from "../rest/v4/stored.ts";
import { graphql, party1, send } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";
import { newCase } from "./change.ts";

const pair = 'categoryCode: "Reclamo", typeCode: "Telefonico"';
const answer = "{ case { caseData } userErrors { message } }";
const create = (caseData: string) =>
	`createCase(input: { ${pair}, caseData: ${caseData} }) ${answer}`;

let server: TestServer;
let id: string;
before(async () => {
	server = await startServer();
	id = (await newCase(server)).id;
});
after(() => server[Symbol.asyncDispose]());

describe("a variable inside a literal of caseData", () => {
	const lossy: [what: string, document: string, variables?: object][] = [
		["a Float", `mutation ($m: Float) { ${create("{ monto: $m }")} }`],
		["a Float!", `mutation ($m: Float!) { ${create("{ monto: $m }")} }`],
		[
			"a Float with a default",
			`mutation ($m: Float = 12.50) { ${create("{ monto: $m }")} }`,
			{},
		],
		[
			"a Float in a list in an object",
			`mutation ($m: Float) { ${create("{ a: { b: [[{ c: $m }]] } }")} }`,
		],
		[
			"a list of Float",
			`mutation ($m: [Float!]) { ${create("{ a: $m }")} }`,
			{ m: [12.5] },
		],
		[
			"a Float in a fragment",
			`mutation ($m: Float) { ...F } fragment F on Mutation { ${create("{ monto: $m }")} }`,
		],
		[
			"a Float in a row of a bulk",
			`mutation ($m: Float) { createCases(input: { cases: [{ ${pair}, caseData: { monto: $m } }] }) { userErrors { message } } }`,
		],
		[
			"a DateTime, which would be a date and no text",
			`mutation ($m: DateTime) { ${create("{ fecha: $m }")} }`,
			{ m: "2026-05-01T12:00:00Z" },
		],
		[
			"an input object",
			`mutation ($m: CaseFilter) { ${create("{ monto: $m }")} }`,
			{ m: { createdAfter: "2026-05-01T12:00:00Z" } },
		],
	];
	for (const [what, document, variables = { m: 12.5 }] of lossy)
		test(`is refused in words: ${what}`, async () => {
			const stored = countStored(server);
			const { status, body, text } = await graphql(server, document, variables);
			assert.equal(status, 400, text);
			const [{ message, extensions }] = body.errors;
			assert.match(
				message,
				/^Variable "\$m" of type ".*" does not keep its exact value inside caseData; send caseData as one variable of type "JSONObject", or declare "\$m" as a "String"\.$/,
			);
			assert.equal(extensions.code, "BAD_USER_INPUT");
			assert.deepEqual(countStored(server), stored);
			assert.equal(checkDocument(schemaOfDefaults(), document)[0], message);
		});

	test("is refused in an update, too", async () => {
		const document = `mutation ($id: ID!, $m: Float) { updateCase(input: { id: $id, ${pair}, caseData: { monto: $m } }) ${answer} }`;
		const { status, body } = await graphql(server, document, { id, m: 1.5 });
		assert.equal(status, 400);
		assert.match(body.errors[0].message, /send caseData as one variable/);
	});

	const kept: [type: string, field: string, sent: unknown][] = [
		["String", "monto", "12.50"],
		["String!", "monto", "7.50"],
		["Boolean", "urgente", true],
		["Int", "cantidad", 7],
		["SafeInt", "cantidad", 9007199254740991],
		["ID", "monto", "7.50"],
	];
	for (const [type, field, sent] of kept)
		test(`is stored as it is sent: ${type}`, async () => {
			const document = `mutation ($v: ${type}) { ${create(`{ ${field}: $v }`)} }`;
			const { body, text } = await graphql(server, document, { v: sent });
			assert.deepEqual(
				body.data.createCase.case?.caseData,
				{ [field]: sent },
				text,
			);
		});

	const rewritten: [type: string, text: string][] = [
		["Int", "12.0"],
		["Int!", "1E2"],
		["SafeInt", "12.0"],
		["ID", "12.0"],
		["ID!", "7.50"],
	];
	for (const [type, text] of rewritten)
		test(`is refused in words where JSON's number would lose its digits: ${text} as ${type}`, async () => {
			const stored = countStored(server);
			const documents = [
				`mutation ($v: ${type}) { ${create("{ monto: $v }")} }`,
				`mutation ($v: ${type}) { ...F } fragment F on Mutation { ${create("{ a: [{ monto: $v }] }")} }`,
			];
			for (const query of documents) {
				const found = await send(server, "POST", "/graphql", {
					headers: party1,
					body: `{"query":${JSON.stringify(query)},"variables":{"v":${text}}}`,
				});
				assert.equal(found.status, 400, found.text);
				const [{ message, extensions }] = found.body.errors;
				assert.equal(
					message,
					'The number of variable "$v" does not keep its exact value inside caseData; send caseData as one variable of type "JSONObject", or declare "$v" as a "String".',
				);
				assert.equal(extensions.code, "BAD_USER_INPUT");
			}
			assert.deepEqual(countStored(server), stored);
		});

	test("does not hide what is wrong with a document", async () => {
		const answer = await send(server, "POST", "/graphql", {
			headers: party1,
			body: '{"query":"query ($v: Int) {","variables":{"v":1.0}}',
		});
		assert.equal(answer.status, 400);
		assert.match(answer.body.errors[0].message, /^Syntax Error/);
	});

	test("is a number like any other outside of caseData: 1.0", async () => {
		const query = `mutation ($id: ID!, $v: Int, $m: Int) { updateCase(input: { id: $id, expectedVersion: $v, ${pair}, caseData: { cantidad: $m } }) ${answer} }`;
		const found = await send(server, "POST", "/graphql", {
			headers: party1,
			body: `{"query":${JSON.stringify(query)},"variables":{"id":${JSON.stringify(id)},"v":1.0,"m":7}}`,
		});
		assert.deepEqual(
			found.body.data.updateCase.case?.caseData,
			{ cantidad: 7 },
			found.text,
		);
	});

	test("reaches the rules of its field as it is sent: a name of an enum", async () => {
		const document = `mutation ($v: CaseOrder) { ${create("{ monto: $v }")} }`;
		const { body } = await graphql(server, document, { v: "CREATED_AT" });
		const [{ message }] = body.data.createCase.userErrors;
		assert.match(message, /"CREATED_AT"/);
	});

	test("is left out when it is not sent", async () => {
		const document = `mutation ($v: String) { ${create("{ monto: $v }")} }`;
		const { body } = await graphql(server, document);
		assert.deepEqual(body.data.createCase.case.caseData, {});
	});

	test("is refused by its own type beyond 32 bits", async () => {
		const document = `mutation ($v: Int) { ${create("{ cantidad: $v }")} }`;
		const { status, body } = await graphql(server, document, { v: 2 ** 31 });
		assert.equal(status, 400);
		assert.match(body.errors[0].message, /an integer from -2147483648/);
	});
});

describe("caseData keeps its digits", () => {
	const sent = '{"monto":12.50}';
	const ways: [what: string, query: string, variables: string][] = [
		[
			"as one variable",
			`mutation ($c: JSONObject) { ${create("$c")} }`,
			`{"c":${sent}}`,
		],
		["as a literal", `mutation { ${create("{ monto: 12.50 }")} }`, "{}"],
		[
			"as a default value",
			`mutation ($c: JSONObject = { monto: 12.50 }) { ${create("$c")} }`,
			"{}",
		],
		[
			"in the input as one variable",
			`mutation ($i: CreateCaseInput!) { createCase(input: $i) ${answer} }`,
			`{"i":{"categoryCode":"Reclamo","typeCode":"Telefonico","caseData":${sent}}}`,
		],
	];
	for (const [what, query, variables] of ways)
		test(what, async () => {
			const body = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
			const found = await send(server, "POST", "/graphql", {
				headers: party1,
				body,
			});
			assert.deepEqual(found.body.data.createCase.case.caseData, {
				monto: "12.50",
			});
		});
});
