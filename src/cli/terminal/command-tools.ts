import type { Config } from "../../config/config.ts";
import type { Store } from "../../domain/ports/store.ts";

export type CommandIo = {
	readonly stdin: AsyncIterable<Buffer | string> & { readonly isTTY?: boolean };
	readonly stdout: CommandOutput;
	readonly stderr: CommandOutput & { readonly isTTY?: boolean };
	readonly env: NodeJS.ProcessEnv;
};

type CommandOutput = {
	write(text: string): unknown;
	/** The width of a terminal, where there is one. */
	readonly columns?: number;
};

/** What a command works with; the store is opened only when the arguments are right. */
export type CommandTools = {
	readonly io: CommandIo;
	readonly now: () => number;
	/** Reads the configuration, for commands that work on files without the store. */
	readonly config: () => Config;
	/** Opens the store, hands it over, and closes it. */
	readonly withStore: <Result>(
		use: (store: Store) => Promise<Result>,
	) => Promise<Result>;
};
