import { whyNotControl } from "./controls.ts";
import type { FileSystem } from "./loop-volume.ts";
import type { Unit } from "./plan-units.ts";
import { runControl } from "./run-control.ts";
import { runRound } from "./run-round.ts";
import { product } from "./server-process.ts";
import { addControl, addRound, type Totals } from "./totals.ts";
import { whyNoPowerCut } from "./why-no-power-cut.ts";

const obstacles = new Map<FileSystem, string | null>();

/** Runs one unit of the plan, says how it went, and answers the totals with it. */
export async function runUnit(
	unit: Unit,
	totals: Totals,
	say: (line: string) => void,
): Promise<Totals> {
	const name = nameOf(unit);
	const obstacle = await obstacleOf(unit);
	if (obstacle !== null) {
		say(`${name}: skipped, because ${obstacle}`);
		const count = unit.kind === "round" ? unit.round.strikes : 1;
		return { ...totals, skipped: totals.skipped + count };
	}
	if (unit.kind === "control") {
		const result = await runControl(unit.control, unit.fileSystem, unit.seed);
		const verdict = result.hasFailed ? "failed as it must" : "SURVIVED";
		say(`${name}: ${verdict}; ${result.says}`);
		return addControl(totals, result);
	}
	const result = await runRound(unit.round, product, true);
	const { acknowledgements, details } = result;
	say(`${name}: ${acknowledgements} acknowledgements`);
	for (const detail of details) say(`\t${detail}`);
	return addRound(totals, unit.round, result);
}

function nameOf(unit: Unit): string {
	const { fileSystem } = unit.kind === "round" ? unit.round : unit;
	const where = fileSystem === null ? "" : ` on ${fileSystem}`;
	if (unit.kind === "control") return `control ${unit.control.name}${where}`;
	const { strikes, kind, seed } = unit.round;
	return `${strikes} x ${kind}${where}, seed ${seed}`;
}

/** What is missing for a unit on this machine, or null. */
async function obstacleOf(unit: Unit): Promise<string | null> {
	const { fileSystem } = unit.kind === "round" ? unit.round : unit;
	const missing = unit.kind === "control" ? whyNotControl(unit.control) : null;
	if (missing !== null || fileSystem === null) return missing;
	let obstacle = obstacles.get(fileSystem);
	if (obstacle === undefined) {
		obstacle = await whyNoPowerCut(fileSystem);
		obstacles.set(fileSystem, obstacle);
	}
	return obstacle;
}
