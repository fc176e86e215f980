import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { serverAudits } from "graphql-http";
import { serverUrl } from "../support/addresses.ts";
import { nameWithVersion } from "../support/name-with-version.ts";

describe(nameWithVersion("graphql-http's audits", "graphql-http"), () => {
	const audits = serverAudits({ url: `${serverUrl}/graphql`, fetchFn: fetch });
	assert.equal(audits.length, 61);

	for (const { name, id, fn } of audits)
		test(`${id}: ${name}`, async () => {
			const audit = await fn();
			assert.equal(audit.status, "ok", JSON.stringify(audit));
		});
});
