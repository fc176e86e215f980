import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { gql } from "@apollo/client";
import { createCase } from "../recipes/apollo-manifest/operations.ts";
import { nameWithVersion } from "../support/name-with-version.ts";
import { proxy } from "../support/proxy.ts";
import { runTool } from "../support/run-tool.ts";
import { startTrustingServer } from "../support/start-trusting-server.ts";
import { telefonico } from "../support/telefonico.ts";

const folder = "recipes/apollo-manifest";
const packageName = "@apollo/generate-persisted-query-manifest";

describe(nameWithVersion("Apollo's manifest", packageName), () => {
	test("names the only documents that a server runs, and the client sends their hashes", async () => {
		await runTool("bash", ["generate.sh"], folder);
		const manifest = `${folder}/persisted-query-manifest.json`;
		await using _server = await startTrustingServer(manifest);
		// Only now: it reads the manifest as soon as it is loaded.
		const { client } = await import("../recipes/apollo-manifest/client.ts");
		const { data } = await client.mutate<{
			createCase: { case: { number: number } };
		}>({ mutation: createCase, variables: { input: telefonico } });
		assert.equal(data?.createCase.case.number, 1);
		assert.doesNotMatch(proxy.seen.at(-1)?.body ?? "", /mutation/);
		const unlisted = gql`query Unlisted { viewer { email } }`;
		await assert.rejects(client.query({ query: unlisted }));
	});
});
