import { keysOf } from "../../../domain/keys-of.ts";
import type {
	CaseFilter,
	CasePageQuery,
	CaseSelection,
} from "../../../domain/ports/case-queries.ts";
import { remember } from "../../remember.ts";
import {
	and,
	asc,
	count,
	desc,
	type SQL,
	type SQLiteColumn,
	sql,
} from "../connection/drizzle.ts";
import {
	type ConnectedDatabase,
	prepareStoredRead,
} from "../connection/statements.ts";
import { cases, isUpdated } from "../schema.ts";
import { caseColumns } from "./case-columns.ts";
import {
	type CaseSource,
	selected,
	shapeOf,
	sourcesOf,
} from "./case-sources.ts";

/** Cases that were not updated since their creation have the same place in the order of updates as in that of numbers; the others have two. */
const parts = {
	created: sql`${isUpdated} = 0`,
	updated: sql`${isUpdated} = 1`,
};
type Part = keyof typeof parts;
const partNames = keysOf(parts);

/**
 * Pages of cases by scope, filter and order. The statement of each combination is prepared when it is first asked for:
 * there are some hundreds, and a server sees a few. Each is served by one index. A page is merged from several, since
 * no index has all cases in one order: those that were updated and the others, an operator's own and those of each group.
 */
export function prepareCasePages(db: ConnectedDatabase) {
	const prepared = new Map<string, ReturnType<typeof preparePage>>();
	const counted = new Map<string, ReturnType<typeof prepareCount>>();

	function preparePage(source: CaseSource, part: Part, query: CasePageQuery) {
		const { orderBy, fromOldest, above, below } = query;
		const order = fromOldest ? asc : desc;
		const byUpdate = orderBy === "UPDATED_AT" && part === "updated";
		const time = byUpdate ? cases.updatedAt : cases.numberedAt;
		return prepareStoredRead(db, {
			columns: caseColumns,
			from: cases,
			where: and(
				...selected(source, query.filter),
				parts[part],
				above ? beyond(time, orderBy, "above") : undefined,
				below ? beyond(time, orderBy, "below") : undefined,
			),
			orderBy: [order(time), order(cases.id)],
			limit: sql.placeholder("limit"),
		});
	}

	function prepareCount(source: CaseSource, filter: CaseFilter) {
		return db
			.select({ total: count() })
			.from(cases)
			.where(and(...selected(source, filter)))
			.prepare();
	}

	function findFrom(source: CaseSource, part: Part, query: CasePageQuery) {
		const { orderBy, fromOldest, above, below, limit, filter } = query;
		const shape = `${shapeOf(source, filter)} ${part} ${orderBy} ${fromOldest} ${above !== null} ${below !== null}`;
		const page = remember(prepared, shape, () =>
			preparePage(source, part, query),
		);
		return page.all({
			...filter,
			...source.values,
			limit,
			aboveId: above?.id,
			aboveUpdatedAt: above?.updatedAt,
			belowId: below?.id,
			belowUpdatedAt: below?.updatedAt,
		});
	}

	return {
		findRows(query: CasePageQuery) {
			const { orderBy, fromOldest, limit } = query;
			const direction = fromOldest ? 1 : -1;
			return sourcesOf(query.scope)
				.flatMap((source) =>
					partNames.flatMap((part) => findFrom(source, part, query)),
				)
				.sort(
					(a, b) =>
						direction *
						((orderBy === "UPDATED_AT" ? a.updatedAt - b.updatedAt : 0) ||
							a.id - b.id),
				)
				.slice(0, limit);
		},
		count({ scope, filter }: CaseSelection): number {
			return sourcesOf(scope).reduce((sum, source) => {
				const statement = remember(counted, shapeOf(source, filter), () =>
					prepareCount(source, filter),
				);
				const values = { ...filter, ...source.values };
				return sum + (statement.get(values)?.total ?? 0);
			}, 0);
		},
	};
}

const comparisons = { above: sql`>`, below: sql`<` };

/** Strictly past a position in an order of time and number, as a comparison that an index can begin with. */
function beyond(
	time: SQLiteColumn,
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
