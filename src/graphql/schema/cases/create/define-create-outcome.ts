import type { RowOutcome } from "../../../../domain/cases/bulk/bulk.ts";
import type { Builder, FieldsOf } from "../../builder.ts";
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
	refs: OutcomeRefs,
) {
	return builder.objectRef<Outcome>(name).implement({
		description,
		fields: (t) => outcomeFields(t, refs),
	});
}

function outcomeFields(
	t: FieldsOf<RowOutcome>,
	{ CaseNode, Preview, UserError }: OutcomeRefs,
) {
	return {
		case: t.expose("case", {
			type: CaseNode,
			nullable: true,
			description:
				"The case; null when there are user errors, and in a dry run.",
		}),
		preview: t.expose("preview", {
			type: Preview,
			nullable: true,
			description:
				"In a dry run, what the case would be; null when there are user errors.",
		}),
		replayed: t.exposeBoolean("replayed", {
			description:
				"Whether the case was there already, made by an earlier request with the same idempotency key.",
		}),
		userErrors: t.expose("problems", {
			type: [UserError],
			description: "Everything that is wrong with the input.",
		}),
		warnings: t.expose("warnings", {
			type: [UserError],
			description: warningsDescription,
		}),
	};
}
