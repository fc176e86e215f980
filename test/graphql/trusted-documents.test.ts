import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { readConfig } from "../../src/config/read-config.ts";
import { describeStart } from "../../src/startup/describe-start.ts";
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

test("a hash alone that is listed runs, and one that is not is refused, with no hint to send the text", async () => {
	const known = await post({ extensions: persistedQuery(idOf(viewer)) });
	assert.equal(known.status, 200);
	const unknown = await post({ extensions: persistedQuery("0".repeat(64)) });
	assert.equal(unknown.status, 400);
	assert.doesNotMatch(unknown.text, /PersistedQuery|PERSISTED_QUERY/);
});

test("a change by GET is refused by its id too", async () => {
	const before = rows(server, "cases").length;
	const parameters = new URLSearchParams({
		documentId: idOf(create),
		variables: JSON.stringify({ input: telefonico }),
	});
	const path = `/graphql?${parameters}`;
	const answer = await send(server, "GET", path, { headers: party1 });
	assert.equal(answer.status, 405);
	assert.equal(rows(server, "cases").length, before);
});

test("a server without trusted documents knows no documentId", async () => {
	await using plain = await startServer();
	const body = { query: viewer, documentId: idOf(viewer) };
	const answer = await send(plain, "POST", "/graphql", { body });
	assert.equal(answer.status, 400);
	assert.match(answer.body.errors[0].message, /unknown member "documentId"/);
});

/** What Relay's compiler 21, Apollo's generate-persisted-query-manifest 1.4 and the client preset 6.2 make of one query. */
const relayText = "query Viewer {\n  viewer {\n    email\n  }\n}\n";
const apolloText =
	"query Viewer {\n  viewer {\n    email\n    __typename\n  }\n}";
const presetText = "query Viewer { viewer { email } }";
const apolloManifest = (...operations: object[]) => ({
	format: "apollo-persisted-query-manifest",
	version: 1,
	operations,
});
const apolloOperation = (id: unknown, body: unknown = apolloText) => ({
	...{ id, name: "Viewer", type: "query", body },
});

