import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const folder = join(import.meta.dirname, "..");
const tools = join(folder, "node_modules/.bin");
/** Milliseconds that one command may take. */
const patience = 60_000;

/** Runs a command of a recipe in a folder of `clients/`, and answers what it printed; fails with all that it said. */
export async function runTool(
	command: string,
	args: readonly string[],
	cwd = ".",
): Promise<string> {
	const options = {
		cwd: join(folder, cwd),
		env: { ...process.env, PATH: `${tools}:${process.env.PATH}` },
		timeout: patience,
	};
	const { stdout } = await run(command, args, options).catch((error) => {
		throw new Error(`${error.message}\n${error.stdout ?? ""}`);
	});
	return stdout;
}
