import { addOperator } from "../domain/people/add-operator.ts";
import { setDisabled } from "../domain/people/set-disabled.ts";
import { setPassword } from "../domain/people/set-password.ts";
import { quote } from "../domain/problems/quote.ts";
import { defineCommand, UsageError } from "./command.ts";
import { countSessions } from "./count-sessions.ts";
import { readSecret } from "./read-stdin.ts";

const add = defineCommand({
	usage:
		"--email EMAIL [--group CODE ...] [--firstname TEXT] [--lastname TEXT] [--no-password]",
	summary:
		"Adds an operator to groups of the catalogue; the password is read from standard input.",
	options: {
		email: { type: "string" },
		group: { type: "string", multiple: true },
		firstname: { type: "string" },
		lastname: { type: "string" },
		"no-password": { type: "boolean" },
	},
	operands: [0, 0],
	async run({ values }, { io, now, withStore }) {
		const { email, group: groupCodes, firstname, lastname } = values;
		if (email === undefined) throw new UsageError("--email is missing.");
		const password = values["no-password"] ? null : await readSecret(io);
		const input = { email, groupCodes, firstname, lastname, password };
		await withStore((store) => addOperator(store, now, input));
		io.stdout.write(`Added the operator ${quote(email)}.\n`);
	},
});

const changePassword = defineCommand({
	usage: "EMAIL",
	summary:
		"Sets the password read from standard input, and ends the operator's sessions.",
	operands: [1, 1],
	async run({ operands: [email = ""] }, { io, withStore }) {
		const password = await readSecret(io);
		const name = { kind: "operator", email } as const;
		const ended = await withStore((store) =>
			setPassword(store, name, password),
		);
		io.stdout.write(
			`Set the password of operator ${quote(email)}; ${countSessions(ended)}.\n`,
		);
	},
});

const block = defineCommand({
	usage: "EMAIL [--undo]",
	summary: "Keeps an operator from signing in, and ends their sessions.",
	options: { undo: { type: "boolean" } },
	operands: [1, 1],
	async run({ values, operands: [email = ""] }, { io, withStore }) {
		const isBlocked = !values.undo;
		const name = { kind: "operator", email } as const;
		const ended = await withStore((store) =>
			setDisabled(store, name, isBlocked),
		);
		io.stdout.write(
			isBlocked
				? `Blocked operator ${quote(email)}; ${countSessions(ended)}.\n`
				: `Operator ${quote(email)} may sign in again.\n`,
		);
	},
});

export const operatorCommands = { add, "set-password": changePassword, block };
