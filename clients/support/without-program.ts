import { spawnSync } from "node:child_process";

/** What a check says when it is skipped for want of a program, else false. */
export function withoutProgram(
	command: string,
	versionOption: string,
): string | false {
	const { status } = spawnSync(command, [versionOption]);
	return status === 0 ? false : `${command} is not installed`;
}
