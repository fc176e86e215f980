import { ConfigError, readConfig } from "../config.ts";
import { CommandError } from "../domain/command-error.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Store } from "../domain/store.ts";
import { openSqliteStore } from "../store/sqlite/open-sqlite-store.ts";
import { StoreError } from "../store/store-error.ts";
import { catalogueCommands } from "./catalogue.ts";
import { type Command, type CommandIo, UsageError } from "./command.ts";
import { operatorCommands } from "./operator.ts";
import { partyCommands } from "./party.ts";
import { sessionCommands } from "./session.ts";
import { touchpointCommands } from "./touchpoint.ts";

const nouns: Readonly<Record<string, Readonly<Record<string, Command>>>> = {
	catalogue: catalogueCommands,
	touchpoint: touchpointCommands,
	party: partyCommands,
	operator: operatorCommands,
	session: sessionCommands,
};

/** Runs an administrator's command. Answers the exit code: 0, 1 when it failed, 2 when it was not understood. */
export async function runCommand(
	args: readonly string[],
	io: CommandIo,
): Promise<number> {
	const [noun = "", verb = "", ...rest] = args;
	const command = findCommand(noun, verb);
	if (args.includes("--help")) {
		io.stdout.write(command ? helpOf(noun, verb, command) : usage());
		return 0;
	}
	if (!command) {
		io.stderr.write(usage());
		return 2;
	}
	try {
		await command.run(rest, {
			io,
			now: Date.now,
			withStore: (use) => withStore(io.env, use),
		});
		return 0;
	} catch (error) {
		if (!(error instanceof UsageError)) {
			io.stderr.write(`${sentenceOf(error)}\n`);
			return 1;
		}
		io.stderr.write(`${error.message}\n${helpOf(noun, verb, command)}`);
		return 2;
	}
}

function findCommand(noun: string, verb: string): Command | undefined {
	if (!Object.hasOwn(nouns, noun)) return undefined;
	const verbs = nouns[noun] ?? {};
	return Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
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
	const isOurs = [CommandError, ConfigError, Refusal, StoreError].some(
		(kind) => error instanceof kind,
	);
	if (isOurs) return (error as Error).message;
	let cause = error;
	while (cause instanceof Error && cause.cause !== undefined)
		cause = cause.cause;
	return `The command failed: ${cause instanceof Error ? cause.message : String(cause)}.`;
}

function helpOf(noun: string, verb: string, command: Command): string {
	return `Usage: casebridge ${noun} ${verb} ${command.usage}\n${command.summary}\n`;
}

function usage(): string {
	const lines = Object.entries(nouns).flatMap(([noun, verbs]) =>
		Object.entries(verbs).map(
			([verb, { usage, summary }]) =>
				`  ${noun} ${verb} ${usage}\n      ${summary}`,
		),
	);
	return `Usage: casebridge COMMAND\n\n${lines.join("\n")}\n`;
}
