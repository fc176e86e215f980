import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { freePort } from "./support/free-port.ts";
import { spawnCasebridge } from "./support/spawn-casebridge.ts";
import { temporaryFolder } from "./support/test-server.ts";

const root = join(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const hasCurl = spawnSync("curl", ["--version"]).status === 0;

/** Every command of the README, with the answer that stands below it, if one does. */
const blocks = [
	...readme.matchAll(/```sh\n([\s\S]*?)```(?:\n\n```json\n([\s\S]*?)\n```)?/g),
].map(([, command = "", answer]) => ({ command: command.trim(), answer }));

/** JSON without the white space between its tokens; digits stay as they are. */
function compact(json: string): string {
	return json.replace(/("(?:\\.|[^"\\])*")|\s+/g, "$1");
}

describe("the commands of the README", () => {
	let env: NodeJS.ProcessEnv;
	let port: number;
	let server: ReturnType<typeof spawnCasebridge>;
	before(async () => {
		port = await freePort();
		const file = join(temporaryFolder(), "casebridge.db");
		env = { PORT: String(port), DATABASE_URL: `file:${file}` };
		server = spawnCasebridge(env);
		await server.until(/Create a case/);
	});
	after(async () => {
		server.process.kill("SIGTERM");
		await server.exited;
	});

	function run(command: string): string {
		return execFileSync("bash", ["-euo", "pipefail", "-c", command], {
			cwd: root,
			env: { ...process.env, ...env },
			encoding: "utf8",
			stdio: ["ignore", "pipe", "pipe"],
		});
	}

	test("begin with the two that a newcomer needs", () => {
		const [first, second] = blocks;
		assert.equal(first?.command, "npm ci && npm start");
		assert.equal(second?.command, "npm ci && npm test");
		const { scripts } = JSON.parse(
			readFileSync(join(root, "package.json"), "utf8"),
		);
		assert.ok(scripts.start && scripts.test && scripts.schema && scripts.bench);
	});

	const calls = blocks.filter(({ command }) => command.startsWith("curl"));
	for (const { command, answer } of calls)
		test(`answer what the README shows: ${command.split("\n")[0]}`, {
			skip: hasCurl ? false : "curl is not installed",
		}, () => {
			const printed = run(command.replaceAll(":4000", `:${port}`));
			assert.equal(
				compact(printed.replaceAll(`:${port}`, ":4000")),
				compact(answer ?? ""),
			);
		});

	test("show at least three calls with their answers", () => {
		assert.ok(calls.length >= 3);
		for (const { answer } of calls) assert.ok(answer);
	});

	const administration = blocks.filter(({ command }) =>
		command.includes("npm run casebridge"),
	);
	const backups = temporaryFolder();
	for (const { command } of administration)
		for (const line of command.split("\n"))
			test(`run: ${line}`, async () => {
				if (line.includes(" restore ")) {
					server.process.kill("SIGTERM");
					await server.exited;
				}
				run(line.replace(" backups/", ` ${backups}/`));
			});

	test("name every configuration variable that is read, and no other", () => {
		const source = readFileSync(
			join(root, "src/config/read-config.ts"),
			"utf8",
		);
		const read = [...source.matchAll(/^\t([A-Z][A-Z0-9_]+): /gm)].map(
			([, name]) => name,
		);
		const section =
			readme.split("## Configuration")[1]?.split("\n## ")[0] ?? "";
		const rows = section.split("\n").filter((line) => line.startsWith("| `"));
		const named = rows.flatMap((row) =>
			[...(row.split("|")[1] ?? "").matchAll(/`([A-Z0-9_]+)`/g)].map(
				([, name]) => name,
			),
		);
		assert.deepEqual(named.toSorted(), read.toSorted());
	});
});
