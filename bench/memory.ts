import { readFileSync } from "node:fs";
import type { Load } from "./load-process.ts";
import { casebridge } from "./peers.ts";
import { byGraphql } from "./scenarios/create-case.ts";
import { startServer } from "./server-process.ts";

/** Resident memory of a server after so many creates, in MiB. */
export type Memory = {
	readonly flags: string;
	readonly after: readonly {
		readonly creates: number;
		readonly mebibytes: number;
	}[];
};

const steps = 4;
const creates = 1_000_000;
const settings = [[], ["--max-semi-space-size=8"]];

/** Creates a million cases by GraphQL, with Node's own memory settings and with a small young generation. */
export async function measureMemory(
	load: Load,
	folder: string,
): Promise<Memory[]> {
	const measured: Memory[] = [];
	for (const [index, flags] of settings.entries()) {
		const peer = { ...casebridge, name: `casebridge-memory-${index}` };
		const { pid, origin, stop } = await startServer(peer, folder, {
			nodeArguments: flags,
		});
		const after = [];
		for (let step = 1; step <= steps; step++) {
			process.stderr.write(`Memory ${flags.join(" ")}: ${step} of ${steps}\n`);
			const requests = creates / steps;
			await load.run({ origin, plan: byGraphql, requests, connections: 32 });
			after.push({ creates: step * requests, mebibytes: residentMemory(pid) });
		}
		measured.push({ flags: flags.join(" ") || "Node's default flags", after });
		await stop();
	}
	return measured;
}

/** Of a process, in MiB. */
export function residentMemory(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, "utf8");
	const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
	return Math.round(Number(kibibytes) / 1024);
}
