import type { CommandUnknownOpts } from "@commander-js/extra-typings";

/**
 * Refuses mistakes that commander takes or prints: a flag in the place of a value, a value for a flag that takes none, and
 * a word with one dash.
 * Returns the arguments with unknown flags cut to their names: error messages print them, and the rest may be a secret.
 */
export function checkFlags(
	program: CommandUnknownOpts,
	args: readonly string[],
): readonly string[] {
	const command = namedCommand(program, args);
	const end = args.indexOf("--");
	const flags = end === -1 ? args : args.slice(0, end);
	return args.map((arg, index) => {
		if (index >= flags.length || !isFlag(arg) || arg === "-h") return arg;
		if (!/^--[^=]/.test(arg))
			command.error(
				"error: unknown option; use -h, or a name after two dashes",
			);
		const flag = arg.replace(/=.*$/s, "");
		const option = command.options.find(({ long }) => long === flag);
		if (option === undefined) return flag;
		const hasValue = flag !== arg;
		if (!option.required && hasValue)
			command.error(`error: option '${flag}' takes no value`);
		if (option.required && !hasValue && isFlag(args[index + 1]))
			command.error(
				`error: the value of option '${flag}' is missing; one that begins with "-" is written '${flag}=-value'`,
			);
		return arg;
	});
}

function isFlag(arg = ""): boolean {
	return arg.startsWith("-") && arg !== "-";
}

/** The command that the first arguments name, as far as they name one. */
function namedCommand(
	program: CommandUnknownOpts,
	args: readonly string[],
): CommandUnknownOpts {
	let command = program;
	for (const arg of args) {
		const next = command.commands.find((known) => known.name() === arg);
		if (next === undefined) break;
		command = next;
	}
	return command;
}
