import { ConfigError, readConfig } from "../config/read-config.ts";
import { CommandError } from "../domain/command-error.ts";
import type { Store } from "../domain/ports/store.ts";
import { RequestError } from "../domain/problems/request-error.ts";
import { openSqliteStore } from "../store/sqlite/open-sqlite-store.ts";
import { StoreError } from "../store/store-error.ts";
import { backupCommand } from "./backup-command.ts";
import { catalogueCommands } from "./catalogue-commands.ts";
import { type Command, type CommandIo, UsageError } from "./command.ts";
import { operatorCommands } from "./operator-commands.ts";
import { partyCommands } from "./party-commands.ts";
import { restoreCommand } from "./restore-command.ts";
import { sessionCommands } from "./session-commands.ts";
import { touchpointCommands } from "./touchpoint-commands.ts";
import { verifyCommand } from "./verify-command.ts";

/** By name: a noun and a verb, or one word for what concerns all that is stored. */
const commands: ReadonlyMap<string, Command> = new Map([
	...named("catalogue", catalogueCommands),
	...named("touchpoint", touchpointCommands),
	...named("party", partyCommands),
	...named("operator", operatorCommands),
	...named("session", sessionCommands),
	["verify", verifyCommand],
	["backup", backupCommand],
	["restore", restoreCommand],
]);

function named(noun: string, verbs: Readonly<Record<string, Command>>) {
	return Object.entries(verbs).map(
		([verb, command]) => [`${noun} ${verb}`, command] as const,
	);
}

/** Runs an administrator's command. Answers the exit code: 0, 1 when it failed, 2 when it was not understood. */
export async function runCommand(
	args: readonly string[],
	io: CommandIo,
): Promise<number> {
	const found = findCommand(args);
	if (args.includes("--help")) {
		io.stdout.write(found ? helpOf(found) : usage());
		return 0;
	}
	if (!found) {
		io.stderr.write(usage());
		return 2;
	}
	try {
		await found.command.run(found.rest, {
			io,
			now: Date.now,
			config: () => readConfig(io.env),
			withStore: (use) => withStore(io.env, use),
		});
		return 0;
	} catch (error) {
		if (!(error instanceof UsageError)) {
			io.stderr.write(`${sentenceOf(error)}\n`);
			return 1;
		}
		io.stderr.write(`${error.message}\n${helpOf(found)}`);
		return 2;
	}
}

type Found = {
	readonly name: string;
	readonly command: Command;
	/** The arguments after the name. */
	readonly rest: readonly string[];
};

function findCommand(args: readonly string[]): Found | null {
	for (const words of [2, 1]) {
		const name = args.slice(0, words).join(" ");
		const command = commands.get(name);
		if (command) return { name, command, rest: args.slice(words) };
	}
	return null;
}

async function withStore<Result>(
	env: NodeJS.ProcessEnv,
	use: (store: Store) => Promise<Result>,
): Promise<Result> {
	const { databaseFile: file, caseNumberStart } = readConfig(env);
	const store = await openSqliteStore({ file, caseNumberStart });
	try {
		return await use(store);
	} finally {
		await store.close();
	}
}

/** Only our own errors speak for themselves: a driver's message can hold the values of its statement. */
function sentenceOf(error: unknown): string {
	const isOurs = [CommandError, ConfigError, RequestError, StoreError].some(
		(kind) => error instanceof kind,
	);
	if (isOurs) return (error as Error).message;
	let cause = error;
	while (cause instanceof Error && cause.cause !== undefined)
		cause = cause.cause;
	return `The command failed: ${cause instanceof Error ? cause.message : String(cause)}.`;
}

function helpOf({ name, command }: Found): string {
	return `Usage: ${["casebridge", name, command.usage].join(" ").trimEnd()}\n${command.summary}\n`;
}

function usage(): string {
	const lines = [...commands].map(
		([name, { usage, summary }]) =>
			`  ${`${name} ${usage}`.trimEnd()}\n      ${summary}`,
	);
	return `Usage: casebridge COMMAND\n\n${lines.join("\n")}\n`;
}
