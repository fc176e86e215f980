import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { demoSecrets } from "../src/startup/demo.ts";
import { documents, readDocument, root } from "./documents/documents.ts";
import { compactJson } from "./documents/format-json.ts";
import { type Block, isStream, readBlocks } from "./documents/read-blocks.ts";
import { startDocumentServer } from "./documents/start-document-server.ts";

const readme = readDocument("README.md");
const hasCurl = spawnSync("curl", ["--version"]).status === 0;
const skip = hasCurl ? false : "curl is not installed";
const { scripts } = JSON.parse(
	readFileSync(join(root, "package.json"), "utf8"),
);
const { scripts: benchScripts } = JSON.parse(
	readFileSync(join(root, "bench/package.json"), "utf8"),
);

/** `npm run casebridge` is run against the server of the document. */
const isAdministration = ({ command }: Block) =>
	command.includes("npm run casebridge");
const isCall = ({ command }: Block) => command.includes("curl ");
/** What takes minutes, starts servers of its own or runs this test: the script that it names must exist, and tests of its own run it. */
const script =
	/^(?:npm ci && )?npm (?:--prefix (?<folder>bench) )?(?:run )?(?<name>[\w:-]+)(?: -- .*)?$/;
const runElsewhere = /^npx node --test |^npm ci$/;

function assertSame(printed: string, answer: string | null) {
	assert.equal(compactJson(printed), compactJson(answer ?? ""));
}

for (const path of documents) {
	const blocks = readBlocks(readDocument(path));
	const served = blocks.filter(
		(block) => isCall(block) || isAdministration(block),
	);

	describe(`the commands of ${path}`, () => {
		for (const { command } of blocks.filter((one) => !served.includes(one)))
			for (const line of command.split("\n"))
				test(`name what is there: ${line}`, () => {
					if (runElsewhere.test(line)) return;
					const { folder, name = "" } = script.exec(line)?.groups ?? {};
					const known = folder === "bench" ? benchScripts : scripts;
					assert.ok(known[name], `${line} is run by no test`);
				});
	});

	if (served.length === 0) continue;
	// Each document has a server of its own, since readers open them in any order.
	describe(`what ${path} says of a running server`, () => {
		let server: Awaited<ReturnType<typeof startDocumentServer>>;
		before(async () => {
			server = await startDocumentServer();
		});
		after(() => server.stop());

		for (const [index, block] of served.entries()) {
			const { command, answer } = block;
			const before = served[index - 1];
			if (isCall(block))
				test(`is answered as shown: ${command.split("\n")[0]}`, {
					skip,
				}, async () => {
					const printed = await server.run(command);
					if (!isStream(block)) assertSame(printed, answer);
				});
			else
				for (const line of command.split("\n"))
					test(`runs: ${line}`, async () => {
						await server.run(line);
					});
			if (before && isStream(before))
				test("is told to those who listen", { skip }, async () => {
					assertSame(await server.readStream(), before.answer);
				});
		}

		test("shows what every call answers", () => {
			for (const block of served.filter(isCall))
				assert.notEqual(block.answer, null, block.command);
		});
	});
}

describe("the README", () => {
	test("begins with the two commands that a newcomer needs", () => {
		const [first, second] = readBlocks(readme);
		assert.equal(first?.command, "npm ci && npm start");
		assert.equal(second?.command, "npm ci && npm test");
	});

	test("shows one create by both protocols", () => {
		const calls = readBlocks(readme).filter(isCall);
		assert.ok(calls.some(({ command }) => command.includes("/graphql")));
		assert.ok(calls.some(({ command }) => command.includes("/api/v4/cases")));
	});

	for (const order of ["before", "after"] as const)
		test(`has the numbers that hold when the command that npm start prints is pasted ${order} its own`, {
			skip,
		}, async () => {
			const server = await startDocumentServer();
			const calls = readBlocks(readme).filter(isCall);
			const creates = calls.filter(({ answer }) => answer?.includes('"id"'));
			assert.ok(creates.length >= 2);
			const rest = creates.find(({ command }) => command.includes("/cases"));
			if (order === "before")
				assertSame(await server.run(server.printed), rest?.answer ?? null);
			for (const { command, answer } of creates.toReversed())
				assertSame(await server.run(command), answer);
			assertSame(await server.run(server.printed), rest?.answer ?? null);
			await server.stop();
		});

	test("and the demo data have the same credentials", () => {
		assert.ok(readme.includes(demoSecrets.tokens.web));
		assert.ok(readme.includes(demoSecrets.passwords["party1@example.com"]));
	});
});

describe("the documents", () => {
	test("link to nothing that is not there, and to no file outside the repository", () => {
		const broken = [...documents, "docs/clients.md"].flatMap((path) =>
			[...readDocument(path).matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
				.map(([, target = ""]) => target)
				.filter((target) => !/^https?:/.test(target))
				.filter((target) => {
					const file = join(root, dirname(path), target);
					return !file.startsWith(root) || !existsSync(file);
				})
				.map((target) => `${path}: ${target}`),
		);
		assert.deepEqual(broken, []);
	});

	test("name folders and files of src that are there", () => {
		const missing = ["ARCHITECTURE.md", "CONTRIBUTING.md"].flatMap((path) =>
			[...readDocument(path).matchAll(/`((?:src|test|bench)\/[\w./-]+)`/g)]
				.map(([, target = ""]) => target)
				.filter((target) => !existsSync(join(root, target)))
				.map((target) => `${path}: ${target}`),
		);
		assert.deepEqual(missing, []);
	});

	test("are as short as they promise", () => {
		const lines = (path: string) => readDocument(path).split("\n").length - 1;
		assert.ok(lines("README.md") <= 150);
		assert.ok(lines("ARCHITECTURE.md") <= 200);
	});

	test("name every variable of the configuration, and no other", () => {
		const source = globSync("src/config/*.ts", { cwd: root })
			.map((name) => readFileSync(join(root, name), "utf8"))
			.join("\n");
		const read = [...source.matchAll(/^\t([A-Z][A-Z0-9_]+): /gm)].map(
			([, name]) => name,
		);
		const rows = readDocument("docs/configuration.md")
			.split("\n")
			.filter((line) => line.startsWith("| `"));
		const named = rows.flatMap((row) =>
			[...(row.split("|")[1] ?? "").matchAll(/`([A-Z0-9_]+)`/g)].map(
				([, name]) => name,
			),
		);
		assert.deepEqual(named.toSorted(), read.toSorted());
	});

	test("name every command of the command line", () => {
		const help = execFileSync(
			"npm",
			["run", "-s", "casebridge", "--", "--help"],
			{
				cwd: root,
				encoding: "utf8",
			},
		);
		// A group is listed as "party add|import", a command of its own as "backup <to>".
		const listed = help.matchAll(/^ {2}([a-z-]+)(?: ([a-z|-]+))?(?= )/gm);
		const commands = [...listed]
			.filter(([, name]) => name !== "help")
			.flatMap(([, name = "", verbs]) =>
				verbs ? verbs.split("|").map((verb) => `${name} ${verb}`) : [name],
			);
		assert.ok(commands.length > 10);
		const operations = readDocument("docs/operations.md");
		for (const command of commands)
			assert.match(operations, new RegExp(`\\b${command}\\b`), command);
	});
});
