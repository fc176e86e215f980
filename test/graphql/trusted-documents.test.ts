import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { readConfig } from "../../src/config.ts";
import { describeStart } from "../../src/start-message.ts";
import { party1, party2, rows, send, telefonico } from "../support/requests.ts";
import {
	startServer,
	type TestServer,
	temporaryFolder,
} from "../support/test-server.ts";

const viewer = "{ viewer { email } }";
const create =
	"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } userErrors { code } } }";
const idOf = (text: string) => hash("sha256", text);

function listFile(content: unknown): string {
	const file = join(temporaryFolder(), "documents.json");
	writeFileSync(
		file,
		typeof content === "string" ? content : JSON.stringify(content),
	);
	return file;
}

const listed = { [idOf(viewer)]: viewer, [idOf(create)]: create };

let server: TestServer;
before(async () => {
	server = await startServer({ TRUSTED_DOCUMENTS: listFile(listed) });
});
after(() => server[Symbol.asyncDispose]());

const post = (body: unknown, headers = party1) =>
	send(server, "POST", "/graphql", { headers, body });
const persistedQuery = (sha256Hash: unknown) => ({
	persistedQuery: { version: 1, sha256Hash },
});

describe("a server with trusted documents", () => {
	const accepted: [what: string, body: object][] = [
		["documentId", { documentId: idOf(viewer) }],
		["documentId with its algorithm", { documentId: `sha256:${idOf(viewer)}` }],
		["persistedQuery", { extensions: persistedQuery(idOf(viewer)) }],
		["its text", { query: viewer }],
		["both names", { documentId: idOf(viewer), query: viewer }],
	];
	for (const [what, body] of accepted)
		test(`runs a listed document by ${what}, as whoever calls`, async () => {
			const one = await post(body);
			assert.equal(one.status, 200, one.text);
			assert.equal(one.body.data.viewer.email, "party1@example.com");
			const other = await post(body, party2);
			assert.equal(other.body.data.viewer.email, "party2@example.com");
		});

	test("runs a listed change with the variables of the request", async () => {
		const before = rows(server, "cases").length;
		const answer = await post({
			documentId: idOf(create),
			variables: { input: telefonico },
		});
		assert.deepEqual(answer.body.data.createCase.userErrors, []);
		assert.equal(rows(server, "cases").length, before + 1);
	});

	const literal = `mutation { createCase(input: {categoryCode: "Reclamo", typeCode: "Telefonico"}) { case { number } } }`;
	const unlisted = idOf(literal);
	const refused: [what: string, body: object][] = [
		["a text that is not listed", { query: literal }],
		["a listed text with one more space", { query: `${create} ` }],
		["an id that is not listed", { documentId: unlisted }],
		["a hash that is not listed", { extensions: persistedQuery(unlisted) }],
		[
			"a text with its own hash, as Apollo registers one",
			{ query: literal, extensions: persistedQuery(unlisted) },
		],
		[
			"a listed id with another text",
			{ documentId: idOf(viewer), query: literal },
		],
		[
			"two ids",
			{ documentId: idOf(viewer), extensions: persistedQuery(idOf(create)) },
		],
		["a hash that is no text", { extensions: persistedQuery(1) }],
		["a name of Object's own", { documentId: "constructor" }],
		["an id that is no text", { documentId: 1 }],
		["nothing", {}],
		["introspection", { query: "{ __schema { queryType { name } } }" }],
	];
	for (const [what, body] of refused)
		test(`refuses ${what} with 400 and BAD_USER_INPUT, and stores nothing`, async () => {
			const before = rows(server, "cases").length;
			const answer = await post({ variables: { input: telefonico }, ...body });
			assert.equal(answer.status, 400, answer.text);
			assert.equal(answer.body.errors[0].extensions.code, "BAD_USER_INPUT");
			assert.ok(!("data" in answer.body));
			assert.equal(rows(server, "cases").length, before);
		});

	test("has no GraphiQL, and says so when it starts", async () => {
		const headers = { accept: "text/html" };
		const page = await send(server, "GET", "/graphql", { headers });
		assert.equal(page.status, 406);
		const config = readConfig({ TRUSTED_DOCUMENTS: "list.json" });
		const said = describeStart(config, { isFirstStart: false, hasDemo: false });
		assert.match(said, /only the documents of \S*list\.json; GraphiQL is off/);
		assert.throws(
			() => readConfig({ TRUSTED_DOCUMENTS: "x", GRAPHIQL: "on", PORT: "x" }),
			/PORT="x"[\s\S]*GRAPHIQL="on" cannot stand beside TRUSTED_DOCUMENTS/,
		);
	});
});

test("a server without trusted documents knows no documentId", async () => {
	await using plain = await startServer();
	const body = { query: viewer, documentId: idOf(viewer) };
	const answer = await send(plain, "POST", "/graphql", { body });
	assert.equal(answer.status, 400);
	assert.match(answer.body.errors[0].message, /unknown member "documentId"/);
});

describe("a list of trusted documents", () => {
	const many = `{ ${Array.from({ length: 20 }, (_, n) => `a${n}: viewer { email }`).join(" ")} }`;

	test("is refused at start with every problem in one message", async () => {
		const file = listFile({
			abc: viewer,
			[idOf(many)]: many,
			[idOf("{ nada }")]: "{ nada }",
			[idOf("{")]: "{",
			number: 1,
		});
		await assert.rejects(startServer({ TRUSTED_DOCUMENTS: file }), (error) => {
			const { name, message } = error as Error;
			assert.equal(name, "ConfigError");
			for (const part of [
				`TRUSTED_DOCUMENTS=${file} is wrong:`,
				`"abc" must be ${idOf(viewer)}, the SHA-256 of its text.`,
				`too many aliases`,
				`Cannot query field "nada"`,
				`Syntax Error`,
				`"number" must be the text of a document.`,
			])
				assert.ok(message.includes(part), `${part} is not in ${message}`);
			return true;
		});
	});

	const unreadable: [what: string, content: string, message: RegExp][] = [
		["no JSON", "{", /It cannot be read/],
		["a list", "[]", /must be one JSON object/],
		["nothing in it", "{}", /lists no document/],
	];
	for (const [what, content, message] of unreadable)
		test(`is refused at start with ${what}`, async () => {
			const TRUSTED_DOCUMENTS = listFile(content);
			await assert.rejects(startServer({ TRUSTED_DOCUMENTS }), message);
		});

	test("is refused at start where there is no such file", async () => {
		const TRUSTED_DOCUMENTS = join(temporaryFolder(), "nada.json");
		await assert.rejects(startServer({ TRUSTED_DOCUMENTS }), /ENOENT/);
	});
});
