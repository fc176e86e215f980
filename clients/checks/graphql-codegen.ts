import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { describe, test } from "node:test";
import { nameWithVersion } from "../support/name-with-version.ts";
import { proxy } from "../support/proxy.ts";
import { runTool } from "../support/run-tool.ts";
import { startTrustingServer } from "../support/start-trusting-server.ts";
import { telefonico } from "../support/telefonico.ts";

const folder = "recipes/codegen";
const name = nameWithVersion("GraphQL Code Generator", "@graphql-codegen/cli");

describe(name, () => {
	test("maps every scalar of the schema under strictScalars, and its types hold", async () => {
		await runTool("bash", ["generate.sh"], folder);
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

	test("its persisted documents are the only ones that a server runs, and it sends their hashes", async () => {
		const { execute } = await import("../recipes/codegen/execute.ts");
		const { createCase } = await import("../recipes/codegen/operations.ts");
		const manifest = `${folder}/generated/persisted-documents.json`;
		await using _server = await startTrustingServer(manifest);
		const byHash = { byHash: true };
		const answer = await execute(createCase, { input: telefonico }, byHash);
		assert.equal(answer.createCase?.case?.number, 1);
		assert.doesNotMatch(proxy.seen.at(-1)?.body ?? "", /mutation/);
	});
});
