import type { InputObjectRef } from "@pothos/core";
import type { BuilderTypes } from "./builder.ts";

type InputRef<Shape> = InputObjectRef<BuilderTypes, Shape>;

/**
 * An input whose resolvers receive what `parse` makes of it, by way of the validation plugin. Problems that the domain
 * finds are part of what it makes: a validation that failed would throw before the resolver runs, and hide them.
 */
export function parsedInput<Shape, Output>(
	input: InputRef<Shape>,
	parse: (input: Shape) => Output,
): InputRef<Output> {
	return input.validate<Output>({
		"~standard": {
			version: 1,
			vendor: "casebridge",
			// The plugin says unknown of what GraphQL has read by the type of the input.
			validate: (value) => ({ value: parse(value as Shape) }),
		},
	});
}
