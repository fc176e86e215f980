import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fillDocument, recipesIn } from "../clients/support/fill-document.ts";

const root = join(import.meta.dirname, "..");
const document = readFileSync(join(root, "docs/clients.md"), "utf8");

describe("docs/clients.md", () => {
	test("shows the recipes that npm run clients runs, to the letter (npm --prefix clients run document)", () => {
		assert.equal(document, fillDocument(document));
	});

	test("has no other code, and leaves no recipe out", () => {
		const shown = recipesIn(document);
		const fences = document.match(/^```\w+$/gm) ?? [];
		assert.equal(fences.length, shown.length);
		const files = globSync("recipes/**/*.{ts,sh,php,java,cs,json}", {
			cwd: join(root, "clients"),
			exclude: ["**/generated", "**/__generated__", "**/persisted*.json"],
		});
		const missing = files.filter((file) => !shown.includes(file));
		assert.deepEqual(
			missing.filter((file) => !file.endsWith("/tsconfig.json")),
			[],
		);
	});
});
