import type { FileProblem } from "../../input/file-problem.ts";
import { quote } from "../../problems/quote.ts";
import {
	type CatalogueFile,
	graphqlNameForm,
} from "./catalogue-file-schema.ts";
import {
	checkReference,
	codesOf,
	findDuplicates,
	knownCodes,
	type Loose,
} from "./file-rules.ts";

type File = Loose<CatalogueFile>;
type Type = NonNullable<File["types"]>[number];
type Field = NonNullable<NonNullable<Type["fields"]>>[number];
type Path = FileProblem["path"];

/** Types, their fields, their categories and the groups that handle them. */
export function checkTypeRules(file: File): FileProblem[] {
	const { types = [], operatorGroups = [] } = file;
	const typeCodes = knownCodes(file.types);
	const groupCodes = knownCodes(file.operatorGroups);
	return [
		...findDuplicates(codesOf(operatorGroups), ["operatorGroups"], ["code"]),
		...operatorGroups.flatMap(({ types: own = [] }, index) => {
			const path = ["operatorGroups", index, "types"];
			return [
				...findDuplicates(own, path, []),
				...own.flatMap((code, at) =>
					checkReference(code, typeCodes, [...path, at], "type of this file"),
				),
			];
		}),
		...checkGraphqlNames(types, ["types"]),
		...types.flatMap((type, index) => {
			const path = ["types", index];
			return [
				...checkReference(
					type.operatorGroup,
					groupCodes,
					[...path, "operatorGroup"],
					"operator group of this file",
				),
				...checkTypeCategories(type, path, file),
				...checkFields(type, path),
			];
		}),
	];
}

function checkTypeCategories(
	{ categories = [] }: Type,
	path: Path,
	file: File,
): FileProblem[] {
	const known = knownCodes(file.categories);
	const list = [...path, "categories"];
	return [
		...findDuplicates(codesOf(categories), list, ["code"]),
		...categories.flatMap(({ code }, at) =>
			checkReference(
				code,
				known,
				[...list, at, "code"],
				"category of this file",
			),
		),
	];
}

function checkFields(
	{ fields = [], fieldGroups = [] }: Type,
	path: Path,
): FileProblem[] {
	const groups = new Set(codesOf(fieldGroups));
	return [
		...findDuplicates(codesOf(fieldGroups), [...path, "fieldGroups"], ["code"]),
		...checkGraphqlNames(fields, [...path, "fields"]),
		...fields.flatMap((field, at) => {
			const here = [...path, "fields", at];
			return [
				...checkReference(
					field.group,
					groups,
					[...here, "group"],
					"field group of this type",
				),
				...checkOptions(field, here),
				...checkRequired(field, here),
			];
		}),
	];
}

function checkOptions({ type, options }: Field, path: Path): FileProblem[] {
	const here = [...path, "options"];
	if (type === "List" && (options ?? []).length === 0)
		return [{ path: here, message: "A List field needs at least one option." }];
	if (type !== undefined && type !== "List" && options !== undefined)
		return [
			{
				path: here,
				message: `A ${type} field has no options; only a List field does.`,
			},
		];
	return findDuplicates(options ?? [], here, []);
}

function checkRequired(field: Field, path: Path): FileProblem[] {
	if (field.required !== true || field.visible !== false) return [];
	const message =
		"A field that is required and invisible could never be sent; make it visible or optional.";
	return [{ path: [...path, "required"], message }];
}

/** Codes are unique, and so are the names in GraphQL: the graphqlName, or a code that can be one. */
function checkGraphqlNames(
	entries: readonly (Type | Field)[],
	list: Path,
): FileProblem[] {
	const codes = codesOf(entries);
	const names = entries.map(({ code, graphqlName }) => graphqlName ?? code);
	const repeatedCodes = findDuplicates(codes, list, ["code"]);
	const repeatedNames = findDuplicates(names, list, ["graphqlName"]);
	const at = (problem: FileProblem) => problem.path[list.length];
	const reported = new Set(repeatedCodes.map(at));
	return [
		...repeatedCodes,
		...repeatedNames.filter((problem) => !reported.has(at(problem))),
		...entries.flatMap(({ code, graphqlName }, index) => {
			if (code === undefined || graphqlName !== undefined) return [];
			if (graphqlNameForm.test(code)) return [];
			const message = `${quote(code)} is not a name in GraphQL (a letter followed by at most 63 letters, digits or _); give it a "graphqlName" of that format.`;
			return [{ path: [...list, index, "code"], message }];
		}),
	];
}
