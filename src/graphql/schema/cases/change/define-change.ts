import type { FieldMap, InputFieldMap } from "@pothos/core";
import type {
	ChangeInput,
	ChangeOutcome,
} from "../../../../domain/cases/change/change-case.ts";
import type { Context } from "../../../../domain/context.ts";
import type { Builder } from "../../builder.ts";
import { defineChangeInput, type InputOptions } from "./define-change-input.ts";
import {
	type ChangeRefs,
	defineChangePayload,
	type PayloadFields,
} from "./define-change-payload.ts";

/** One change of a case: its name, its input, the verb of the domain that it calls, and the fields that its payload adds. */
type ChangeOptions<Fields extends InputFieldMap, Own> = {
	readonly name: string;
	readonly description: string;
	/** The description of the `input` argument. */
	readonly argument: string;
	readonly input: InputOptions<Fields, Own>;
	readonly run: (
		context: Context,
		input: ChangeInput & Own,
	) => Promise<ChangeOutcome>;
	/** Fields beside those that the payload of every change has. */
	readonly payload?: (t: PayloadFields<Own>) => FieldMap;
};

/** Defines the mutation of a change, and its input and payload, which are named after it. */
export function defineChange<Fields extends InputFieldMap, Own>(
	builder: Builder,
	refs: ChangeRefs,
	options: ChangeOptions<Fields, Own>,
) {
	const { name, description, argument, run } = options;
	const typeName = `${name[0]?.toUpperCase()}${name.slice(1)}`;
	const input = defineChangeInput(builder, `${typeName}Input`, options.input);
	const payload = defineChangePayload<Own>(
		builder,
		`${typeName}Payload`,
		refs,
		options.payload,
	);
	builder.mutationField(name, (t) =>
		t.field({
			type: payload,
			nullable: true,
			description,
			args: {
				input: t.arg({ type: input, required: true, description: argument }),
			},
			resolve: async (_root, args, { domain, noteProblems }) => {
				// TypeScript does not compute the arguments of an input that is generic.
				const { input } = args as { input: ChangeInput & Own };
				const outcome = await run(domain, input);
				if (outcome.case === null) noteProblems(outcome.problems);
				return { input, outcome };
			},
		}),
	);
}
