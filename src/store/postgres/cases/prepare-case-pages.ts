import type {
	CasePageQuery,
	CaseSelection,
} from "../../../domain/ports/case-queries.ts";
import { remember } from "../../remember.ts";
import {
	and,
	asc,
	desc,
	type PgColumn,
	type SQL,
	sql,
} from "../connection/drizzle.ts";
import { prepareRead, type Run, selectList } from "../connection/statements.ts";
import { caseAttachments, caseComments, cases } from "../schema.ts";
import {
	attachmentColumns,
	caseColumns,
	commentColumns,
	partsOf,
	type WholeRow,
} from "./case-columns.ts";
import {
	type CaseSource,
	selectedFrom,
	selectedIn,
	shapeOf,
	sourcesOf,
	valuesOf,
} from "./case-sources.ts";

export type ListedRow = WholeRow<
	typeof caseColumns,
	typeof commentColumns,
	typeof attachmentColumns
>;

/** What a list answers of each case of the row source `cases`. */
export const listed = sql`${selectList(caseColumns)}, ${partsOf(caseComments, commentColumns)} AS "comments",
	${partsOf(caseAttachments, attachmentColumns)} AS "attachments"`;

/**
 * Pages of cases by scope, filter and order: one statement each, prepared when it is first asked for. From each source, an
 * operator's own cases and those of each group, it takes no more than a page in the order of an index, and merges them.
 */
export function prepareCasePages(run: Run) {
	const pages = new Map<string, ReturnType<typeof preparePage>>();
	const counts = new Map<string, ReturnType<typeof prepareCount>>();

	function preparePage(query: CasePageQuery) {
		const { orderBy, fromOldest, scope } = query;
		const order = fromOldest ? asc : desc;
		const time = orderBy === "UPDATED_AT" ? cases.updatedAt : cases.numberedAt;
		const ordered = sql`ORDER BY ${order(time)}, ${order(cases.id)} LIMIT ${sql.placeholder("limit")}`;
		const parts = sourcesOf(scope).map((source) =>
			from(source, query, time, ordered),
		);
		return prepareRead<ListedRow>(
			run,
			sql`SELECT ${listed} FROM (${sql.join(parts, sql` UNION ALL `)}) AS cases ${ordered}`,
		);
	}

	function prepareCount({ scope, filter }: CaseSelection) {
		return prepareRead<{ readonly total: number }>(
			run,
			sql`SELECT count(*) AS "total" FROM ${cases} WHERE ${and(...selectedIn(scope, filter))}`,
		);
	}

	return {
		findRows(query: CasePageQuery): Promise<readonly ListedRow[]> {
			const { scope, filter, orderBy, fromOldest, above, below, limit } = query;
			const shape = `${shapeOf(scope, filter)} ${orderBy} ${fromOldest} ${above !== null} ${below !== null}`;
			const page = remember(pages, shape, () => preparePage(query));
			return page({
				...filter,
				...valuesOf(scope),
				limit,
				aboveId: above?.id,
				aboveUpdatedAt: above?.updatedAt,
				belowId: below?.id,
				belowUpdatedAt: below?.updatedAt,
			});
		},
		async count(selection: CaseSelection): Promise<number> {
			const { scope, filter } = selection;
			const select = remember(counts, shapeOf(scope, filter), () =>
				prepareCount(selection),
			);
			const [row] = await select({ ...filter, ...valuesOf(scope) });
			return row?.total ?? 0;
		},
	};
}

/** The first cases of a source, whole. */
function from(
	source: CaseSource,
	{ filter, orderBy, above, below }: CasePageQuery,
	time: PgColumn,
	ordered: SQL,
): SQL {
	const conditions = and(
		...selectedFrom(source, filter),
		above ? beyond(time, orderBy, "above") : undefined,
		below ? beyond(time, orderBy, "below") : undefined,
	);
	const first = sql`SELECT * FROM ${cases} WHERE ${conditions} ${ordered}`;
	if (source !== "groups") return sql`(${first})`;
	return sql`SELECT page.* FROM unnest(${sql.placeholder("groupCodes")}::text[]) AS own (code) CROSS JOIN LATERAL (${first}) AS page`;
}

const comparisons = { above: sql`>`, below: sql`<` };

/** Strictly past a position in an order of time and number, as a comparison that an index can begin with. */
function beyond(
	time: PgColumn,
	orderBy: CasePageQuery["orderBy"],
	name: "above" | "below",
): SQL {
	const id = sql.placeholder(`${name}Id`);
	const at =
		orderBy === "UPDATED_AT"
			? sql.placeholder(`${name}UpdatedAt`)
			: numberedBy(`${name}Id`);
	return sql`(${time}, ${cases.id}) ${comparisons[name]} (${at}, ${id})`;
}

/** When the last number up to this one was given. */
function numberedBy(id: string): SQL {
	return sql`coalesce((SELECT numbered_at FROM cases AS earlier WHERE earlier.id <= ${sql.placeholder(id)} ORDER BY earlier.id DESC LIMIT 1), 0)`;
}
