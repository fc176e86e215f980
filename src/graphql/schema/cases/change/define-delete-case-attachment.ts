import { deleteAttachment } from "../../../../domain/cases/attachments/delete-attachment.ts";
import type { Builder } from "../../builder.ts";
import { numberIn } from "../../global-id.ts";
import { parsedBy } from "../../parsed-by.ts";
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

type Members = ChangeMembers & { readonly attachmentId: string | number };

/** `deleteCaseAttachment`: a file goes, its name stays in the timeline. */
export function defineDeleteCaseAttachment(builder: Builder, refs: ChangeRefs) {
	const DeleteCaseAttachmentInput = builder
		.inputType("DeleteCaseAttachmentInput", {
			description: "A file of a case.",
			fields: (t) => ({
				...changeMembers(t),
				attachmentId: t.id({
					required: true,
					description: "`CaseAttachment.id`.",
				}),
			}),
		})
		.validate(
			parsedBy((input: Members) => ({
				...readChange(input),
				attachmentId: numberIn(input, "attachmentId", "CaseAttachment"),
			})),
		);

	builder.mutationField("deleteCaseAttachment", (t) =>
		t.field({
			type: defineChangePayload(builder, "DeleteCaseAttachmentPayload", refs),
			nullable: true,
			description:
				"Deletes a file of a case; the timeline keeps its name, not its bytes.",
			args: {
				input: t.arg({
					type: DeleteCaseAttachmentInput,
					required: true,
					description: "The file.",
				}),
			},
			resolve: (_root, { input }, ctx) =>
				changePayload(ctx, deleteAttachment(ctx.domain, input)),
		}),
	);
}
