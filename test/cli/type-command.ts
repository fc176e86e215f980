import { Readable } from "node:stream";
import { runCommand } from "../../src/cli/run-command.ts";

export type Outcome = {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
};

export type Typed = {
	readonly stdin?: string | Buffer;
	readonly isTTY?: boolean;
};

/** Runs a command as if it were typed, with this environment alone. */
export async function typeCommand(
	env: NodeJS.ProcessEnv,
	args: readonly string[],
	{ stdin = "", isTTY = false }: Typed = {},
): Promise<Outcome> {
	const written = { stdout: "", stderr: "" };
	const sink = (name: keyof typeof written) => ({
		isTTY,
		write(text: string) {
			written[name] += text;
		},
	});
	const code = await runCommand(args, {
		stdin: Object.assign(Readable.from([Buffer.from(stdin)]), { isTTY }),
		stdout: sink("stdout"),
		stderr: sink("stderr"),
		env,
	});
	return { code, ...written };
}
