import type { InputObjectRef } from "@pothos/core";
import type { BuilderTypes } from "./builder.ts";

type InputRef<Shape> = InputObjectRef<BuilderTypes, Shape>;

/**
 * An input that the validation plugin parses by `parse` before the resolver receives it. The problems that the domain
 * finds are part of the parsed value: a failed validation would throw before the resolver runs, and hide them.
 */
export function parsedInput<Shape, Output>(
	input: InputRef<Shape>,
	parse: (input: Shape) => Output,
): InputRef<Output> {
	return input.validate<Output>({
		"~standard": {
			version: 1,
			vendor: "casebridge",
			// GraphQL has read the value by the type of the input; the plugin declares it unknown.
			validate: (value) => ({ value: parse(value as Shape) }),
		},
	});
}
