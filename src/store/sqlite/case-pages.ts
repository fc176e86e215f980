import type {
	CaseFilter,
	CasePageQuery,
	CaseSelection,
} from "../../domain/store/case-queries.ts";
import { caseColumns } from "./case-columns.ts";
import {
	type CaseSource,
	selected,
	shapeOf,
	sourcesOf,
} from "./case-sources.ts";
import {
	and,
	asc,
	type BetterSQLite3Database,
	count,
	desc,
	eq,
	gt,
	lt,
	or,
	type SQL,
	sql,
} from "./drizzle.ts";
import { cases } from "./schema.ts";

/**
 * Pages of cases by scope, filter and order. The statement of each combination is prepared when it is first asked for:
 * there are some hundreds, and a server sees a few. Each is served by one index; what an operator sees comes from
 * several (their own cases, those of each group), whose pages are merged, since no index has them in one order.
 */
export function prepareCasePages(db: BetterSQLite3Database) {
	const prepared = new Map<string, ReturnType<typeof preparePage>>();
	const counted = new Map<string, ReturnType<typeof prepareCount>>();

	function preparePage(source: CaseSource, query: CasePageQuery) {
		const { orderBy, fromOldest, above, below } = query;
		const order = fromOldest ? asc : desc;
		const byUpdate = orderBy === "UPDATED_AT" ? [order(cases.updatedAt)] : [];
		return db
			.select(caseColumns)
			.from(cases)
			.where(
				and(
					...selected(source, query.filter),
					above ? beyond(gt, orderBy, "above") : undefined,
					below ? beyond(lt, orderBy, "below") : undefined,
				),
			)
			.orderBy(...byUpdate, order(cases.id))
			.limit(sql.placeholder("limit"))
			.prepare();
	}

	function prepareCount(source: CaseSource, filter: CaseFilter) {
		return db
			.select({ total: count() })
			.from(cases)
			.where(and(...selected(source, filter)))
			.prepare();
	}

	function findFrom(source: CaseSource, query: CasePageQuery) {
		const { orderBy, fromOldest, above, below, limit, filter } = query;
		const shape = `${shapeOf(source, filter)} ${orderBy} ${fromOldest} ${above !== null} ${below !== null}`;
		const page = remember(prepared, shape, () => preparePage(source, query));
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
			const pages = sourcesOf(query.scope).map((source) =>
				findFrom(source, query),
			);
			if (pages.length === 1) return pages[0] ?? [];
			const direction = fromOldest ? 1 : -1;
			return pages
				.flat()
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

function remember<Value>(
	known: Map<string, Value>,
	key: string,
	make: () => Value,
): Value {
	const found = known.get(key) ?? make();
	known.set(key, found);
	return found;
}

/** Strictly past a position in the order; `id` breaks the ties of `updatedAt`. */
function beyond(
	compare: typeof gt,
	orderBy: CasePageQuery["orderBy"],
	name: "above" | "below",
): SQL | undefined {
	const id = sql.placeholder(`${name}Id`);
	if (orderBy === "CREATED_AT") return compare(cases.id, id);
	const updatedAt = sql.placeholder(`${name}UpdatedAt`);
	return or(
		compare(cases.updatedAt, updatedAt),
		and(eq(cases.updatedAt, updatedAt), compare(cases.id, id)),
	);
}
