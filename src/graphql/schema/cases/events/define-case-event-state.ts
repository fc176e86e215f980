import type {
	CaseAttachment,
	CaseComment,
} from "../../../../domain/cases/case.ts";
import type { CaseEventState } from "../../../../domain/cases/events/case-event.ts";
import type { Builder } from "../../builder.ts";
import { type CaseAssigneeRef, presentAssignee } from "../case-assignee.ts";
import { formatCaseData } from "../case-members.ts";
import { fileFields } from "../file-fields.ts";

/**
 * `CaseEventState`: the members of a case that an event is about. A comment and an attachment have types of their own
 * here: as the nodes they are, a client's cache would take the text of then for the text of now.
 */
export function defineCaseEventState(
	builder: Builder,
	CaseAssignee: CaseAssigneeRef,
) {
	const EventComment = builder
		.objectRef<CaseComment>("CaseEventComment")
		.implement({
			description: "A comment as it was at the time of an event.",
			fields: (t) => ({
				number: t.expose("id", {
					type: "SafeInt",
					description: "`CaseComment.number`.",
				}),
				description: t.exposeString("description", {
					description: "Its text then.",
				}),
			}),
		});

	const EventAttachment = builder
		.objectRef<CaseAttachment>("CaseEventAttachment")
		.implement({
			description: "A file as it was at the time of an event.",
			fields: (t) => ({
				number: t.expose("id", {
					type: "SafeInt",
					description: "`CaseAttachment.number`.",
				}),
				...fileFields(t),
			}),
		});

	return builder.objectRef<CaseEventState>("CaseEventState").implement({
		description:
			"The members of a case that an event is about; the others are null.",
		fields: (t) => ({
			categoryCode: t.string({
				nullable: true,
				description: "Code of the category.",
				resolve: ({ categoryCode }) => categoryCode,
			}),
			typeCode: t.string({
				nullable: true,
				description: "Code of the type.",
				resolve: ({ typeCode }) => typeCode,
			}),
			status: t.string({
				nullable: true,
				description: "Name of the status.",
				resolve: ({ status }) => status,
			}),
			resolution: t.string({
				nullable: true,
				description:
					"Name of the resolution; null also if the case had no resolution.",
				resolve: ({ resolution }) => resolution,
			}),
			caseData: t.field({
				type: "JSONObject",
				nullable: true,
				description: "All custom values, in the format of `Case.caseData`.",
				resolve: ({ caseData }) => caseData && formatCaseData(caseData),
			}),
			assignee: t.field({
				type: CaseAssignee,
				nullable: true,
				description: "Who works on it; null also if it was not assigned.",
				resolve: ({ assignee }, _args, ctx) => presentAssignee(assignee, ctx),
			}),
			comment: t.field({
				type: EventComment,
				nullable: true,
				description: "The comment that was added or changed.",
				resolve: ({ comment }) => comment,
			}),
			attachment: t.field({
				type: EventAttachment,
				nullable: true,
				description: "The file that was added or deleted.",
				resolve: ({ attachment }) => attachment,
			}),
		}),
	});
}

export type CaseEventStateRef = ReturnType<typeof defineCaseEventState>;
