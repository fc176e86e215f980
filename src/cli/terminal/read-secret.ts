import { CommandError } from "../../domain/command-error.ts";
import type { CommandIo } from "./command-tools.ts";
import { readStdin } from "./read-stdin.ts";

/** The one line on standard input, without its line break. A terminal is read up to Enter. */
export async function readSecret(io: CommandIo): Promise<string> {
	const isTerminal = io.stdin.isTTY === true;
	if (isTerminal)
		io.stderr.write(
			"Type the password and press Enter; the terminal shows what you type.\n",
		);
	const text = isTerminal ? await readLine(io) : await readStdin(io);
	const secret = text.replace(/\r?\n$/, "");
	if (/[\r\n]/.test(secret))
		throw new CommandError(
			"Standard input has more than one line; send the password alone.",
		);
	return secret;
}

async function readLine({ stdin }: CommandIo): Promise<string> {
	let line = "";
	for await (const chunk of stdin) {
		line += chunk;
		if (line.includes("\n")) break;
	}
	return line;
}
