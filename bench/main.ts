import { measureGrowth } from "./growth.ts";
import { startLoad } from "./load-process.ts";
import { measureMemory } from "./memory.ts";
import { type Options, readOptions } from "./options.ts";
import { measureSharing } from "./processes.ts";
import { publish } from "./publish.ts";
import { runInFolder } from "./run-in-folder.ts";
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

await runInFolder(async (folder) => {
	const options = readOptions(process.argv.slice(2));
	publish(await run(options, folder), options);
});
