import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { defineBackupCommand } from "./commands/define-backup-command.ts";
import { defineCatalogueCommands } from "./commands/define-catalogue-commands.ts";
import { defineOperatorCommands } from "./commands/define-operator-commands.ts";
import { definePartyCommands } from "./commands/define-party-commands.ts";
import { defineRestoreCommand } from "./commands/define-restore-command.ts";
import { defineSessionCommands } from "./commands/define-session-commands.ts";
import { defineTouchpointCommands } from "./commands/define-touchpoint-commands.ts";
import { defineVerifyCommand } from "./commands/define-verify-command.ts";
import type { CommandIo, CommandTools } from "./terminal/command-tools.ts";

/** All commands of an administrator. Help and messages go to the given streams; nothing ends the process. */
export function createProgram(tools: CommandTools): Command {
	const program = withCommonSettings(
		new Command("casebridge"),
		tools.io,
	).description(
		"Manages a casebridge installation. Without a command, the server starts.",
	);
	defineCatalogueCommands(program, tools);
	defineTouchpointCommands(program, tools);
	definePartyCommands(program, tools);
	defineOperatorCommands(program, tools);
	defineSessionCommands(program, tools);
	defineVerifyCommand(program, tools);
	defineBackupCommand(program, tools);
	defineRestoreCommand(program, tools);
	return program;
}

/** Settings that every command inherits. Surplus arguments are refused here, because commander would print them, and one may be a misplaced secret. */
function withCommonSettings(
	program: Command,
	{ stdout, stderr }: CommandIo,
): Command {
	return program
		.exitOverride()
		.showHelpAfterError()
		.helpOption("-h, --help", "show this help")
		.helpCommand("help [command]", "show the help of a command")
		.configureOutput({
			writeOut: (text) => stdout.write(text),
			writeErr: (text) => stderr.write(text),
			getOutHelpWidth: () => stdout.columns ?? 80,
			getErrHelpWidth: () => stderr.columns ?? 80,
		})
		.configureHelp({ subcommandTerm, minWidthToWrap: 20 })
		.allowExcessArguments()
		.hook("preAction", (_program, command) => {
			if (command.args.length > command.registeredArguments.length)
				command.error(
					"error: there is one argument too many; secrets are read from standard input, never from arguments",
				);
		});
}

/** A group is shown with the names of its commands: `party add|import`. */
function subcommandTerm(command: CommandUnknownOpts): string {
	const names = command.commands.map((each) => each.name()).join("|");
	const operands = command.registeredArguments.map((argument) =>
		argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
	);
	return [command.name(), names, ...operands].filter(Boolean).join(" ");
}
