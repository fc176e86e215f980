import type { StandardSchemaV1 } from "@pothos/plugin-validation";

/**
 * Hands an input to a parse function of the domain through the validation plugin. It never fails: a failing schema
 * throws before the resolver runs, and would hide the problems that the domain finds.
 */
export function parsedBy<Output>(
	parse: (input: never) => Output,
): StandardSchemaV1<unknown, Output> {
	return {
		"~standard": {
			version: 1,
			vendor: "casebridge",
			validate: (input) => ({ value: parse(input as never) }),
		},
	};
}
