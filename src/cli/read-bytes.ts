import { readFile } from "node:fs/promises";
import { CommandError } from "../domain/command-error.ts";

/** The bytes of a file that a command names. */
export async function readBytes(file: string): Promise<Buffer> {
	try {
		return await readFile(file);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		const reason = code === "ENOENT" ? "there is no such file" : code;
		throw new CommandError(`Cannot read ${file}: ${reason}.`, { cause: error });
	}
}

/** Text from bytes that must be UTF-8; nothing is replaced in silence. */
export function decodeUtf8(bytes: Uint8Array, source: string): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (error) {
		throw new CommandError(`${source} is not UTF-8.`, { cause: error });
	}
}
