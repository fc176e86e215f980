import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { party1, send } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

const query = "{ viewer { email } }";
const persisted = (sha256Hash: unknown, text = query) => ({
	query: text,
	extensions: { persistedQuery: { version: 1, sha256Hash } },
});
const hashAlone = { extensions: persisted(hash("sha256", query)).extensions };
const accepts = [
	"application/json",
	"application/graphql-response+json",
	"application/graphql-response+json,application/json;q=0.9",
	"*/*",
];

const post = (body: unknown, accept = "*/*") =>
	send(server, "POST", "/graphql", { headers: { ...party1, accept }, body });
const get = ({ query, extensions }: { query?: string; extensions: object }) => {
	const parameters = new URLSearchParams({
		...(query !== undefined && { query }),
		extensions: JSON.stringify(extensions),
	});
	return send(server, "GET", `/graphql?${parameters}`, { headers: party1 });
};

describe("a hash in place of a document", () => {
	test("C29: is answered so that Apollo Client and urql send the text, by POST and GET, whether the text ran before or not", async () => {
		for (let time = 0; time < 2; time++) {
			const answers = [
				...(await Promise.all(
					accepts.map((accept) => post(hashAlone, accept)),
				)),
				await post({ ...hashAlone, query: null, variables: {} }),
				await get(hashAlone),
				await get({ ...hashAlone, query: "" }),
			];
			for (const { status, body } of answers) {
				assert.equal(status, 200);
				assert.deepEqual(body, {
					errors: [
						{
							message: "PersistedQueryNotSupported",
							extensions: { code: "PERSISTED_QUERY_NOT_SUPPORTED" },
						},
					],
				});
			}
			assert.equal((await post({ query })).status, 200);
		}
	});

	test("C29: with its text runs the text, and with another is refused", async () => {
		for (const ask of [post, get]) {
			for (const digest of [
				hash("sha256", query),
				`sha256:${hash("sha256", query)}`,
			]) {
				const own = await ask(persisted(digest));
				assert.equal(own.body.data.viewer.email, "party1@example.com");
			}
			for (const other of [
				persisted(hash("sha256", "{ __typename }")),
				persisted(hash("sha256", query), `${query} `),
				persisted(hash("sha256", query).toUpperCase()),
				persisted(""),
			]) {
				const { status, body } = await ask(other);
				assert.equal(status, 400);
				assert.match(body.errors[0].message, /is not the SHA-256 of query/);
				assert.ok(!("data" in body));
			}
		}
	});

	for (const persistedQuery of [{}, { sha256Hash: 1 }, "x", [], 1, true])
		test(`is refused in words as ${JSON.stringify(persistedQuery)}`, async () => {
			for (const body of [{ query }, {}]) {
				const request = { ...body, extensions: { persistedQuery } };
				for (const answer of [await post(request), await get(request)]) {
					assert.equal(answer.status, 400);
					assert.match(answer.text, /must have a text sha256Hash/);
				}
			}
		});

	test("that is null is none", async () => {
		const answer = await post({ query, extensions: { persistedQuery: null } });
		assert.equal(answer.body.data.viewer.email, "party1@example.com");
	});
});
