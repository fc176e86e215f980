import type { Builder } from "../builder.ts";

/** What several inputs hold: a comment, and a file. */
export function defineCaseInputs(builder: Builder) {
	const CommentInput = builder.inputType("CaseCommentInput", {
		description: "A new comment.",
		fields: (t) => ({
			description: t.string({ required: true, description: "The text." }),
		}),
	});

	const AttachmentInput = builder.inputType("CaseAttachmentInput", {
		description:
			"A file to keep with the case: `fileName` and `content`, or `id` alone.",
		fields: (t) => ({
			id: t.field({
				type: "SafeInt",
				description:
					"The id that `PUT /uploads` of the v4 API answered for a file of the same caller; each is good for one case.",
			}),
			fileName: t.string({
				description: "The name to show; files are stored under names of ours.",
			}),
			contentType: t.string({
				description:
					"Its media type; `application/octet-stream` when it is left out.",
			}),
			content: t.string({
				description:
					"Its bytes in base64, with padding; line breaks are allowed.",
			}),
		}),
	});

	return { CommentInput, AttachmentInput };
}

export type CaseInputRefs = ReturnType<typeof defineCaseInputs>;
