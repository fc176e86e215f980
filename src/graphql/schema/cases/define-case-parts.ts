import type {
	CaseAttachment,
	CaseComment,
} from "../../../domain/cases/case.ts";
import {
	findAttachments,
	findComments,
} from "../../../domain/cases/queries/find-by-ids.ts";
import type { Links } from "../../../http/answers/create-links.ts";
import type { Builder } from "../builder.ts";
import { parseNumber } from "../global-id.ts";
import { withTypename } from "../with-typename.ts";
import { fileFields } from "./file-fields.ts";

/** `CaseComment` and `CaseAttachment`: nodes of their own, that are seen by whoever sees their case. */
export function defineCaseParts(builder: Builder, links: Links) {
	const Comment = builder.objectRef<CaseComment>("CaseComment");
	builder.node(Comment, {
		description: "Something said about a case.",
		id: { resolve: ({ id }) => id, parse: parseNumber },
		loadMany: (ids, { domain }) =>
			withTypename("CaseComment", findComments(domain, ids)),
		fields: (t) => ({
			number: t.expose("id", {
				type: "SafeInt",
				description: "The integer that v4 calls `id`.",
			}),
			description: t.exposeString("description", { description: "The text." }),
		}),
	});

	const Attachment = builder.objectRef<CaseAttachment>("CaseAttachment");
	builder.node(Attachment, {
		description: "A file of a case.",
		id: { resolve: ({ id }) => id, parse: parseNumber },
		loadMany: (ids, { domain }) =>
			withTypename("CaseAttachment", findAttachments(domain, ids)),
		fields: (t) => ({
			number: t.expose("id", {
				type: "SafeInt",
				description: "The integer that v4 calls `id`.",
			}),
			...fileFields(t),
			url: t.string({
				description:
					"Where its bytes are, for the same credentials as this request.",
				resolve: ({ id }) => links.attachment(id),
			}),
		}),
	});

	return { Comment, Attachment };
}

export type CasePartRefs = ReturnType<typeof defineCaseParts>;
