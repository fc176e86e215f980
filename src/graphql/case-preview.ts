import type { CasePreview } from "../domain/case/case-preview.ts";
import { shownCaseData } from "../domain/case/shown-case-data.ts";
import type { Builder } from "./builder.ts";
import { pairOf } from "./case.ts";
import { type CaseAssigneeRef, showAssignee } from "./case-assignee.ts";
import { formatCaseData } from "./case-data.ts";
import type { CatalogueRefs } from "./catalogue.ts";

type Refs = CatalogueRefs & { readonly CaseAssignee: CaseAssigneeRef };

/** A case of a dry run: what `Case` has before it is written. */
export function defineCasePreview(
	builder: Builder,
	{ CaseCategory, CaseType, CaseAssignee }: Refs,
) {
	const { Comment, Attachment } = definePartPreviews(builder);
	return builder.objectRef<CasePreview>("CasePreview").implement({
		description:
			"What a case would be: everything that `Case` has before it is written, so no ids, times or version.",
		fields: (t) => ({
			categoryCode: t.exposeString("categoryCode", {
				description: "Code of its category.",
			}),
			typeCode: t.exposeString("typeCode", {
				description: "Code of its type.",
			}),
			category: t.field({
				type: CaseCategory,
				description: "Its category.",
				resolve: (parent, _args, { domain }) => pairOf(domain, parent).category,
			}),
			type: t.field({
				type: CaseType,
				description: "Its type under its category.",
				resolve: (parent, _args, { domain }) => pairOf(domain, parent),
			}),
			status: t.exposeString("status", { description: "Name of its status." }),
			resolution: t.exposeString("resolution", {
				nullable: true,
				description: "Name of its resolution, if it would have one.",
			}),
			comments: t.field({
				type: [Comment],
				description: "What would be said about it.",
				resolve: ({ comments }) => [...comments],
			}),
			attachments: t.field({
				type: [Attachment],
				description: "Its files.",
				resolve: ({ attachments }) => [...attachments],
			}),
			caseData: t.field({
				type: "JSONObject",
				description: "Its custom values by field code, as `Case` shows them.",
				resolve: ({ typeCode, caseData }, _args, { domain }) =>
					formatCaseData(shownCaseData(domain.catalogue, typeCode, caseData)),
			}),
			assignee: t.field({
				type: CaseAssignee,
				nullable: true,
				description: "Who would work on it.",
				resolve: ({ assignee }, _args, ctx) => showAssignee(assignee, ctx),
			}),
			touchpoint: t.exposeString("touchpointCode", {
				description: "Code of the touchpoint of this request.",
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
				fileName: t.exposeString("fileName", {
					description: "The name the sender gave it.",
				}),
				contentType: t.exposeString("contentType", {
					description: "Its media type.",
				}),
				size: t.expose("size", {
					type: "SafeInt",
					description: "Its length in bytes.",
				}),
			}),
		});
	return { Comment, Attachment };
}

export type CasePreviewRef = ReturnType<typeof defineCasePreview>;
