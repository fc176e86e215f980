import assert from "node:assert/strict";
import { test } from "node:test";
import { serverAudits } from "graphql-http";
import { startServer } from "../support/test-server.ts";

test("passes all 61 audits of GraphQL over HTTP", async () => {
	await using server = await startServer({ NODE_ENV: "development" });
	const audits = serverAudits({ url: `${server.url}/graphql`, fetchFn: fetch });
	assert.equal(audits.length, 61);
	const failed: string[] = [];
	for (const audit of audits) {
		const { status } = await audit.fn();
		if (status !== "ok") failed.push(`${audit.id} ${status}: ${audit.name}`);
	}
	assert.deepEqual(failed, []);
});
