import { spawnSync } from "node:child_process";

const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;

/** Runs an administrator's program to its end; throws with its words when it fails. */
export function runProgram(program: string, ...args: readonly string[]): void {
	const { error, status, stderr } = spawnSync(program, args, {
		env: { PATH },
		encoding: "utf8",
	});
	if (error) throw new Error(`${program} cannot be run: ${error.message}.`);
	if (status !== 0)
		throw new Error(
			`${program} ${args.join(" ")} ended with ${status}: ${stderr.trim()}`,
		);
}
