import type { Context } from "../context.ts";
import type { Parsed } from "../parse-input.ts";
import {
	type ChangeInput,
	type ChangeOutcome,
	changeCase,
} from "./change-case.ts";
import { caseForm, formOf } from "./command-form.ts";
import { decideUpdateCase } from "./decide-update-case.ts";
import type { UpdateCaseCommand } from "./parse-update-case.ts";

/** Changes what a case is about and what it says; comments are appended. */
export function updateCase(
	context: Context,
	input: ChangeInput & { readonly command: Parsed<UpdateCaseCommand> },
): Promise<ChangeOutcome> {
	const { command } = input;
	return changeCase(context, "updateCase", input, {
		decide: (ctx, found) => decideUpdateCase(ctx, found, command),
		form: ({ touchpoint }) =>
			formOf(touchpoint, command, (said) => [
				"updateCase",
				...caseForm(said),
				// Unlike in a create, no values at all are something else than none sent.
				said.caseData !== null,
			]),
	});
}
