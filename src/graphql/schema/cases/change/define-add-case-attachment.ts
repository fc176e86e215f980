import {
	addAttachment,
	addedAttachment,
} from "../../../../domain/cases/attachments/add-attachment.ts";
import type { Parsers } from "../../../../domain/cases/parsers.ts";
import type { Builder } from "../../builder.ts";
import { parsedBy } from "../../parsed-by.ts";
import type { CaseInputRefs } from "../define-case-inputs.ts";
import type { CasePartRefs } from "../define-case-parts.ts";
import {
	type ChangeMembers,
	changeMembers,
	readChange,
} from "./change-input.ts";
import {
	type ChangeRefs,
	changePayload,
	defineChangePayload,
} from "./change-payload.ts";

/** `addCaseAttachment`: a file inline, or one that was uploaded before. */
export function defineAddCaseAttachment(
	builder: Builder,
	refs: ChangeRefs & CaseInputRefs & CasePartRefs,
	parsers: Parsers,
) {
	const AddCaseAttachmentInput = builder
		.inputType("AddCaseAttachmentInput", {
			description: "A case and a file to keep with it.",
			fields: (t) => ({
				...changeMembers(t),
				attachment: t.field({
					type: refs.AttachmentInput,
					required: true,
					description: "The file.",
				}),
			}),
		})
		.validate(
			parsedBy(
				({ id, expectedVersion, idempotencyKey, ...body }: ChangeMembers) => ({
					...readChange({ id, expectedVersion, idempotencyKey }),
					command: parsers.attachment(body),
				}),
			),
		);

	const Payload = defineChangePayload(
		builder,
		"AddCaseAttachmentPayload",
		refs,
	);
	builder.objectField(Payload, "attachment", (t) =>
		t.field({
			type: refs.Attachment,
			nullable: true,
			description: "The new attachment; null when there are user errors.",
			resolve: ({ outcome }) => addedAttachment(outcome),
		}),
	);

	builder.mutationField("addCaseAttachment", (t) =>
		t.field({
			type: Payload,
			nullable: true,
			description: "Adds a file to a case.",
			args: {
				input: t.arg({
					type: AddCaseAttachmentInput,
					required: true,
					description: "The case and the file.",
				}),
			},
			resolve: (_root, { input }, ctx) =>
				changePayload(ctx, addAttachment(ctx.domain, input)),
		}),
	);
}
