import type {
	BulkOutcome,
	ErrorPolicy,
	RowOutcome,
} from "../../../../domain/cases/bulk/bulk.ts";
import { createCases } from "../../../../domain/cases/bulk/create-cases.ts";
import { previewCases } from "../../../../domain/cases/bulk/preview-cases.ts";
import {
	type SessionContext,
	sessionContext,
} from "../../../../domain/sessions/session-context.ts";
import type { Builder } from "../../builder.ts";
import type { CreateRefs } from "./define-create-case.ts";
import { defineCreateOutcome } from "./define-create-outcome.ts";

type Row = RowOutcome & { readonly index: number };
type Payload = BulkOutcome & { readonly context: SessionContext };

/** `createCases`: many creates in one transaction. */
export function defineCreateCases(builder: Builder, refs: CreateRefs) {
	const CreateCasesInput = defineInput(builder, refs);
	const CreateCasesPayload = definePayload(builder, refs);

	builder.mutationField("createCases", (t) =>
		t.field({
			type: CreateCasesPayload,
			nullable: true,
			description:
				"Opens 1 to 500 cases for the signed-in party in one transaction, in their order, with up to 2,000 comments and attachments together. Each row takes an idempotency key of its own; the `Idempotency-Key` header is refused.",
			args: {
				input: t.arg({
					type: CreateCasesInput,
					required: true,
					description: "The new cases.",
				}),
			},
			resolve: async (_root, { input }, { domain, noteProblems }) => {
				const run = input.dryRun ? previewCases : createCases;
				const outcome = await run(domain, {
					rows: input.cases,
					errorPolicy: input.errorPolicy,
					isDryRun: input.dryRun ?? false,
				});
				noteProblems(outcome.problems);
				// Writing and showing many rows each take a while: others get their turn between them.
				await new Promise(setImmediate);
				const context = sessionContext(domain.actor);
				return { ...outcome, context };
			},
		}),
	);
}

function defineInput(builder: Builder, { CreateCaseInput }: CreateRefs) {
	const CreateCasesErrorPolicy = builder.enumType("CreateCasesErrorPolicy", {
		description: "What a row with user errors does to the others.",
		values: {
			REJECT_EVERYTHING: {
				description:
					"Nothing is written; the others have no case and no user errors.",
			},
			REJECT_FAILED_ROWS: {
				description: "The others are written, each whole.",
			},
		} satisfies Record<ErrorPolicy, object>,
	});
	return builder.inputType("CreateCasesInput", {
		description: "New cases.",
		fields: (t) => ({
			cases: t.field({
				type: [CreateCaseInput],
				required: true,
				description:
					"1 to 500 rows. Of two with the same idempotency key and the same values, the second replays the first.",
			}),
			errorPolicy: t.field({
				type: CreateCasesErrorPolicy,
				required: true,
				defaultValue: "REJECT_EVERYTHING",
				description: "What a row with user errors does to the others.",
			}),
			dryRun: t.boolean({
				description:
					"Whether to answer a `preview` wherever there would be a case, and write nothing.",
			}),
		}),
	});
}

function definePayload(builder: Builder, refs: CreateRefs) {
	const CreateCasesResult = defineCreateOutcome<Row>(
		builder,
		"CreateCasesResult",
		"What became of one row. Without a case, a preview or user errors, another row kept it from being written.",
		refs,
	);
	builder.objectField(CreateCasesResult, "index", (t) =>
		t.exposeInt("index", {
			description: "Which of `cases` this is about, from 0.",
		}),
	);
	return builder.objectRef<Payload>("CreateCasesPayload").implement({
		description: "What became of the rows of a bulk.",
		fields: (t) => ({
			results: t.field({
				type: [CreateCasesResult],
				description:
					"One for each row, in order; empty when the bulk was refused as a whole.",
				resolve: ({ rows }) => rows.map((row, index) => ({ ...row, index })),
			}),
			userErrors: t.expose("problems", {
				type: [refs.UserError],
				description:
					'Everything that is wrong, of all rows; the field of each begins with its row: `["cases", "0", "status"]`.',
			}),
			context: t.expose("context", {
				type: refs.Session,
				description: "The session the cases were created in.",
			}),
		}),
	});
}
