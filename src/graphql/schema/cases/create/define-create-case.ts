import {
	noOutcome,
	type RowOutcome,
} from "../../../../domain/cases/bulk/bulk.ts";
import { createCase } from "../../../../domain/cases/create/create-case.ts";
import { previewCase } from "../../../../domain/cases/create/preview-case.ts";
import { sessionContext } from "../../../../domain/sessions/session-context.ts";
import type { Builder } from "../../builder.ts";
import type { SessionContextRef } from "../../sessions/define-session-context.ts";
import type { CreateCaseInputRef } from "./define-create-case-input.ts";
import {
	defineCreateOutcome,
	type OutcomeRefs,
} from "./define-create-outcome.ts";

export type CreateRefs = OutcomeRefs & {
	readonly Session: SessionContextRef;
	readonly CreateCaseInput: CreateCaseInputRef;
};

/** `createCase`: the v4 body as an input, the v4 answer as a payload. */
export function defineCreateCase(builder: Builder, refs: CreateRefs) {
	const CreateCasePayload = defineCreateOutcome<RowOutcome>(
		builder,
		"CreateCasePayload",
		"The new case, or every reason why there is none.",
		refs,
	);
	builder.objectField(CreateCasePayload, "context", (t) =>
		t.field({
			type: refs.Session,
			description: "The session the case was created in.",
			resolve: (_outcome, _args, { domain }) => sessionContext(domain.actor),
		}),
	);

	builder.mutationField("createCase", (t) =>
		t.field({
			type: CreateCasePayload,
			nullable: true,
			description: "Opens a case for the signed-in party.",
			args: {
				input: t.arg({
					type: refs.CreateCaseInput,
					required: true,
					description: "The new case.",
				}),
			},
			resolve: async (
				_root,
				{ input: { dryRun, command, keyInput } },
				{ domain, noteProblems },
			) => {
				const run = dryRun ? previewCase : createCase;
				const outcome = await run(domain, { command, keyInput });
				if ("problems" in outcome) noteProblems(outcome.problems);
				return { ...noOutcome, ...outcome };
			},
		}),
	);
}
