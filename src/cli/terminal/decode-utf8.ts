import { CommandError } from "../../domain/command-error.ts";

/** Text from bytes that must be UTF-8; nothing is replaced in silence. */
export function decodeUtf8(bytes: Uint8Array, source: string): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (error) {
		throw new CommandError(`${source} is not UTF-8.`, { cause: error });
	}
}
