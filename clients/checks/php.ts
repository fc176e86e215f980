import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { proxy } from "../support/proxy.ts";
import { runTool } from "../support/run-tool.ts";
import { withoutProgram } from "../support/without-program.ts";

const skip = withoutProgram("php", "--version");

describe("PHP's streams", { skip }, () => {
	test("create a case with [] for empty maps, again after a lost answer, and read refusals", async () => {
		proxy.loseNextAnswer();
		const output = await runTool("php", ["recipes/create-case.php"]);
		const [created, viewer, errors] = output
			.trim()
			.split("\n")
			.map((line) => JSON.parse(line));
		assert.equal(created.case.status, "Created");
		assert.equal(viewer.data.viewer.email, "party1@example.com");
		assert.deepEqual(errors, { caseStatus: "InitialStatusNotSelected" });
		const sent = proxy.seen.map(({ status }) => status);
		assert.deepEqual(sent, [201, 201, 200, 400]);
		assert.match(proxy.seen[0]?.body ?? "", /"caseData":\[\]/);
		assert.match(proxy.seen[2]?.body ?? "", /"variables":\[\]/);
	});
});
