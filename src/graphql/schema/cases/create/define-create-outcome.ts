import type { RowOutcome } from "../../../../domain/cases/bulk/bulk.ts";
import type { Builder } from "../../builder.ts";
import { type UserErrorRef, warningsDescription } from "../../user-error.ts";
import type { CaseRef } from "../define-case.ts";
import type { CasePreviewRef } from "./define-case-preview.ts";

export type OutcomeRefs = {
	readonly CaseNode: CaseRef;
	readonly Preview: CasePreviewRef;
	readonly UserError: UserErrorRef;
};

/** A type of what became of one create: the payload of `createCase`, and a row of `createCases`. */
export function defineCreateOutcome<Outcome extends RowOutcome>(
	builder: Builder,
	name: string,
	description: string,
	{ CaseNode, Preview, UserError }: OutcomeRefs,
) {
	return builder.objectRef<Outcome>(name).implement({
		description,
		fields: (t) => ({
			case: t.field({
				type: CaseNode,
				nullable: true,
				description:
					"The case; null when there are user errors, and in a dry run.",
				resolve: (outcome) => outcome.case,
			}),
			preview: t.field({
				type: Preview,
				nullable: true,
				description:
					"In a dry run, what the case would be; null when there are user errors.",
				resolve: ({ preview }) => preview,
			}),
			replayed: t.boolean({
				description:
					"Whether the case was there already, made by an earlier request with the same idempotency key.",
				resolve: ({ replayed }) => replayed,
			}),
			userErrors: t.field({
				type: [UserError],
				description: "Everything that is wrong with the input.",
				resolve: ({ problems }) => [...problems],
			}),
			warnings: t.field({
				type: [UserError],
				description: warningsDescription,
				resolve: ({ warnings }) => [...warnings],
			}),
		}),
	});
}
