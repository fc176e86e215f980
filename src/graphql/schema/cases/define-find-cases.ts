import type { Case } from "../../../domain/cases/case.ts";
import {
	countCases,
	findCases,
} from "../../../domain/cases/queries/find-cases.ts";
import type {
	CaseOrder,
	CasePosition,
} from "../../../domain/ports/case-queries.ts";
import type { Builder } from "../builder.ts";
import { readCursor, toCursor } from "../cursor.ts";
import { pageSizes } from "../page-size.ts";
import { resolvePage } from "../resolve-page.ts";
import { defineCaseFilter, readCaseFilter } from "./case-filter.ts";
import type { CaseRef } from "./define-case.ts";

/** `cases`: pages of the cases that the caller may see. */
export function defineFindCases(builder: Builder, CaseNode: CaseRef) {
	const { CaseFilter, CaseOrder } = defineCaseFilter(builder);
	builder.queryField("cases", (t) =>
		t.connection(
			{
				type: CaseNode,
				nullable: true,
				description: `Newest first: the calling party's own cases, or those assigned to the calling operator or their groups; ${pageSizes}.`,
				args: {
					filter: t.arg({ type: CaseFilter, description: "Only these." }),
					orderBy: t.arg({
						type: CaseOrder,
						defaultValue: "CREATED_AT",
						description: "What to sort by.",
					}),
				},
				resolve: async (_root, { filter, orderBy, ...args }, { domain }) => {
					const order = orderBy ?? "CREATED_AT";
					const selection = readCaseFilter(filter, domain);
					const page = await resolvePage<Case>({
						args,
						toCursor: (found) => cursorOf(found, order),
						find: ({ before, after, limit, inverted }) =>
							findCases(domain, {
								...selection,
								page: {
									orderBy: order,
									below: positionIn(after, order),
									above: positionIn(before, order),
									limit,
									fromOldest: inverted,
								},
							}),
					});
					return { ...page, selection };
				},
			},
			{
				name: "CaseConnection",
				description: "A page of cases.",
				fields: (t) => ({
					totalCount: t.int({
						description:
							"How many cases there are on all pages; counted only when it is asked for.",
						resolve: ({ selection }, _args, { domain }) =>
							countCases(domain, selection),
					}),
				}),
			},
			{ name: "CaseEdge", description: "A case in its place in the page." },
		),
	);
}

/** A cursor holds the place in its own order, so that it stays where it is when its case changes. */
function cursorOf({ id, updatedAt }: CasePosition, order: CaseOrder): string {
	return order === "CREATED_AT"
		? toCursor("case", id)
		: toCursor("caseUpdate", updatedAt, id);
}

function positionIn(
	cursor: string | null | undefined,
	order: CaseOrder,
): CasePosition | null {
	if (order === "CREATED_AT") {
		const [id] = readCursor(cursor, "case", 1) ?? [];
		return id === undefined ? null : { id, updatedAt: 0 };
	}
	const [updatedAt, id] = readCursor(cursor, "caseUpdate", 2) ?? [];
	return updatedAt === undefined || id === undefined ? null : { id, updatedAt };
}
