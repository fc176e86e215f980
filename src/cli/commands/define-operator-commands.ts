import type { Command } from "@commander-js/extra-typings";
import { addOperator } from "../../domain/people/add-operator.ts";
import { setDisabled } from "../../domain/people/set-disabled.ts";
import { setPassword } from "../../domain/people/set-password.ts";
import { quote } from "../../domain/problems/quote.ts";
import { appendValue } from "../terminal/append-value.ts";
import type { CommandTools } from "../terminal/command-tools.ts";
import { countSessions } from "../terminal/count-sessions.ts";
import { readSecret } from "../terminal/read-secret.ts";

export function defineOperatorCommands(
	program: Command,
	{ io, now, withStore }: CommandTools,
): void {
	const operator = program
		.command("operator")
		.description("Manages operators, who work on cases.");

	operator
		.command("add")
		.description("Adds an operator. The password is read from standard input.")
		.requiredOption("--email <email>", "what the operator signs in with")
		.option(
			"--group <code>",
			"an operator group of the catalogue; may be repeated",
			appendValue,
		)
		.option("--firstname <text>", "first name")
		.option("--lastname <text>", "last name")
		.option("--no-password", "add the operator without a password")
		.action(async ({ group: groupCodes, password: hasPassword, ...rest }) => {
			const password = hasPassword ? await readSecret(io) : null;
			const input = { ...rest, groupCodes, password };
			await withStore((store) => addOperator(store, now, input));
			io.stdout.write(`Added the operator ${quote(input.email)}.\n`);
		});

	operator
		.command("set-password")
		.description(
			"Sets the password that is read from standard input, and ends the operator's sessions.",
		)
		.argument("<email>", "the operator's e-mail address")
		.action(async (email) => {
			const password = await readSecret(io);
			const name = { kind: "operator", email } as const;
			const ended = await withStore((store) =>
				setPassword(store, name, password),
			);
			io.stdout.write(
				`Set the password of operator ${quote(email)}; ${countSessions(ended)}.\n`,
			);
		});

	operator
		.command("block")
		.description(
			"Prevents an operator from signing in, and ends their sessions.",
		)
		.argument("<email>", "the operator's e-mail address")
		.option("--undo", "let the operator sign in again")
		.action(async (email, { undo }) => {
			const isBlocked = !undo;
			const name = { kind: "operator", email } as const;
			const ended = await withStore((store) =>
				setDisabled(store, name, isBlocked),
			);
			io.stdout.write(
				isBlocked
					? `Blocked operator ${quote(email)}; ${countSessions(ended)}.\n`
					: `Operator ${quote(email)} may sign in again.\n`,
			);
		});
}
