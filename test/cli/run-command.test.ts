import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runCommand } from "../../src/cli/run-command.ts";
import { openAdministrator } from "./administrator.ts";

/** Arguments that are no command, and the sentence that says why; the usage follows. */
const misuses: readonly (readonly [
	args: readonly string[],
	sentence: string | null,
	usage: string,
])[] = [
	[[], null, "[options] [command]"],
	[["nonsense"], "unknown command 'nonsense'", "[options] [command]"],
	[
		["prty", "add"],
		"unknown command 'prty'\n(Did you mean party?)",
		"[options] [command]",
	],
	[["--version"], "unknown option '--version'", "[options] [command]"],
	[["catalogue"], null, "catalogue [options] [command]"],
	[
		["catalogue", "delete"],
		"unknown command 'delete'",
		"catalogue [options] [command]",
	],
	[
		["catalogue", "aply", "a"],
		"unknown command 'aply'\n(Did you mean apply?)",
		"catalogue [options] [command]",
	],
	[
		["party", "--undo", "disable", "a"],
		"unknown option '--undo'",
		"party [options] [command]",
	],
	[
		["toString", "constructor"],
		"unknown command 'toString'",
		"[options] [command]",
	],
	[
		["catalogue", "plan"],
		"missing required argument 'file'",
		"catalogue plan [options] <file>",
	],
	[
		["catalogue", "apply", "a", "b"],
		"there is one argument too many; secrets are read from standard input, never from arguments",
		"catalogue apply [options] <file>",
	],
	[
		["party", "add", "--colour", "red"],
		"unknown option '--colour'",
		"party add [options]",
	],
	[
		["party", "add", "--fristname", "Ana"],
		"unknown option '--fristname'\n(Did you mean --firstname?)",
		"party add [options]",
	],
	[
		["party", "add", "--principle=ana"],
		"unknown option '--principle'\n(Did you mean --principal?)",
		"party add [options]",
	],
	[
		["party", "add", "--principal", "ana", "--no-pasword"],
		"unknown option '--no-pasword'\n(Did you mean --no-password?)",
		"party add [options]",
	],
	[
		["party", "add", "--principal", "--no-password"],
		`the value of option '--principal' is missing; one that begins with "-" is written '--principal=-value'`,
		"party add [options]",
	],
	[
		["party", "add", "--principal"],
		"option '--principal <name>' argument missing",
		"party add [options]",
	],
	[
		["party", "disable", "-5"],
		"unknown option; use -h, or a name after two dashes",
		"party disable [options] <principal>",
	],
	[
		["party", "disable", "a", "--undo=no"],
		"option '--undo' takes no value",
		"party disable [options] <principal>",
	],
	[
		["operator", "add"],
		"required option '--email <email>' not specified",
		"operator add [options]",
	],
	[
		["verify", "x"],
		"there is one argument too many; secrets are read from standard input, never from arguments",
		"verify [options]",
	],
	[["backup"], "missing required argument 'to'", "backup [options] <to>"],
	[
		["restore", "a", "--force"],
		"unknown option '--force'",
		"restore [options] <from>",
	],
	[
		["session", "revoke"],
		"name exactly one of --party, --operator, --touchpoint and --all",
		"session revoke [options]",
	],
	[
		["session", "revoke", "--all", "--party", "a"],
		"name exactly one of --party, --operator, --touchpoint and --all",
		"session revoke [options]",
	],
];

describe("the command line", () => {
	for (const [args, sentence, usage] of misuses)
		test(`answers "${args.join(" ")}" with usage and exit code 2`, async (context) => {
			const { run } = await openAdministrator(context);
			const { code, stdout, stderr } = await run(args);
			assert.equal(code, 2);
			assert.equal(stdout, "");
			const before = sentence === null ? "" : `error: ${sentence}\n\n`;
			const expected = `${before}Usage: casebridge ${usage}\n`;
			assert.equal(stderr.slice(0, expected.length), expected);
		});

	test("never repeats a secret that was given as an argument", async (context) => {
		const { run } = await openAdministrator(context);
		for (const args of [
			["party", "set-password", "ana", "geheim-geheim"],
			["party", "add", "--principal", "ana", "geheim-geheim"],
			["operator", "set-password", "a@example.com", "--password=geheim-geheim"],
			["party", "add", "--principal", "ana", "--password=geheim\ngeheim"],
			["party", "add", "--principal", "ana", "--no-password=geheim-geheim"],
			["party", "set-password", "ana", "-p", "--password=geheim"],
			["party", "set-password", "ana", "-pgeheim"],
			["party", "set-password", "-1geheim"],
			["party", "set-password", "--=geheim", "ana"],
			["party", "--password=geheim", "set-password", "ana"],
			["--password=geheim", "party", "set-password", "ana"],
			["party", "set-password", "ana", "--", "--password=geheim"],
			["touchpoint", "token", "web", "geheim-geheim"],
		]) {
			const { code, stdout, stderr } = await run(args, { stdin: "x" });
			assert.equal(code, 2, args.join(" "));
			assert.doesNotMatch(stdout + stderr, /geheim/);
		}
	});

	const groups: Readonly<Record<string, readonly string[]>> = {
		catalogue: ["plan", "apply"],
		touchpoint: ["token"],
		party: ["add", "import", "set-password", "disable"],
		operator: ["add", "set-password", "block"],
		session: ["revoke"],
	};

	test("names every command with --help and exit code 0", async (context) => {
		const { run } = await openAdministrator(context);
		for (const args of [["--help"], ["-h"], ["help"]]) {
			const { code, stdout, stderr } = await run(args);
			assert.equal(code, 0);
			assert.equal(stderr, "");
			for (const [noun, verbs] of Object.entries(groups))
				assert.ok(stdout.includes(`\n  ${noun} ${verbs.join("|")} `), noun);
			for (const name of ["verify", "backup <to>", "restore <from>"])
				assert.ok(stdout.includes(`\n  ${name} `), name);
			for (const line of stdout.split("\n")) assert.ok(line.length <= 80, line);
		}
	});

	for (const [noun, verbs] of Object.entries(groups))
		test(`explains the commands of ${noun}, together and one by one`, async (context) => {
			const { run } = await openAdministrator(context);
			const all = await run([noun, "--help"]);
			assert.equal(all.code, 0);
			assert.deepEqual(await run(["help", noun]), all);
			for (const verb of verbs) {
				assert.match(all.stdout, new RegExp(`^ {2}${verb} `, "m"));
				const one = await run([noun, verb, "--help"]);
				assert.equal(one.code, 0);
				assert.equal(one.stderr, "");
				assert.match(
					one.stdout,
					new RegExp(`^Usage: casebridge ${noun} ${verb} \\[options\\]`),
				);
			}
		});

	test("takes a value after a space or an equals sign, and operands after --", async (context) => {
		const { store, run } = await openAdministrator(context);
		const { code, stderr } = await run([
			...["party", "add", "--no-password"],
			...["--principal=ana", "--principal", "eva", "--firstname=-x"],
		]);
		assert.equal(stderr, "");
		assert.equal(code, 0);
		const record = await store.credentials.findPrincipal("eva");
		assert.ok(record?.kind === "party");
		assert.equal(record.party.profile.firstname, "-x");
		const blocked = await run(["party", "disable", "--undo", "--", "ana"]);
		assert.equal(blocked.stdout, 'Party "ana" may sign in again.\n');
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
