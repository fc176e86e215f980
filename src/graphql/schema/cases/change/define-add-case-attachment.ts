import {
	addAttachment,
	addedAttachment,
} from "../../../../domain/cases/attachments/add-attachment.ts";
import type { Parsers } from "../../../../domain/cases/parsers.ts";
import type { Builder } from "../../builder.ts";
import type { CaseInputRefs } from "../define-case-inputs.ts";
import type { CasePartRefs } from "../define-case-parts.ts";
import { defineChange } from "./define-change.ts";
import type { ChangeRefs } from "./define-change-payload.ts";

/** `addCaseAttachment`: a file inline, or one that was uploaded before. */
export function defineAddCaseAttachment(
	builder: Builder,
	refs: ChangeRefs & CaseInputRefs & CasePartRefs,
	parsers: Parsers,
) {
	defineChange(builder, refs, {
		name: "addCaseAttachment",
		description: "Adds a file to a case.",
		argument: "The case and the file.",
		input: {
			description: "A case and a file to keep with it.",
			fields: (t) => ({
				attachment: t.field({
					type: refs.AttachmentInput,
					required: true,
					description: "The file.",
				}),
			}),
			read: (members) => ({ command: parsers.attachment(members) }),
		},
		run: addAttachment,
		payload: (t) => ({
			attachment: t.field({
				type: refs.Attachment,
				nullable: true,
				description: "The new attachment; null when there are user errors.",
				resolve: ({ outcome }) => addedAttachment(outcome),
			}),
		}),
	});
}
