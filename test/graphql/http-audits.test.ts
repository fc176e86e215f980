import assert from "node:assert/strict";
import { test } from "node:test";
import { serverAudits } from "graphql-http";
import { startServer } from "../support/test-server.ts";

const closed = "GraphQL by POST alone: no simple request of a browser runs one";
/** The audits that do not pass, by id, with the decision of ARCHITECTURE.md behind each; none of them is a MUST. */
const reasons: Readonly<Record<string, string>> = {
	"5A70 notice": closed,
	"D6D5 notice": closed,
	"6A70 notice": closed,
};

test("passes every audit of GraphQL over HTTP but those that a decision rules out", async () => {
	await using server = await startServer({ NODE_ENV: "development" });
	const audits = serverAudits({ url: `${server.url}/graphql`, fetchFn: fetch });
	assert.equal(audits.length, 61);
	const found: Record<string, string> = {};
	for (const audit of audits) {
		const { status } = await audit.fn();
		if (status === "ok") continue;
		const key = `${audit.id} ${status}`;
		found[key] = reasons[key] ?? `${audit.name} has no reason`;
	}
	assert.deepEqual(found, reasons);
});
