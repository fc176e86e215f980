import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { drawChart } from "./chart.ts";
import { describeEnvironment } from "./environment.ts";
import { formatHeadlines } from "./headlines.ts";
import type { Options } from "./options.ts";
import { describeRun, formatMemory, formatScenario } from "./report.ts";
import { formatTargets, type Measured } from "./targets.ts";

const fileOf = (path: string) => new URL(path, import.meta.url);

/** Writes a run to `results/`, and with `--publish` into the pages that state its figures. */
export function publish(measured: Measured, options: Options): void {
	const environment = describeEnvironment();
	const { scenarios, memory } = measured;
	const targets = formatTargets(measured);
	const run = describeRun(environment, options);
	const report = [
		targets,
		...scenarios.map(formatScenario),
		formatMemory(memory),
		run,
	].join("\n");
	mkdirSync(fileOf("results/"), { recursive: true });
	const data = JSON.stringify({ environment, options, measured }, null, "\t");
	writeFileSync(fileOf("results/report.json"), `${data}\n`);
	writeFileSync(fileOf("results/report.md"), report);
	process.stdout.write(report);
	if (!options.publish) return;
	const [creates] = scenarios;
	if (creates)
		writeFileSync(fileOf("../docs/performance.svg"), drawChart(creates));
	replaceBlock("../docs/performance.md", report);
	replaceBlock("../README.md", formatHeadlines(measured));
}

const begin = "<!-- made by npm run bench -- --publish -->\n";
const end = "<!-- end -->\n";

/** Puts a text between the marks of a page. */
function replaceBlock(path: string, text: string): void {
	const page = readFileSync(fileOf(path), "utf8");
	const [before, rest] = page.split(begin);
	const after = rest?.split(end)[1];
	if (before === undefined || after === undefined)
		throw new Error(`${path} has no block for the figures.`);
	writeFileSync(fileOf(path), `${before}${begin}\n${text}\n${end}${after}`);
}
