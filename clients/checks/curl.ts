import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { proxy } from "../support/proxy.ts";
import { runTool } from "../support/run-tool.ts";
import { withoutProgram } from "../support/without-program.ts";

const skip = withoutProgram("curl", "--version");

describe("curl", { skip }, () => {
	test("creates a case by v4 and one by GraphQL, and adds a file", async () => {
		proxy.loseNextAnswer();
		const output = await runTool("bash", ["recipes/curl.sh"]);
		const [created, added, byGraphql] = output
			.trim()
			.split("\n")
			.map((line) => JSON.parse(line));
		assert.equal(created.case.status, "Created");
		assert.equal(added.attachments[0].fileName, "curl.sh");
		assert.deepEqual(byGraphql.data.createCase.userErrors, []);
		const { number } = byGraphql.data.createCase.case;
		assert.equal(number, created.case.id + 1);
		const statuses = proxy.seen.map(({ status }) => status);
		assert.deepEqual(statuses, [201, 201, 200, 200]);
	});
});
