import { readFile } from "node:fs/promises";
import { CommandError } from "../../domain/command-error.ts";
import { errorCode } from "../../store/error-code.ts";

/** The bytes of a file that a command names. */
export async function readBytes(file: string): Promise<Buffer> {
	try {
		return await readFile(file);
	} catch (error) {
		const code = errorCode(error);
		const reason = code === "ENOENT" ? "there is no such file" : code;
		throw new CommandError(`Cannot read ${file}: ${reason}.`, { cause: error });
	}
}
