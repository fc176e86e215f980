import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import type { Protocol } from "./protocols.ts";

/** How a request ended for its sender. Only a 4xx says that nothing was stored; anything but a success leaves that open. */
export type Outcome =
	| {
			readonly kind: "acknowledged";
			readonly number: number;
			readonly replayed: boolean;
			/** Of the content that was answered. */
			readonly digest: string;
			/** Numbers of its attachments. */
			readonly attachments: readonly number[];
	  }
	| { readonly kind: "failed"; readonly reason: string }
	| { readonly kind: "unknown"; readonly reason: string };

/** A line before each request, and one after it. */
export type LedgerLine =
	| { readonly send: number; readonly key: string; readonly protocol: Protocol }
	| { readonly send: number; readonly outcome: Outcome };

export type Ledger = ReturnType<typeof openLedger>;

/** Appends to a new ledger. A line is with the kernel when its call returns, so it survives the process, not a power cut. */
export function openLedger(file: string) {
	const handle = openSync(file, "ax");
	let sends = 0;
	const write = (line: LedgerLine) =>
		writeSync(handle, `${JSON.stringify(line)}\n`);
	return {
		/** Notes a request that is about to go out; the function it answers notes how it ended. */
		begin(key: string, protocol: Protocol): (outcome: Outcome) => void {
			const send = ++sends;
			write({ send, key, protocol });
			return (outcome) => write({ send, outcome });
		},
		close: () => closeSync(handle),
	};
}

/** The lines whose last byte is among the first `bytes`; what a killed writer left unfinished is none. */
export function readLedger(file: string, bytes = Number.POSITIVE_INFINITY) {
	const whole = readFileSync(file);
	const text = whole.subarray(0, Math.min(bytes, whole.length)).toString();
	return text
		.slice(0, text.lastIndexOf("\n") + 1)
		.split("\n")
		.filter((line) => line !== "")
		.map((line) => JSON.parse(line) as LedgerLine);
}
