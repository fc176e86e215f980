import type { Case } from "../domain/case/case.ts";
import { findCasesByIds } from "../domain/case/find-by-ids.ts";
import type { Pair } from "../domain/catalogue/catalogue.ts";
import type { Context } from "../domain/context.ts";
import { branded } from "./branded.ts";
import type { Builder } from "./builder.ts";
import { type CaseAssigneeRef, showAssignee } from "./case-assignee.ts";
import { formatCaseData } from "./case-data.ts";
import type { CasePartRefs } from "./case-parts.ts";
import type { CatalogueRefs } from "./catalogue.ts";
import { parseNumber } from "./global-id.ts";

type Refs = CatalogueRefs &
	CasePartRefs & { readonly CaseAssignee: CaseAssigneeRef };

/** A case with its comments and attachments. */
export function defineCase(
	builder: Builder,
	{ CaseCategory, CaseType, CaseAssignee, Comment, Attachment }: Refs,
) {
	const CaseNode = builder.objectRef<Case>("Case");
	builder.node(CaseNode, {
		description: "A registered support or administrative case.",
		id: { resolve: ({ id }) => id, parse: parseNumber },
		loadMany: (ids, { domain }) => branded("Case", findCasesByIds(domain, ids)),
		fields: (t) => ({
			number: t.expose("id", {
				type: "SafeInt",
				description: "The integer that v4 calls `id`.",
			}),
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
				description: "Name of its resolution, if it has one.",
			}),
			comments: t.field({
				type: [Comment],
				description: "What was said about it, oldest first.",
				resolve: ({ comments }) => [...comments],
			}),
			attachments: t.field({
				type: [Attachment],
				description: "Its files, oldest first.",
				resolve: ({ attachments }) => [...attachments],
			}),
			caseData: t.field({
				type: "JSONObject",
				description:
					"Its custom values by field code, only those that are set. A DECIMAL is a string, exact in every client.",
				resolve: ({ caseData }) => formatCaseData(caseData),
			}),
			assignee: t.field({
				type: CaseAssignee,
				nullable: true,
				description: "Who works on it.",
				resolve: ({ assignee }, _args, ctx) => showAssignee(assignee, ctx),
			}),
			touchpoint: t.exposeString("touchpointCode", {
				description: "Code of the touchpoint it was created through.",
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

/** Catalogue entries are never deleted, so every case has its pair. */
export function pairOf(
	{ catalogue }: Context,
	{ categoryCode, typeCode }: Pick<Case, "categoryCode" | "typeCode">,
): Pair {
	const pair = catalogue.pairs.get(categoryCode)?.get(typeCode);
	if (!pair)
		throw new Error(`The catalogue lost ${categoryCode} / ${typeCode}.`);
	return pair;
}
