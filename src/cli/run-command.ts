import { CommanderError } from "commander";
import { ConfigError, readConfig } from "../config/read-config.ts";
import { CommandError } from "../domain/command-error.ts";
import type { Store } from "../domain/ports/store.ts";
import { RequestError } from "../domain/problems/request-error.ts";
import { openStore } from "../store/open-store.ts";
import { StoreError } from "../store/store-error.ts";
import { createProgram } from "./create-program.ts";
import { checkFlags } from "./terminal/check-flags.ts";
import type { CommandIo } from "./terminal/command-tools.ts";

/** Runs an administrator's command. Answers the exit code: 0, 1 when it failed, 2 when it was not understood. */
export async function runCommand(
	args: readonly string[],
	io: CommandIo,
): Promise<number> {
	const program = createProgram({
		io,
		now: Date.now,
		config: () => readConfig(io.env),
		withStore: (use) => withStore(io.env, use),
	});
	try {
		await program.parseAsync(checkFlags(program, args), { from: "user" });
		return 0;
	} catch (error) {
		if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
		io.stderr.write(`${sentenceOf(error)}\n`);
		return 1;
	}
}

async function withStore<Result>(
	env: NodeJS.ProcessEnv,
	use: (store: Store) => Promise<Result>,
): Promise<Result> {
	const { database, caseNumberStart } = readConfig(env);
	const store = await openStore({ database, caseNumberStart });
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
	if (isOurs && error instanceof Error) return error.message;
	let cause = error;
	while (cause instanceof Error && cause.cause !== undefined)
		cause = cause.cause;
	return `The command failed: ${cause instanceof Error ? cause.message : String(cause)}.`;
}
