import type { z } from "zod";
import { CommandError } from "../../command-error.ts";
import { checkInput } from "../../input/check-input.ts";
import {
	describeProblems,
	type FileProblem,
} from "../../input/file-problem.ts";
import type { CatalogueEntries } from "../entries.ts";
import {
	type CatalogueFile,
	catalogueFileSchema,
} from "./catalogue-file-schema.ts";
import { checkCategoryRules } from "./check-category-rules.ts";
import { checkStateRules } from "./check-state-rules.ts";
import { checkTouchpointRules } from "./check-touchpoint-rules.ts";
import { checkTypeRules } from "./check-type-rules.ts";
import { entriesFromFile } from "./entries-from-file.ts";
import type { Loose } from "./file-rules.ts";

/** A catalogue file that cannot be applied; the message names the file, the place and the rule of every problem, a line each. */
export class CatalogueFileError extends CommandError {
	constructor(fileName: string, problems: readonly FileProblem[]) {
		super(describeProblems(fileName, problems));
		this.name = "CatalogueFileError";
	}
}

/** Reads a declarative catalogue file. Throws a `CatalogueFileError` with all problems. */
export function parseCatalogueFile(
	text: string,
	fileName: string,
): CatalogueEntries {
	const raw = parseJson(text, fileName);
	const parsed = checkInput(catalogueFileSchema, raw);
	const misfits = parsed.problems.filter(isMisfit);
	const unreadable = new Set(misfits.map(({ path }) => path.join("\n")));
	const problems = [
		...parsed.problems,
		...checkRules(loosen(raw, misfits)).filter(
			({ path }) => !unreadable.has(path.join("\n")),
		),
	];
	if (parsed.value === null || problems.length > 0)
		throw new CatalogueFileError(fileName, problems);
	return entriesFromFile(parsed.value);
}

function parseJson(text: string, fileName: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		const said = error instanceof Error ? error.message : String(error);
		const reason = said.replaceAll("\n", "\\n");
		const message = `The file is not JSON: ${reason}.`;
		throw new CatalogueFileError(fileName, [{ path: [], message }]);
	}
}

function checkRules(file: Loose<CatalogueFile>): FileProblem[] {
	return [
		...checkCategoryRules(file.categories),
		...checkTypeRules(file),
		...checkStateRules("statuses", file.statuses),
		...checkStateRules("resolutions", file.resolutions),
		...checkTouchpointRules(file),
	];
}

/** Whether the value has a wrong type, so that no other rule can be asked about it. */
function isMisfit({ code }: z.core.$ZodIssue): boolean {
	return code === "invalid_type" || code === "invalid_value";
}

/** Takes the values of a wrong type out of the file: an empty object in place of an entry, undefined in place of anything else. */
function loosen(
	raw: unknown,
	misfits: readonly z.core.$ZodIssue[],
): Loose<CatalogueFile> {
	const file = { root: structuredClone(raw) };
	for (const issue of misfits) {
		let holder: Record<PropertyKey, unknown> = file;
		let last: PropertyKey = "root";
		for (const step of issue.path) {
			// The path leads through objects and lists of the file.
			holder = holder[last] as typeof holder;
			last = step;
		}
		holder[last] =
			issue.code === "invalid_type" && issue.expected === "object"
				? {}
				: undefined;
	}
	// What has a wrong type was taken out.
	return file.root as Loose<CatalogueFile>;
}
