import type { Case } from "../../../domain/cases/case.ts";
import { findCasesByIds } from "../../../domain/cases/queries/find-by-ids.ts";
import type { Builder } from "../builder.ts";
import { parseNumber } from "../global-id.ts";
import { withTypename } from "../with-typename.ts";
import { type CaseMemberRefs, caseMembers } from "./case-members.ts";
import type { CasePartRefs } from "./define-case-parts.ts";

type Refs = CaseMemberRefs & CasePartRefs;

/** A case with its comments and attachments. */
export function defineCase(builder: Builder, refs: Refs) {
	const CaseNode = builder.objectRef<Case>("Case");
	builder.node(CaseNode, {
		description: "A registered support or administrative case.",
		id: { resolve: ({ id }) => id, parse: parseNumber },
		loadMany: (ids, { domain }) =>
			withTypename("Case", findCasesByIds(domain, ids)),
		fields: (t) => ({
			number: t.expose("id", {
				type: "SafeInt",
				description: "The integer that v4 calls `id`.",
			}),
			...caseMembers(t, refs),
			comments: t.expose("comments", {
				type: [refs.Comment],
				description: "What was said about it, oldest first.",
			}),
			attachments: t.expose("attachments", {
				type: [refs.Attachment],
				description: "Its files, oldest first.",
			}),
			createdAt: t.field({
				type: "DateTime",
				description: "When it was created.",
				resolve: ({ createdAt }) => new Date(createdAt),
			}),
			updatedAt: t.field({
				type: "DateTime",
				description: "When it last changed.",
				resolve: ({ updatedAt }) => new Date(updatedAt),
			}),
			version: t.exposeInt("version", {
				description:
					"Counts its changes, from 1; what `expectedVersion` of a mutation is compared with.",
			}),
		}),
	});
	return CaseNode;
}

export type CaseRef = ReturnType<typeof defineCase>;
