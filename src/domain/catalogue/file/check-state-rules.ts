import type { FileProblem } from "../../input/file-problem.ts";
import { quote } from "../../problems/quote.ts";
import type { CatalogueFile } from "./catalogue-file-schema.ts";
import { findDuplicates, type Loose } from "./file-rules.ts";

type File = Loose<CatalogueFile>;
type State = NonNullable<File["statuses"]>[number];

/** Statuses or resolutions: unique names, and at most one default, with which a case can start. */
export function checkStateRules(
	list: "statuses" | "resolutions",
	states: readonly State[] = [],
): FileProblem[] {
	const names = states.map(({ name }) => name);
	const first = states.findIndex((state) => state.default === true);
	return [
		...findDuplicates(names, [list], ["name"]),
		...states.flatMap((state, index) => {
			if (state.default !== true) return [];
			const path = [list, index, "default"];
			return [
				...(index === first ? [] : [secondDefault(names[first])]),
				...defaultFaults(state),
			].map((message) => ({ path, message }));
		}),
	];
}

function secondDefault(name: string | undefined): string {
	return `${quote(name)} is the default already; at most one entry is.`;
}

function defaultFaults(state: State): string[] {
	const faults: string[] = [];
	const name = quote(state.name);
	if (state.initial !== true)
		faults.push(`${name} is the default, so it must be initial.`);
	if (state.active === false)
		faults.push(`${name} is the default, so it must be active.`);
	if (state.final === true)
		faults.push(`${name} is final, so it cannot be the default.`);
	return faults;
}
