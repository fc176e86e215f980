import type { Case, CaseAttachment, CaseComment } from "../domain/case/case.ts";
import { findCase } from "../domain/case/find-cases.ts";
import type { Pair } from "../domain/catalogue/catalogue.ts";
import type { Context } from "../domain/context.ts";
import type { Builder } from "./builder.ts";
import { formatCaseData } from "./case-data.ts";
import type { CatalogueRefs } from "./catalogue.ts";

/** A case with its comments and attachments, and how to find one. */
export function defineCase(
	builder: Builder,
	{ CaseCategory, CaseType }: CatalogueRefs,
) {
	const Comment = builder.objectRef<CaseComment>("CaseComment").implement({
		description: "Something said about a case.",
		fields: (t) => ({
			number: t.expose("id", {
				type: "SafeInt",
				description: "The integer that v4 calls `id`.",
			}),
			description: t.exposeString("description", { description: "The text." }),
		}),
	});

	const Attachment = builder
		.objectRef<CaseAttachment>("CaseAttachment")
		.implement({
			description: "A file of a case.",
			fields: (t) => ({
				number: t.expose("id", {
					type: "SafeInt",
					description: "The integer that v4 calls `id`.",
				}),
				fileName: t.exposeString("fileName", {
					description: "The name the sender gave it.",
				}),
				contentType: t.exposeString("contentType", {
					description: "Its media type, as the sender gave it.",
				}),
				size: t.expose("size", {
					type: "SafeInt",
					description: "Its length in bytes.",
				}),
				url: t.string({
					description:
						"Where its bytes are, for the same credentials as this request.",
					resolve: ({ id }, _args, { domain }) => domain.links.attachment(id),
				}),
			}),
		});

	const CaseNode = builder.objectRef<Case>("Case");
	builder.node(CaseNode, {
		description: "A registered support or administrative case.",
		id: { resolve: ({ id }) => id },
		loadOne: (id, { domain }) => findCase(domain, Number(id)),
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
				description: "Counts its changes, from 1.",
			}),
		}),
	});
	return CaseNode;
}

export type CaseRef = ReturnType<typeof defineCase>;

/** Catalogue entries are never deleted, so every case has its pair. */
function pairOf(
	{ catalogue }: Context,
	{ categoryCode, typeCode }: Case,
): Pair {
	const pair = catalogue.pairs.get(categoryCode)?.get(typeCode);
	if (!pair)
		throw new Error(`The catalogue lost ${categoryCode} / ${typeCode}.`);
	return pair;
}
