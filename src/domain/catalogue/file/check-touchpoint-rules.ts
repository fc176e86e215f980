import type { FileProblem } from "../../input/file-problem.ts";
import { quote } from "../../problems/quote.ts";
import type { CatalogueFile } from "./catalogue-file-schema.ts";
import { systemCategories } from "./check-category-rules.ts";
import {
	checkReference,
	codesOf,
	findDuplicates,
	knownCodes,
	type Loose,
} from "./file-rules.ts";

type File = Loose<CatalogueFile>;
type Touchpoint = NonNullable<File["touchpoints"]>[number];
type Grant = NonNullable<Touchpoint["grants"]>[number];
type Path = FileProblem["path"];

/** Unique codes; every grant is of a category, or of a category type, and of no system node. */
export function checkTouchpointRules(file: File): FileProblem[] {
	const { touchpoints = [], categories, types } = file;
	const categoryCodes = knownCodes(categories);
	const typeCodes = knownCodes(types);
	const system = systemCategories(categories);
	const categoryTypes = new Set(
		types?.flatMap((type) =>
			codesOf(type.categories).map((code) => categoryTypeKey(code, type.code)),
		),
	);

	function checkGrant({ category, type }: Grant, path: Path): FileProblem[] {
		const problems = [
			...checkReference(
				category,
				categoryCodes,
				[...path, "category"],
				"category of this file",
			),
			...checkReference(
				type,
				typeCodes,
				[...path, "type"],
				"type of this file",
			),
		];
		if (problems.length > 0 || category === undefined) return problems;
		if (system.has(category)) {
			const message = `${quote(category)} is a system node, by itself or by a category above it; it cannot be granted.`;
			problems.push({ path: [...path, "category"], message });
		}
		if (
			types &&
			type !== undefined &&
			!categoryTypes.has(categoryTypeKey(category, type))
		) {
			const message = `Type ${quote(type)} does not stand under category ${quote(category)}; grant a category type, or the category alone.`;
			problems.push({ path: [...path, "type"], message });
		}
		return problems;
	}

	return [
		...findDuplicates(codesOf(touchpoints), ["touchpoints"], ["code"]),
		...touchpoints.flatMap(({ grants = [] }, index) => {
			const list = ["touchpoints", index, "grants"];
			return [
				...findRepeatedGrants(grants, list),
				...grants.flatMap((grant, at) => checkGrant(grant, [...list, at])),
			];
		}),
	];
}

function findRepeatedGrants(
	grants: readonly Grant[],
	list: Path,
): FileProblem[] {
	const keys = grants.map(({ category, type }) =>
		categoryTypeKey(category, type),
	);
	return keys.flatMap((key, at) => {
		const first = keys.indexOf(key);
		if (first === at || grants[at]?.category === undefined) return [];
		const message = `Entry ${first} of this list grants the same; grant it once.`;
		return [{ path: [...list, at], message }];
	});
}

function categoryTypeKey(
	category: string | undefined,
	type: string | undefined,
) {
	return JSON.stringify([category, type]);
}
