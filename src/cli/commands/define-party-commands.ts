import type { Command } from "@commander-js/extra-typings";
import { addParty } from "../../domain/people/add-party.ts";
import { importParties } from "../../domain/people/import-parties.ts";
import { setDisabled } from "../../domain/people/set-disabled.ts";
import { setPassword } from "../../domain/people/set-password.ts";
import { quote } from "../../domain/problems/quote.ts";
import { appendValue } from "../terminal/append-value.ts";
import type { CommandTools } from "../terminal/command-tools.ts";
import { countSessions } from "../terminal/count-sessions.ts";
import { decodeUtf8 } from "../terminal/decode-utf8.ts";
import { readBytes } from "../terminal/read-bytes.ts";
import { readSecret } from "../terminal/read-secret.ts";
import { readStdin } from "../terminal/read-stdin.ts";
import { refuseRepeatedKeys } from "../terminal/refuse-repeated-keys.ts";

export function definePartyCommands(
	program: Command,
	{ io, now, withStore }: CommandTools,
): void {
	const party = program
		.command("party")
		.description("Manages parties, the people and companies that file cases.");

	party
		.command("add")
		.description("Adds a party. Its password is read from standard input.")
		.option(
			"--principal <name>",
			"what the party signs in with; at least one, may be repeated",
			appendValue,
		)
		.option("--firstname <text>", "first name")
		.option("--lastname <text>", "last name, or the name of a company")
		.option("--email <email>", "e-mail address")
		.option("--company", "the party is a company, not a person")
		.option("--no-password", "add the party without a password")
		.action(async (options) => {
			const { principal: principals = [], company, ...rest } = options;
			const password = rest.password ? await readSecret(io) : null;
			const kind = company ? "COMPANY" : "PERSON";
			const input = { ...rest, kind, principals, password } as const;
			await withStore((store) => addParty(store, now, input));
			io.stdout.write(`Added the party ${principals.map(quote).join(", ")}.\n`);
		});

	party
		.command("import")
		.description(
			'Adds all parties of a JSON Lines file, or none if one is wrong. A line is an object: {"principals":[...],"firstname","lastname","email","kind","password"}.',
		)
		.argument("[file]", "the file; standard input if it is left out")
		.action(async (file) => {
			const text =
				file === undefined
					? await readStdin(io)
					: decodeUtf8(await readBytes(file), file);
			refuseRepeatedKeys(text);
			const count = await withStore((store) => importParties(store, now, text));
			io.stdout.write(
				`Imported ${count} ${count === 1 ? "party" : "parties"}.\n`,
			);
		});

	party
		.command("set-password")
		.description(
			"Sets the password that is read from standard input, and ends the party's sessions.",
		)
		.argument("<principal>", "a principal of the party")
		.action(async (principal) => {
			const password = await readSecret(io);
			const name = { kind: "party", principal } as const;
			const ended = await withStore((store) =>
				setPassword(store, name, password),
			);
			io.stdout.write(
				`Set the password of party ${quote(principal)}; ${countSessions(ended)}.\n`,
			);
		});

	party
		.command("disable")
		.description("Prevents a party from signing in, and ends its sessions.")
		.argument("<principal>", "a principal of the party")
		.option("--undo", "let the party sign in again")
		.action(async (principal, { undo }) => {
			const isDisabled = !undo;
			const name = { kind: "party", principal } as const;
			const ended = await withStore((store) =>
				setDisabled(store, name, isDisabled),
			);
			io.stdout.write(
				isDisabled
					? `Disabled party ${quote(principal)}; ${countSessions(ended)}.\n`
					: `Party ${quote(principal)} may sign in again.\n`,
			);
		});
}
