import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const source = join(import.meta.dirname, "../../../src");
const call = /(?<![\w.])(?:problem|rule)\((?=\s*["\w])/g;
const literal = /"[^"\n]*"|'[^'\n]*'|`[^`]*`/g;

/** The texts in the parentheses that begin at an index. */
function textsIn(text: string, start: number): string[] {
	let depth = 0;
	let end = start;
	do {
		if (text[end] === "(") depth++;
		if (text[end] === ")") depth--;
		end++;
	} while (depth > 0 && end < text.length);
	return [...text.slice(start, end).matchAll(literal)].map(([found]) => found);
}

function callsIn(text: string): string[][] {
	return [...text.matchAll(call)].map(({ index, 0: { length } }) =>
		textsIn(text, index + length - 1),
	);
}

test("no sentence is written where a problem is made: its parameters are names, values and limits", () => {
	const calls = globSync("**/*.ts", { cwd: source }).flatMap((name) =>
		callsIn(readFileSync(join(source, name), "utf8")).map((texts) => ({
			name,
			texts,
		})),
	);
	assert.ok(calls.length > 70, `only ${calls.length} calls were found`);
	const sentences = calls.flatMap(({ name, texts }) =>
		texts
			.filter((text) => /\s/.test(text))
			.map((text) => `${name} writes ${text}`),
	);
	assert.deepEqual(sentences, []);
});

test("the search finds sentences in calls of several lines", () => {
	const text = `return problem("unknownKey", [key], {\n\tkey: f(\`Key \${key} is not known.\`),\n});`;
	assert.deepEqual(callsIn(text), [
		['"unknownKey"', `\`Key \${key} is not known.\``],
	]);
	assert.deepEqual(callsIn('const problem = noProblem("a b");'), []);
});
