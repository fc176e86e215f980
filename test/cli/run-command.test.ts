import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runCommand } from "../../src/cli/run-command.ts";
import { openAdministrator } from "./administrator.ts";

/** Arguments that are no command, and the sentence that says why; the usage follows. */
const misuses: readonly [readonly string[], RegExp][] = [
	[[], /^Usage: casebridge COMMAND/],
	[["nonsense"], /^Usage: casebridge COMMAND/],
	[["catalogue"], /^Usage: casebridge COMMAND/],
	[["catalogue", "delete"], /^Usage: casebridge COMMAND/],
	[["toString", "constructor"], /^Usage: casebridge COMMAND/],
	[
		["catalogue", "plan"],
		/^An operand is missing\.\nUsage: casebridge catalogue plan FILE/,
	],
	[["catalogue", "apply", "a", "b"], /^There is one operand too many/],
	[["party", "add", "--colour", "red"], /^Unknown option '--colour'/],
	[
		["party", "disable", "a", "--undo=no"],
		/^Option '--undo' does not take an argument/,
	],
	[["operator", "add"], /^--email is missing\./],
	[
		["verify", "x"],
		/^There is one operand too many.*\nUsage: casebridge verify\n/,
	],
	[["backup"], /^An operand is missing\.\nUsage: casebridge backup TO\n/],
	[
		["restore", "a", "--force"],
		/^Unknown option '--force'[^\n]*\nUsage: casebridge restore FROM \[--replace\]\n/,
	],
	[["session", "revoke"], /^Name exactly one of/],
	[["session", "revoke", "--all", "--party", "a"], /^Name exactly one of/],
];

describe("the command line", () => {
	for (const [args, expected] of misuses)
		test(`answers "${args.join(" ")}" with usage and exit code 2`, async (context) => {
			const { run } = await openAdministrator(context);
			const { code, stdout, stderr } = await run(args);
			assert.equal(code, 2);
			assert.equal(stdout, "");
			assert.match(stderr, expected);
		});

	test("never repeats a secret that was given as an argument", async (context) => {
		const { run } = await openAdministrator(context);
		for (const args of [
			["party", "set-password", "ana", "geheim-geheim"],
			["party", "add", "--principal", "ana", "geheim-geheim"],
			["operator", "set-password", "a@example.com", "--password=geheim-geheim"],
			["touchpoint", "token", "web", "geheim-geheim"],
		]) {
			const { code, stdout, stderr } = await run(args, { stdin: "x" });
			assert.equal(code, 2, args.join(" "));
			assert.doesNotMatch(stdout + stderr, /geheim/);
		}
	});

	test("explains every command, or one, with --help and exit code 0", async (context) => {
		const { run } = await openAdministrator(context);
		const all = await run(["--help"]);
		assert.equal(all.code, 0);
		for (const name of [
			"catalogue plan",
			"catalogue apply",
			"touchpoint token",
			"party add",
			"party import",
			"party set-password",
			"party disable",
			"operator add",
			"operator set-password",
			"operator block",
			"session revoke",
			"verify",
			"backup",
			"restore",
		])
			assert.match(all.stdout, new RegExp(`^ {2}${name}( |$)`, "m"));
		const one = await run(["party", "add", "--help"]);
		assert.equal(one.code, 0);
		assert.match(one.stdout, /^Usage: casebridge party add --principal NAME/);
	});

	test("fails with a sentence when the configuration is wrong", async () => {
		let stderr = "";
		const code = await runCommand(["session", "revoke", "--all"], {
			stdin: (async function* () {})(),
			stdout: { write() {} },
			stderr: {
				write(text) {
					stderr += text;
				},
			},
			env: { DATABASE_URL: "mysql://db" },
		});
		assert.equal(code, 1);
		assert.match(stderr, /DATABASE_URL="mysql:\/\/db" must be a file address/);
	});
});
