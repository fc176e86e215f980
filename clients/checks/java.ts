import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { proxy } from "../support/proxy.ts";
import { runTool } from "../support/run-tool.ts";
import { withoutProgram } from "../support/without-program.ts";

const skip = withoutProgram("javac", "-version");

describe("Java's HttpClient", { skip }, () => {
	test("is asked for its password by 401, and creates one case although an answer is lost", async () => {
		proxy.loseNextAnswer();
		const printed = await runTool("java", ["recipes/CreateCase.java"]);
		const [status, body = ""] = printed.split(/ (.*)/s);
		assert.equal(status, "201");
		assert.equal(JSON.parse(body).case.caseData.monto, "12.50");
		const created = proxy.seen.filter((call) => call.status === 201);
		assert.equal(proxy.seen[0]?.status, 401);
		assert.equal(created.length, 2);
		const keys = created.map(({ headers }) => headers["idempotency-key"]);
		assert.equal(new Set(keys).size, 1);
	});
});
