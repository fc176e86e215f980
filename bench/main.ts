import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stopChildren } from "./child-processes.ts";
import { requirePinnedNode } from "./environment.ts";
import { measureGrowth } from "./growth.ts";
import { startLoad } from "./load-process.ts";
import { measureMemory } from "./memory.ts";
import { type Options, readOptions } from "./options.ts";
import { measureSharing } from "./processes.ts";
import { publish } from "./publish.ts";
import { runScenarios } from "./run-scenarios.ts";
import { measureStart } from "./start-time.ts";
import { measureStrictJson } from "./strict-json.ts";
import type { Measured } from "./targets.ts";

/** Measures everything that a target names, one after the other. */
async function run(options: Options, folder: string): Promise<Measured> {
	const load = startLoad();
	return {
		strictJson: measureStrictJson(),
		scenarios: await runScenarios(load, folder, options),
		start: await measureStart(folder),
		sharing: await measureSharing(folder),
		growth: await measureGrowth(load, folder),
		memory: await measureMemory(load, folder),
	};
}

const interrupted = Promise.withResolvers<never>();
for (const signal of ["SIGINT", "SIGTERM"] as const)
	process.on(signal, () =>
		interrupted.reject(new Error(`Stopped by ${signal}.`)),
	);
const folder = mkdtempSync(join(tmpdir(), "casebridge-bench-"));
let code = 0;
try {
	requirePinnedNode();
	const options = readOptions(process.argv.slice(2));
	publish(
		await Promise.race([run(options, folder), interrupted.promise]),
		options,
	);
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	code = 1;
}
await stopChildren();
rmSync(folder, { recursive: true, force: true });
process.exit(code);
