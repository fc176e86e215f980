import { type Problem, problem } from "../../problems/problem.ts";
import type { CreateRequest } from "../create/create-case-parser.ts";
import type { BulkInput } from "./bulk.ts";

/** Each row as a create of its own; a `dryRun` in it may only say what is said for all. */
export function readRows({
	rows,
	isDryRun,
}: BulkInput): readonly CreateRequest[] {
	return rows.map(({ dryRun, command, keyInput = null }) => ({
		command,
		keyInput,
		problems: dryRun === null || dryRun === isDryRun ? [] : [ownDryRun(dryRun)],
	}));
}

function ownDryRun(dryRun: boolean): Problem {
	return problem("dryRunOfRow", ["dryRun"], { dryRun });
}
