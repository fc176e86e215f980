import type { Progress } from "../../store/progress.ts";
import type { CommandIo } from "./command-tools.ts";

const width = 30;
/** Milliseconds between two pictures. */
const interval = 100;

/** Prints on a terminal how far `work` has come, in one line that is removed at its end; without a terminal it prints nothing. */
export async function withProgressBar<Result>(
	{ stderr }: CommandIo,
	work: (onProgress: Progress) => Result | Promise<Result>,
): Promise<Result> {
	if (!stderr.isTTY) return work(() => {});
	let printedAt = Number.NEGATIVE_INFINITY;
	let printed = "";
	try {
		return await work((what, done, total) => {
			const now = performance.now();
			if (what === printed && now - printedAt < interval) return;
			printedAt = now;
			printed = what;
			stderr.write(`\r\x1b[2K${pictureOf(what, done, total)}`);
		});
	} finally {
		stderr.write("\r\x1b[2K");
	}
}

/** `[##########                    ]  33 % case_events` */
function pictureOf(what: string, done: number, total: number): string {
	const share = total === 0 ? 1 : Math.min(1, done / total);
	const bar = "#".repeat(Math.floor(share * width)).padEnd(width);
	const percent = String(Math.floor(share * 100)).padStart(3);
	return `[${bar}] ${percent} % ${what}`;
}
