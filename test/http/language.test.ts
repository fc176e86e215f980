import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ConfigError, readConfig } from "../../src/config/read-config.ts";
import { createNegotiateLanguage } from "../../src/http/language/create-negotiate-language.ts";
import { sendRaw } from "../rest/v4/send-raw.ts";
import { party1, send, telefonico } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

/** Headers with the language that they choose where English, and where Spanish is the default. */
const choices: readonly (readonly [
	header: string | null,
	language: string,
	withSpanishDefault?: string,
])[] = [
	[null, "en", "es"],
	["", "en", "es"],
	["es", "es"],
	["ES", "es"],
	["en", "en"],
	["es-MX", "es"],
	["en-GB", "en"],
	["es-419, en;q=0.5", "es"],
	["en-US,en;q=0.9,es;q=0.8", "en"],
	["es;q=0.5, en;q=0.9", "en"],
	["es ; q=0.7 , en;q=0.9", "en"],
	["de, es;q=0.1", "es"],
	["fr", "en", "es"],
	["*", "en", "es"],
	["*;q=0.1, en;q=0", "es"],
	["es;q=0, *", "en"],
	["es;q=0, en;q=0", "en", "es"],
	["es;q=x", "en", "es"],
	[",,;", "en", "es"],
	["español", "en", "es"],
	["__proto__", "en", "es"],
	// No more than 1,000 characters are read: each language in them takes time.
	[`${"de,".repeat(330)}es`, "es"],
	[`${"de,".repeat(340)}es`, "en", "es"],
	[`es${",a".repeat(5_000)}`, "es"],
	["x".repeat(10_000), "en", "es"],
];

const create =
	"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } } }";
const protocols = {
	REST: { path: "/api/v4/cases", body: JSON.stringify(telefonico) },
	GraphQL: {
		path: "/graphql",
		body: JSON.stringify({ query: create, variables: { input: telefonico } }),
	},
} as const;

function namesIn(vary: unknown): string[] {
	return String(vary)
		.toLowerCase()
		.split(/\s*,\s*/);
}

describe("the language of an answer", () => {
	let english: TestServer;
	let spanish: TestServer;
	before(async () => {
		english = await startServer({ CORS_ORIGINS: "https://shop.example" });
		spanish = await startServer({ DEFAULT_LANGUAGE: "es" });
	});
	after(() =>
		Promise.all([
			english[Symbol.asyncDispose](),
			spanish[Symbol.asyncDispose](),
		]),
	);

	for (const [header, language, other = language] of choices)
		test(`Accept-Language ${JSON.stringify(header)?.slice(0, 60)} gets ${language}, or ${other} where Spanish is the default, on both protocols`, async () => {
			for (const { path, body } of Object.values(protocols))
				for (const [server, expected] of [
					[english, language],
					[spanish, other],
				] as const) {
					const headers: [string, string][] = [
						...Object.entries(party1),
						["content-type", "application/json"],
					];
					if (header !== null) headers.push(["accept-language", header]);
					const answer = await sendRaw(server, { path, headers, body });
					assert.equal(answer.headers["content-language"], expected, path);
					const vary = namesIn(answer.headers.vary);
					assert.ok(vary.includes("accept-language"), path);
				}
		});

	test("a header gets the same language again, however many others come between", () => {
		const negotiate = createNegotiateLanguage("en");
		for (let count = 0; count < 1_000; count++) {
			assert.equal(negotiate(`es-${count}`), "es");
			assert.equal(negotiate("es-MX, en;q=0.1"), "es");
			assert.equal(negotiate(`fr-${"x".repeat(count)}, en`), "en");
			assert.equal(negotiate(undefined), "en");
		}
		assert.equal(negotiate(`es, ${"de,".repeat(20_000)}`), "es");
	});

	test("refusals say their language before anybody is known", async () => {
		const json = { "content-type": "application/json" };
		const calls = [
			[401, "POST", "/api/v4/cases", json, "{}"],
			[413, "POST", "/api/v4/cases", json, `"${"x".repeat(2 ** 20)}"`],
			[413, "POST", "/graphql", json, `"${"x".repeat(2 ** 20)}"`],
			[415, "POST", "/api/v4/cases", { "content-type": "text/plain" }, "{}"],
			[415, "POST", "/graphql", { "content-type": "text/plain" }, "{}"],
			[400, "POST", "/graphql", json, "{"],
			[405, "PATCH", "/graphql", {}, undefined],
			[405, "PATCH", "/api/v4/cases", {}, undefined],
			[405, "POST", "/livez", {}, undefined],
			[404, "GET", "/nowhere", {}, undefined],
			[404, "GET", "/api/v4/nowhere", {}, undefined],
			[400, "GET", "/api/v4/%ff%", {}, undefined],
			[400, "GET", "/%ff%", {}, undefined],
		] as const;
		for (const [status, method, path, headers, body] of calls) {
			const answer = await send(english, method, path, {
				headers: {
					...headers,
					"accept-language": "es-AR",
					origin: "https://shop.example",
				},
				body,
			});
			const what = `${method} ${path}`;
			assert.equal(answer.status, status, what);
			assert.equal(answer.headers.get("content-language"), "es", what);
			const vary = namesIn(answer.headers.get("vary"));
			assert.ok(vary.includes("accept-language"), what);
			assert.ok(vary.includes("origin"), what);
		}
	});

	test("what holds neither sentence nor name says no language", async () => {
		for (const path of ["/livez", "/api/v4/cases/files/1"]) {
			const { headers } = await send(english, "GET", path, {
				headers: { ...party1, "accept-language": "es" },
			});
			assert.equal(headers.get("content-language"), null, path);
		}
	});

	test("DEFAULT_LANGUAGE must be one of ours", () => {
		assert.equal(readConfig({}).defaultLanguage, "en");
		assert.equal(readConfig({ DEFAULT_LANGUAGE: "" }).defaultLanguage, "en");
		assert.throws(
			() => readConfig({ DEFAULT_LANGUAGE: "fr" }),
			new ConfigError(
				'The configuration is wrong:\n  DEFAULT_LANGUAGE="fr" must be "en" or "es".',
			),
		);
	});
});
