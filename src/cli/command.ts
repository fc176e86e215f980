import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import type { Config } from "../config/read-config.ts";
import type { Store } from "../domain/ports/store.ts";

export type CommandIo = {
	readonly stdin: AsyncIterable<Buffer | string> & { readonly isTTY?: boolean };
	readonly stdout: { write(text: string): unknown };
	readonly stderr: {
		write(text: string): unknown;
		readonly isTTY?: boolean;
	};
	readonly env: NodeJS.ProcessEnv;
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

/** The arguments do not fit the command; nothing was done. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}

export type Command = {
	/** What follows its name. */
	readonly usage: string;
	readonly summary: string;
	readonly run: (args: readonly string[], tools: CommandTools) => Promise<void>;
};

type Values<Options extends ParseArgsOptionsConfig> = ReturnType<
	typeof parseArgs<{ options: Options; allowPositionals: true; strict: true }>
>["values"];

type Definition<Options extends ParseArgsOptionsConfig> = {
	readonly usage: string;
	readonly summary: string;
	readonly options?: Options;
	/** The least and the most operands that it takes. */
	readonly operands: readonly [least: number, most: number];
	readonly run: (
		input: { values: Values<Options>; operands: readonly string[] },
		tools: CommandTools,
	) => Promise<void>;
};

/** A command that checks its arguments before it runs. Messages never quote an operand: it may be a misplaced secret. */
export function defineCommand<const Options extends ParseArgsOptionsConfig>(
	definition: Definition<Options>,
): Command {
	const { usage, summary, operands } = definition;
	const [least, most] = operands;
	return {
		usage,
		summary,
		async run(args, tools) {
			const { values, positionals } = readArguments(args, definition);
			if (positionals.length < least)
				throw new UsageError("An operand is missing.");
			if (positionals.length > most)
				throw new UsageError(
					"There is one operand too many; secrets are read from standard input, never from arguments.",
				);
			await definition.run({ values, operands: positionals }, tools);
		},
	};
}

function readArguments<Options extends ParseArgsOptionsConfig>(
	args: readonly string[],
	{ options }: Definition<Options>,
) {
	try {
		return parseArgs({
			args: [...args],
			options: options ?? ({} as Options),
			allowPositionals: true,
			strict: true,
		});
	} catch (error) {
		throw new UsageError((error as Error).message, { cause: error });
	}
}
