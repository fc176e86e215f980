import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { before, describe, test } from "node:test";
import { nameWithVersion } from "../support/name-with-version.ts";
import "../support/proxy.ts";
import { runTool } from "../support/run-tool.ts";
import { telefonico } from "../support/telefonico.ts";

const folder = "recipes/codegen";
const name = nameWithVersion("GraphQL Code Generator", "@graphql-codegen/cli");

describe(name, () => {
	before(() => runTool("graphql-codegen", ["--config", "codegen.ts"], folder));

	test("maps every scalar of the schema under strictScalars, and its types hold", async () => {
		await runTool("tsc", ["-p", "."], folder);
	});

	test("its typed document creates a case once, however often it is sent", async () => {
		const { execute } = await import("../recipes/codegen/execute.ts");
		const { createCase } = await import("../recipes/codegen/operations.ts");
		const input = { ...telefonico, idempotencyKey: randomUUID() };
		const first = await execute(createCase, { input });
		const again = await execute(createCase, { input });
		assert.equal(first.createCase?.case?.caseData.monto, "12.50");
		assert.equal(again.createCase?.replayed, true);
		assert.deepEqual(again.createCase?.case, first.createCase?.case);
	});
});
