import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { client, createCase } from "../recipes/urql.ts";
import { nameWithVersion } from "../support/name-with-version.ts";
import "../support/proxy.ts";
import { runTool } from "../support/run-tool.ts";
import { telefonico } from "../support/telefonico.ts";

describe(nameWithVersion("gql.tada", "gql.tada"), () => {
	let output = "";
	before(async () => {
		output = await runTool("bash", ["generate.sh"], "recipes/gql-tada");
	});

	test("makes types of the running server's schema, and its documents hold", () => {
		assert.match(output, /No problems found/);
	});

	test("its document runs as it is typed", async () => {
		await client.mutation(createCase, { input: telefonico });
		const { casesQuery } = await import("../recipes/gql-tada/operations.ts");
		const { data, error } = await client.query(casesQuery, { first: 1 });
		assert.ifError(error);
		const node = data?.cases?.edges[0]?.node;
		assert.deepEqual(node?.caseData, telefonico.caseData);
	});
});
