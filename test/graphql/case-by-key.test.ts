import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { nobodyAt } from "../rest/v4/callers.ts";
import {
	graphql,
	operator1,
	party1,
	party2,
	postCase,
	telefonico,
} from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

const query =
	"query ($key: String!) { caseByIdempotencyKey(key: $key) { number typeCode comments { description } } }";

describe("caseByIdempotencyKey", () => {
	test("answers the whole case that the key made through either protocol, to its party alone", async () => {
		const sent = { ...telefonico, comments: [{ description: "text" }] };
		const made = await postCase(server, sent, {
			...party1,
			"idempotency-key": "k-1",
		});
		const found = await graphql(server, query, { key: "k-1" });
		assert.deepEqual(found.body, {
			data: {
				caseByIdempotencyKey: {
					number: made.body.case.id,
					typeCode: "Telefonico",
					comments: [{ description: "text" }],
				},
			},
		});
		for (const [key, headers] of [
			["k-2", party1],
			["k-1", party2],
		] as const) {
			const none = await graphql(server, query, { key }, headers);
			assert.deepEqual(none.body, { data: { caseByIdempotencyKey: null } });
		}
	});

	test("refuses a key that is none in words", async () => {
		for (const key of ["", "a b", "é", "k".repeat(256)]) {
			const { status, body } = await graphql(server, query, { key });
			assert.equal(status, 200);
			assert.equal(body.errors[0].extensions.code, "BAD_USER_INPUT");
			assert.match(
				body.errors[0].message,
				/^Idempotency key ".*" must be 1 to 255 visible ASCII characters\.$/,
			);
		}
	});

	test("needs a party, as creating does", async () => {
		for (const [headers, code] of [
			[operator1, "FORBIDDEN"],
			[nobodyAt("web"), "UNAUTHENTICATED"],
			[{}, "UNAUTHENTICATED"],
		] as const) {
			const { body } = await graphql(server, query, { key: "k-1" }, headers);
			assert.equal(body.errors[0].extensions.code, code);
			assert.equal(body.data.caseByIdempotencyKey, null);
		}
	});
});
