import type { Parsers } from "../../../../domain/cases/parsers.ts";
import type { Builder } from "../../builder.ts";
import { parsedInput } from "../../parsed-input.ts";
import type { CaseInputRefs } from "../define-case-inputs.ts";

/** `CreateCaseInput`: the v4 body, with what v4 says beside the body. */
export function defineCreateCaseInput(
	builder: Builder,
	{ CommentInput, AttachmentInput }: CaseInputRefs,
	parsers: Parsers,
) {
	const CreateCaseInput = builder.inputType("CreateCaseInput", {
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
					"Name of an initial resolution; if it is left out, the configured default, if there is one.",
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
					"1 to 255 visible ASCII characters that name this create; the same key again answers the same case. The `Idempotency-Key` header does the same for `createCase`.",
			}),
			dryRun: t.boolean({
				description:
					"Whether to answer a `preview` and write nothing. In `createCases` it stands beside the rows.",
			}),
		}),
	});
	return parsedInput(
		CreateCaseInput,
		({ idempotencyKey = null, dryRun = null, ...body }) => ({
			command: parsers.createCase(body),
			keyInput: idempotencyKey,
			dryRun,
			parts: (body.comments?.length ?? 0) + (body.attachments?.length ?? 0),
		}),
	);
}

export type CreateCaseInputRef = ReturnType<typeof defineCreateCaseInput>;
