import { spawn } from "node:child_process";
import { once } from "node:events";
import { pipeline } from "node:stream/promises";
import pLimit from "p-limit";
import { RequestError } from "../../domain/problems/request-error.ts";

/** Milliseconds that a scanner may take for one file. */
const longestScan = 60_000;
/** Scanners that run at once. */
const mostAtOnce = 2;

export type Scan = (
	content: Uint8Array | AsyncIterable<Uint8Array>,
) => Promise<"clean" | "infected">;

type Log = { error(details: object, message: string): void };

/**
 * Asks a program about a file: it gets the bytes on standard input, and ends with 0 when they may be kept and with 1 when
 * not, as `clamdscan -` does. With any other end nobody knows, so the file is not taken, and the log says how it ended.
 */
export function createScan(command: readonly string[], log: Log): Scan {
	const [program = "", ...args] = command;
	const inTurn = pLimit(mostAtOnce);
	return (content) => inTurn(scan, content);

	async function scan(
		content: Uint8Array | AsyncIterable<Uint8Array>,
	): ReturnType<Scan> {
		const child = spawn(program, args, {
			stdio: ["pipe", "ignore", "ignore"],
			// Not `timeout`: its timer goes on, and keeps the process, when the program is not there.
			signal: AbortSignal.timeout(longestScan),
		});
		const ended = once(child, "exit").catch((error: Error) => [error]);
		// One that has seen enough does not read on.
		const source = content instanceof Uint8Array ? [content] : content;
		await pipeline(source, child.stdin).catch(() => {});
		const [code] = await ended;
		if (code === 0) return "clean";
		if (code === 1) return "infected";
		log.error({ program, end: String(code) }, "the scanner broke");
		throw new RequestError("cannotExamineFile", {});
	}
}

/** For an installation that examines no files. */
export const scanNothing: Scan = async () => "clean";
