import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { buildSchema, parse } from "graphql";
import { schemaDocument } from "../../fuzz/schema-documents.ts";
import { compiledCounts } from "../support/compare-executions.ts";
import { operator1, party1, send } from "../support/requests.ts";
import { startServer } from "../support/test-server.ts";
import { withValuesInVariables } from "../support/values-in-variables.ts";

const schema = buildSchema(
	readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8"),
);
/** How many are sent, and how many at least the compiled execution must take: those that ask for one field, and for no union. */
const kinds = [
	{ kind: "query", count: 1_500, least: 300 },
	{ kind: "mutation", count: 300, least: 150 },
] as const;

/* The server of a test runs each operation by both executions, and fails the test when their answers differ. */
for (const { kind, count, least } of kinds)
	test(`both executions answer ${count} documents that the schema allows alike: ${kind}`, async () => {
		await using server = await startServer();
		const before = compiledCounts.taken;
		let refused = 0;
		for (let seed = 0; seed < count; seed++) {
			const text = schemaDocument(
				schema,
				kind,
				`executions ${kind} ${seed}`,
			).replaceAll("\\ud83d", "half a character");
			const body = withValuesInVariables(schema, parse(text));
			const headers = seed % 3 === 0 ? operator1 : party1;
			const { status } = await send(server, "POST", "/graphql", {
				headers,
				body,
			});
			assert.ok(status < 500, `${status} for ${JSON.stringify(body)}`);
			if (status !== 200) refused++;
		}
		const taken = compiledCounts.taken - before;
		assert.ok(taken >= least, `Only ${taken} of ${count} were compared.`);
		assert.ok(refused < count / 2, `${refused} of ${count} were refused.`);
	});
