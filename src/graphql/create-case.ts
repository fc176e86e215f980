import {
	type CreateCaseOutcome,
	createCase,
} from "../domain/case/create-case.ts";
import type { Parsers } from "../domain/case/parsers.ts";
import {
	type SessionContext,
	sessionContext,
} from "../domain/session/session-context.ts";
import type { Builder } from "./builder.ts";
import type { CaseRef } from "./case.ts";
import type { CaseInputRefs } from "./case-inputs.ts";
import { parsedBy } from "./parsed-by.ts";
import type { SessionContextRef } from "./session-context.ts";
import type { UserErrorRef } from "./user-error.ts";

type Refs = CaseInputRefs & {
	readonly CaseNode: CaseRef;
	readonly UserError: UserErrorRef;
	readonly Session: SessionContextRef;
};

type Payload = {
	readonly outcome: CreateCaseOutcome;
	readonly context: SessionContext;
};

/** `createCase`: the v4 body as an input, the v4 answer as a payload. */
export function defineCreateCase(
	builder: Builder,
	{ CaseNode, UserError, Session, CommentInput, AttachmentInput }: Refs,
	parsers: Parsers,
) {
	const CreateCaseInput = builder
		.inputType("CreateCaseInput", {
			description: "A new case, field for field as the v4 body has it.",
			fields: (t) => ({
				categoryCode: t.string({
					required: true,
					description: "Code of a category; see `caseTypes`.",
				}),
				typeCode: t.string({
					required: true,
					description: "Code of a type within the category; see `caseTypes`.",
				}),
				status: t.string({
					description:
						"Name of an initial status; the configured default when it is left out.",
				}),
				resolution: t.string({
					description:
						"Name of an initial resolution; the configured default, or none, when it is left out.",
				}),
				comments: t.field({
					type: [CommentInput],
					description: "First comments.",
				}),
				caseData: t.field({
					type: "JSONObject",
					description: "Custom values by field code; see `caseTypes.fields`.",
				}),
				attachments: t.field({
					type: [AttachmentInput],
					description: "Files to keep with the case.",
				}),
				idempotencyKey: t.string({
					description:
						"1 to 255 visible ASCII characters that name this intention; the same key again answers the same case. The `Idempotency-Key` header does the same.",
				}),
			}),
		})
		.validate(
			parsedBy(
				({
					idempotencyKey = null,
					...body
				}: {
					idempotencyKey?: string | null;
				}) => ({
					command: parsers.createCase(body),
					keyInput: idempotencyKey,
				}),
			),
		);

	const CreateCasePayload = builder
		.objectRef<Payload>("CreateCasePayload")
		.implement({
			description: "The new case, or every reason why there is none.",
			fields: (t) => ({
				case: t.field({
					type: CaseNode,
					nullable: true,
					description: "The case; null when there are user errors.",
					resolve: ({ outcome }) => outcome.case,
				}),
				replayed: t.boolean({
					description:
						"Whether the case was there already, made by an earlier request with the same idempotency key.",
					resolve: ({ outcome }) => outcome.case !== null && outcome.replayed,
				}),
				userErrors: t.field({
					type: [UserError],
					description: "Everything that is wrong with the input.",
					resolve: ({ outcome }) =>
						outcome.case === null ? [...outcome.problems] : [],
				}),
				context: t.expose("context", {
					type: Session,
					description: "The session the case was created in.",
				}),
			}),
		});

	builder.mutationField("createCase", (t) =>
		t.field({
			type: CreateCasePayload,
			nullable: true,
			description: "Opens a case for the signed-in party.",
			args: {
				input: t.arg({
					type: CreateCaseInput,
					required: true,
					description: "The new case.",
				}),
			},
			resolve: async (_root, { input }, { domain }) => ({
				outcome: await createCase(domain, input),
				context: sessionContext(domain.actor, domain.links),
			}),
		}),
	);
}
