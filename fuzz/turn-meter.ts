/*
 * Loaded ahead of the server, in its process: answers how long the event loop stood still at most since it was last
 * asked. A timer that is due every two milliseconds is late by every synchronous stretch between, whoever caused it.
 * Time in which the thread could run and had no processor is taken off, where Linux tells: another program had it.
 */
import { openSync, readSync } from "node:fs";

const interval = 2;
let longest = 0;
let last = performance.now();
let lastWaited = 0;

const text = Buffer.alloc(128);
const file = openSchedule();

/** The schedule of the main thread: nanoseconds run, nanoseconds waited for a processor, turns. */
function openSchedule(): number | null {
	try {
		return openSync("/proc/self/schedstat", "r");
	} catch {
		return null;
	}
}

/** Milliseconds that this thread has waited for a processor. */
function waited(): number {
	if (file === null) return 0;
	const length = readSync(file, text, 0, text.length, 0);
	return Number(text.toString("latin1", 0, length).split(" ")[1]) / 1e6;
}

setInterval(() => {
	const now = performance.now();
	const nowWaited = waited();
	longest = Math.max(longest, now - last - (nowWaited - lastWaited));
	last = now;
	lastWaited = nowWaited;
}, interval).unref();

process.on("message", () => {
	process.send?.(longest);
	longest = 0;
});
process.channel?.unref();
