import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { graphql, send } from "../../support/requests.ts";
import { startServer, type TestServer } from "../../support/test-server.ts";

const web = {
	"thalamus-touchpoint": "web",
	"thalamus-token": "demo-web-token",
};
const login = { principal: "party1@example.com", password: "demo-party-1" };
const document =
	"mutation ($input: SignInInput!) { signIn(input: $input) { token warnings { code field message } } }";

type Row = readonly [headers: Record<string, string>, isCrossSite: boolean];

const rows: readonly Row[] = [
	[{}, false],
	[{ "sec-fetch-site": "cross-site" }, true],
	[{ "sec-fetch-site": "same-site", origin: "https://shop.example" }, false],
	[{ "sec-fetch-site": "same-origin" }, false],
	[{ "sec-fetch-site": "none" }, false],
	// Old browsers, and plain HTTP, where browsers do not say it.
	[{ origin: "https://shop.example" }, true],
	[{ origin: "null" }, true],
	[{ origin: "https://shop.com.ar" }, true],
	[{ origin: "https://cases.com.ar" }, false],
	[{ origin: "https://shop.cases.com.ar:8443" }, false],
	[{ origin: "http://cases.com.ar" }, false],
	[{ origin: "https://evilcases.com.ar" }, true],
	[{ origin: "http://127.0.0.2:8080" }, true],
	[{ origin: "http://[::1]:8080" }, true],
	// The address that the server is called at, whatever the public one is.
	[{ origin: "http://127.0.0.1:8080" }, false],
];

describe("a sign-in whose browser keeps no cookie", () => {
	let server: TestServer;
	before(async () => {
		server = await startServer({ PUBLIC_URL: "https://support.cases.com.ar" });
	});
	after(() => server[Symbol.asyncDispose]());

	for (const [headers, isCrossSite] of rows)
		test(`${isCrossSite ? "is" : "is not"} seen in ${JSON.stringify(headers)}, on both protocols`, async () => {
			const byGraphql = await graphql(
				server,
				document,
				{ input: login },
				{ ...web, ...headers },
			);
			const { token, warnings } = byGraphql.body.data.signIn;
			assert.ok(token);
			const byV4 = await send(server, "POST", "/api/v4/signin", {
				headers: { ...web, ...headers },
				body: login,
			});
			assert.equal(byV4.status, 200);
			assert.deepEqual(
				Object.keys(byV4.body),
				isCrossSite ? ["context", "warnings", "messages"] : ["context"],
			);
			if (!isCrossSite) return assert.deepEqual(warnings, []);
			const [{ message, ...warning }] = warnings;
			assert.deepEqual(warning, { code: "TOKEN_REQUIRED", field: ["token"] });
			assert.deepEqual(byV4.body.warnings, { token: "TokenRequired" });
			assert.deepEqual(byV4.body.messages, { token: message });
		});
});
