import { messageOf } from "../../domain/problems/messages/message-of.ts";
import { allowedValues, type Problem } from "../../domain/problems/problem.ts";
import { problemCodes } from "../../domain/problems/problem-codes.ts";
import type { Builder } from "./builder.ts";
import { enumValues } from "./enum-values.ts";

/** Of `warnings`, beside the `userErrors` of an answer. */
export const warningsDescription =
	"Values that were accepted but may not mean what the caller intended; each names what was sent and what is stored. Empty when there are user errors.";

/** `UserError` and its codes: the domain's problems as they are. */
export function defineUserError(builder: Builder) {
	const UserErrorCode = builder.enumType("UserErrorCode", {
		description: "What is wrong with a value.",
		values: enumValues(problemCodes),
	});
	return builder.objectRef<Problem>("UserError").implement({
		description:
			"One problem of an input; in `warnings`, a value that was accepted but may be a mistake.",
		fields: (t) => ({
			code: t.expose("code", {
				type: UserErrorCode,
				description: "A stable code to act on.",
			}),
			field: t.stringList({
				description:
					'The path to the value, without `input`: `["comments", "0", "description"]`; empty for the whole request.',
				resolve: ({ path }) => [...path],
			}),
			message: t.string({
				description:
					"A sentence that quotes the value and says what is allowed.",
				resolve: (problem, _args, { domain }) =>
					messageOf(problem, domain.language),
			}),
			allowedValues: t.stringList({
				nullable: true,
				description:
					"What would have been accepted, where that is a list this caller may see.",
				resolve: (problem) => {
					const allowed = allowedValues(problem);
					return allowed && [...allowed];
				},
			}),
		}),
	});
}

export type UserErrorRef = ReturnType<typeof defineUserError>;
