import { describe, test } from "node:test";
import { nameWithVersion } from "../support/name-with-version.ts";
import { runTool } from "../support/run-tool.ts";

describe(nameWithVersion("TypeScript", "typescript"), () => {
	test("finds no wrong type in any recipe or check, generated ones included", async () => {
		await runTool("tsc", ["--project", "."]);
	});
});
