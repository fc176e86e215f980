import type { Writable } from "node:stream";

/** Bytes that may wait for whoever reads the log. */
const mostWaiting = 1024 * 1024;

/** What JSON leaves as it is, though it moves a cursor, turns a line around or ends it (CVE-2021-42574). */
const unprintable =
	/[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

type LogDestination = { write(line: string): void };

/**
 * Writes log lines, each on one line of printable characters. A reader that is gone or does not read costs lines and
 * never the server: what does not fit is dropped, and the first line that fits again says how many were.
 */
export function createLogDestination(stream: Writable): LogDestination {
	let dropped = 0;
	return {
		write(line) {
			if (!stream.writable) return;
			if (stream.writableLength > mostWaiting) {
				dropped++;
				return;
			}
			if (dropped > 0) {
				const line = tellDropped(dropped);
				dropped = 0;
				stream.write(line);
			}
			stream.write(line.replace(unprintable, spellOut));
		},
	};
}

function spellOut(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function tellDropped(count: number): string {
	const line = {
		level: 40,
		time: Date.now(),
		dropped: count,
		msg: "log lines were dropped, because nobody read them",
	};
	return `${JSON.stringify(line)}\n`;
}
