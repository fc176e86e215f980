import type { FileProblem } from "../../input/file-problem.ts";
import { quote } from "../../problems/quote.ts";
import type { CatalogueFile } from "./catalogue-file-schema.ts";
import {
	checkReference,
	codesOf,
	findDuplicates,
	knownCodes,
	type Loose,
} from "./file-rules.ts";

type Categories = NonNullable<Loose<CatalogueFile>["categories"]>;

/** Unique codes, and a tree: every parent exists and no category is above itself. */
export function checkCategoryRules(categories: Categories = []): FileProblem[] {
	const codes = codesOf(categories);
	const known = knownCodes(categories);
	return [
		...findDuplicates(codes, ["categories"], ["code"]),
		...categories.flatMap(({ code, parent }, index) => {
			const path = ["categories", index, "parent"];
			if (code === undefined || !branchAbove(categories, parent).includes(code))
				return checkReference(parent, known, path, "category of this file");
			const message = `${quote(parent)} is ${quote(code)} itself or stands below it; a category cannot be above itself.`;
			return [{ path, message }];
		}),
	];
}

/** Codes of the categories of the file that are system nodes, by themselves or by one above them. */
export function systemCategories(
	categories: Categories = [],
): ReadonlySet<string> {
	const marked = new Set(
		categories.filter(({ system }) => system).map(({ code }) => code),
	);
	const codes = codesOf(categories).filter((code) => code !== undefined);
	return new Set(
		codes.filter((code) =>
			branchAbove(categories, code).some((above) => marked.has(above)),
		),
	);
}

/** The category with this code and every one above it; ends where a circle closes. */
function branchAbove(
	categories: Categories,
	start: string | undefined,
): readonly string[] {
	const parents = new Map(categories.map(({ code, parent }) => [code, parent]));
	const branch = new Set<string>();
	for (
		let code = start;
		code !== undefined && !branch.has(code);
		code = parents.get(code)
	)
		branch.add(code);
	return [...branch];
}
