import { deleteAttachment } from "../../../../domain/cases/attachments/delete-attachment.ts";
import type { Builder } from "../../builder.ts";
import { numberIn } from "../../global-id.ts";
import { defineChange } from "./define-change.ts";
import type { ChangeRefs } from "./define-change-payload.ts";

/** `deleteCaseAttachment`: removes a file; its name stays in the timeline. */
export function defineDeleteCaseAttachment(builder: Builder, refs: ChangeRefs) {
	defineChange(builder, refs, {
		name: "deleteCaseAttachment",
		description:
			"Deletes a file of a case; the timeline keeps its name, not its bytes.",
		argument: "The file.",
		input: {
			description: "A file of a case.",
			fields: (t) => ({
				attachmentId: t.id({
					required: true,
					description: "`CaseAttachment.id`.",
				}),
			}),
			read: (members) => ({
				attachmentId: numberIn(members, "attachmentId", "CaseAttachment"),
			}),
		},
		run: deleteAttachment,
	});
}