describe("a manifest as a tool writes it", () => {
	const relayId = hash("md5", relayText);
	const manifests: [tool: string, manifest: object, requests: object[]][] = [
		[
			"Relay's compiler",
			{ [relayId]: relayText },
			[{ doc_id: relayId }, { id: relayId }, { documentId: relayId }],
		],
		[
			"Relay's compiler by SHA-1",
			{ [hash("sha1", relayText)]: relayText },
			[{ doc_id: hash("sha1", relayText) }, { query: relayText }],
		],
		[
			"Apollo",
			apolloManifest(apolloOperation(idOf(apolloText))),
			[
				{ extensions: persistedQuery(idOf(apolloText)) },
				{ query: apolloText },
				{ operationName: "Viewer", id: idOf(apolloText) },
			],
		],
		[
			"Apollo with ids of its own",
			apolloManifest(apolloOperation("viewer-1")),
			[
				{ extensions: persistedQuery("viewer-1") },
				{ documentId: "viewer-1", doc_id: idOf(apolloText) },
			],
		],
		[
			"the client preset",
			{ [`sha256:${idOf(presetText)}`]: presetText },
			[
				{ documentId: `sha256:${idOf(presetText)}` },
				{ documentId: idOf(presetText) },
				{ extensions: persistedQuery(`sha256:${idOf(presetText)}`) },
				{ extensions: persistedQuery(idOf(presetText)), query: presetText },
			],
		],
		[
			"the client preset of older versions, by SHA-1",
			{ [hash("sha1", presetText)]: presetText },
			[{ documentId: hash("sha1", presetText) }],
		],
	];
	for (const [tool, manifest, requests] of manifests)
		test(`from ${tool} lists documents by the ids that its client sends, by POST and GET`, async () => {
			await using server = await startServer({
				TRUSTED_DOCUMENTS: listFile(manifest),
			});
			for (const request of requests) {
				const posted = await send(server, "POST", "/graphql", {
					headers: party1,
					body: request,
				});
				const parameters = Object.entries(request).map(([name, value]) => [
					name,
					typeof value === "string" ? value : JSON.stringify(value),
				]);
				const got = await send(
					server,
					"GET",
					`/graphql?${new URLSearchParams(parameters)}`,
					{ headers: party1 },
				);
				for (const { status, text, body } of [posted, got]) {
					assert.equal(status, 200, text);
					assert.equal(body.data.viewer.email, "party1@example.com");
				}
			}
			for (const body of [
				{ extensions: persistedQuery(idOf("{ __typename }")) },
				{ query: "{ __typename }" },
				{ doc_id: "nada" },
				{ id: "viewer-1", documentId: "nada" },
			]) {
				const headers = party1;
				const other = await send(server, "POST", "/graphql", { headers, body });
				assert.equal(other.status, 400);
				assert.equal(other.body.errors[0].extensions.code, "BAD_USER_INPUT");
			}
		});

	test("is refused at start with every problem in one message, by the id or the place of an entry", async () => {
		const file = listFile(
			apolloManifest(
				apolloOperation(idOf("{ other }")),
				apolloOperation("same"),
				apolloOperation("same", "{ viewer { kind } }"),
				apolloOperation("broken", "{"),
				apolloOperation("none", null),
				apolloOperation(1),
				[],
				apolloOperation(""),
				apolloOperation(`sha256:${idOf("{ other }")}`),
				apolloOperation(hash("md5", "{ other }")),
			),
		);
		const digest = idOf(apolloText);
		await assert.rejects(startServer({ TRUSTED_DOCUMENTS: file }), (error) => {
			const { name, message } = error as Error;
			assert.equal(name, "ConfigError");
			for (const part of [
				`"${idOf("{ other }")}" must be ${digest}, the SHA-256 of its text.`,
				`"same" is the id of two documents.`,
				`"broken" cannot run: Syntax Error`,
				`"none" must be the text of a document.`,
				`operations[5] must be an object with a text id and a text body.`,
				`operations[6] must be an object`,
				`"" must be ${digest}`,
				`must be ${hash("md5", apolloText)}, the MD5 of its text.`,
			])
				assert.ok(message.includes(part), `${part} is not in ${message}`);
			return true;
		});
	});

	for (const [what, manifest] of [
		["another format", { ...apolloManifest(), format: "other" }],
		["another version", { ...apolloManifest(), version: 2 }],
		["operations that are no list", { ...apolloManifest(), operations: {} }],
		["operations alone", { operations: [] }],
		["a list", [apolloOperation(idOf(apolloText))]],
		["another JSON file", { name: "shop", dependencies: { graphql: "16" } }],
		["a text", '"x"'],
		["null", "null"],
	] as const)
		test(`with ${what} is refused in words that name the forms there are`, async () => {
			const TRUSTED_DOCUMENTS = listFile(manifest);
			await assert.rejects(startServer({ TRUSTED_DOCUMENTS }), (error) => {
				const { message } = error as Error;
				for (const part of [
					"GraphQL Code Generator",
					"sha256:",
					"Relay",
					"MD5",
					"apollo-persisted-query-manifest",
					"operations",
				])
					assert.ok(message.includes(part), message);
				return true;
			});
		});
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
		[
			"an id that stands twice",
			`{"${idOf(viewer)}":"{ nada }","${idOf(viewer)}":${JSON.stringify(viewer)}}`,
			/It cannot be read: Key "[0-9a-f]+…?" appears twice/,
		],
		[
			"a text that stands twice",
			`{"format":"apollo-persisted-query-manifest","version":1,"operations":[{"id":"a","body":"{ nada }","body":${JSON.stringify(viewer)}}]}`,
			/It cannot be read: Key "body" appears twice/,
		],
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
