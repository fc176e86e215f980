import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { nameWithVersion } from "../support/name-with-version.ts";
import "../support/proxy.ts";
import { runTool } from "../support/run-tool.ts";

describe(nameWithVersion("graphql-inspector", "@graphql-inspector/cli"), () => {
	test("introspects the running server, finds no breaking difference to schema.graphql, and the recipes' documents valid", async () => {
		const output = await runTool("bash", ["recipes/inspect-schema.sh"]);
		assert.match(output, /Saved to/);
		assert.match(output, /No (breaking )?changes detected/);
		assert.match(output, /All documents are valid/);
	});
});
