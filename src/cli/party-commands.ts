import { addParty } from "../domain/people/add-party.ts";
import { importParties } from "../domain/people/import-parties.ts";
import { setDisabled } from "../domain/people/set-disabled.ts";
import { setPassword } from "../domain/people/set-password.ts";
import { quote } from "../domain/problems/quote.ts";
import { defineCommand } from "./command.ts";
import { countSessions } from "./count-sessions.ts";
import { decodeUtf8, readBytes } from "./read-bytes.ts";
import { readSecret, readStdin } from "./read-stdin.ts";

const add = defineCommand({
	usage:
		"--principal NAME [--principal NAME ...] [--firstname TEXT] [--lastname TEXT] [--email TEXT] [--company] [--no-password]",
	summary:
		"Adds a party that signs in with these principals; its password is read from standard input.",
	options: {
		principal: { type: "string", multiple: true },
		firstname: { type: "string" },
		lastname: { type: "string" },
		email: { type: "string" },
		company: { type: "boolean" },
		"no-password": { type: "boolean" },
	},
	operands: [0, 0],
	async run({ values }, { io, now, withStore }) {
		const { principal: principals = [], firstname, lastname, email } = values;
		const password = values["no-password"] ? null : await readSecret(io);
		const kind = values.company ? "COMPANY" : "PERSON";
		const input = {
			kind,
			principals,
			firstname,
			lastname,
			email,
			password,
		} as const;
		await withStore((store) => addParty(store, now, input));
		io.stdout.write(`Added the party ${principals.map(quote).join(", ")}.\n`);
	},
});

const importing = defineCommand({
	usage: "[FILE]",
	summary:
		'Adds all parties of a JSON Lines file, or of standard input, or none: {"principals":[...],"firstname","lastname","email","kind","password"}.',
	operands: [0, 1],
	async run({ operands: [file] }, { io, now, withStore }) {
		const text =
			file === undefined
				? await readStdin(io)
				: decodeUtf8(await readBytes(file), file);
		const count = await withStore((store) => importParties(store, now, text));
		io.stdout.write(
			`Imported ${count} ${count === 1 ? "party" : "parties"}.\n`,
		);
	},
});

const changePassword = defineCommand({
	usage: "PRINCIPAL",
	summary:
		"Sets the password read from standard input, and ends the party's sessions.",
	operands: [1, 1],
	async run({ operands: [principal = ""] }, { io, withStore }) {
		const password = await readSecret(io);
		const name = { kind: "party", principal } as const;
		const ended = await withStore((store) =>
			setPassword(store, name, password),
		);
		io.stdout.write(
			`Set the password of party ${quote(principal)}; ${countSessions(ended)}.\n`,
		);
	},
});

const disable = defineCommand({
	usage: "PRINCIPAL [--undo]",
	summary: "Keeps a party from signing in, and ends its sessions.",
	options: { undo: { type: "boolean" } },
	operands: [1, 1],
	async run({ values, operands: [principal = ""] }, { io, withStore }) {
		const isDisabled = !values.undo;
		const name = { kind: "party", principal } as const;
		const ended = await withStore((store) =>
			setDisabled(store, name, isDisabled),
		);
		io.stdout.write(
			isDisabled
				? `Disabled party ${quote(principal)}; ${countSessions(ended)}.\n`
				: `Party ${quote(principal)} may sign in again.\n`,
		);
	},
});

export const partyCommands = {
	add,
	import: importing,
	"set-password": changePassword,
	disable,
};
