import type { CasePreview } from "../../../../domain/cases/create/case-preview.ts";
import type { Builder } from "../../builder.ts";
import { type CaseMemberRefs, caseMembers } from "../case-members.ts";
import { fileFields } from "../file-fields.ts";

/** A case of a dry run: what `Case` has before it is written. */
export function defineCasePreview(builder: Builder, refs: CaseMemberRefs) {
	const { Comment, Attachment } = definePartPreviews(builder);
	return builder.objectRef<CasePreview>("CasePreview").implement({
		description:
			"What a case would be: everything that `Case` has before it is written, so no ids, times or version.",
		fields: (t) => ({
			...caseMembers(t, refs),
			comments: t.expose("comments", {
				type: [Comment],
				description: "What would be said about it.",
			}),
			attachments: t.expose("attachments", {
				type: [Attachment],
				description: "Its files.",
			}),
		}),
	});
}

function definePartPreviews(builder: Builder) {
	const Comment = builder
		.objectRef<CasePreview["comments"][number]>("CaseCommentPreview")
		.implement({
			description: "A comment of a preview.",
			fields: (t) => ({
				description: t.exposeString("description", {
					description: "The text.",
				}),
			}),
		});
	const Attachment = builder
		.objectRef<CasePreview["attachments"][number]>("CaseAttachmentPreview")
		.implement({
			description: "A file of a preview; it is not stored.",
			fields: (t) => ({
				...fileFields(t),
			}),
		});
	return { Comment, Attachment };
}

export type CasePreviewRef = ReturnType<typeof defineCasePreview>;
