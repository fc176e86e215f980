import {
	and,
	asc,
	count,
	desc,
	eq,
	gt,
	gte,
	lt,
	or,
	type SQL,
	sql,
} from "drizzle-orm";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type {
	CaseFilter,
	CasePageQuery,
	CaseScope,
	CaseSelection,
} from "../../domain/store.ts";
import { caseColumns } from "./case-columns.ts";
import { cases } from "./schema.ts";

/**
 * Pages of cases by scope, filter and order. The statement of each combination is prepared when it is first asked for:
 * there are some hundreds, and a server sees a few.
 */
export function prepareCasePages(db: BetterSQLite3Database) {
	const prepared = new Map<string, ReturnType<typeof preparePage>>();
	const counted = new Map<string, ReturnType<typeof prepareCount>>();

	function preparePage(query: CasePageQuery) {
		const { orderBy, fromOldest, above, below } = query;
		const order = fromOldest ? asc : desc;
		const byUpdate = orderBy === "UPDATED_AT" ? [order(cases.updatedAt)] : [];
		return db
			.select(caseColumns)
			.from(cases)
			.where(
				and(
					...selected(query),
					above ? beyond(gt, orderBy, "above") : undefined,
					below ? beyond(lt, orderBy, "below") : undefined,
				),
			)
			.orderBy(...byUpdate, order(cases.id))
			.limit(sql.placeholder("limit"))
			.prepare();
	}

	function prepareCount(selection: CaseSelection) {
		return db
			.select({ total: count() })
			.from(cases)
			.where(and(...selected(selection)))
			.prepare();
	}

	return {
		findRows(query: CasePageQuery) {
			const { orderBy, fromOldest, above, below, limit } = query;
			const shape = `${shapeOf(query)} ${orderBy} ${fromOldest} ${above !== null} ${below !== null}`;
			const page = remember(prepared, shape, () => preparePage(query));
			return page.all({
				...valuesOf(query),
				limit,
				aboveId: above?.id,
				aboveUpdatedAt: above?.updatedAt,
				belowId: below?.id,
				belowUpdatedAt: below?.updatedAt,
			});
		},
		count(selection: CaseSelection): number {
			const statement = remember(counted, shapeOf(selection), () =>
				prepareCount(selection),
			);
			return statement.get(valuesOf(selection))?.total ?? 0;
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

const filters = {
	status: eq(cases.status, sql.placeholder("status")),
	resolution: eq(cases.resolution, sql.placeholder("resolution")),
	categoryCode: eq(cases.categoryCode, sql.placeholder("categoryCode")),
	typeCode: eq(cases.typeCode, sql.placeholder("typeCode")),
	createdAfter: gte(cases.createdAt, sql.placeholder("createdAfter")),
	createdBefore: lt(cases.createdAt, sql.placeholder("createdBefore")),
} as const satisfies Record<keyof CaseFilter, SQL>;

const filterNames = Object.keys(filters) as (keyof CaseFilter)[];

function selected({ scope, filter }: CaseSelection): (SQL | undefined)[] {
	const narrowing = filterNames.filter((name) => filter[name] !== null);
	return [...within(scope), ...narrowing.map((name) => filters[name])];
}

function within(scope: CaseScope): (SQL | undefined)[] {
	if (scope.kind === "party")
		return [
			eq(cases.partyId, sql.placeholder("partyId")),
			sql`${cases.typeCode} NOT IN ${list("hiddenTypeCodes")}`,
		];
	const mine = eq(cases.assigneeOperatorId, sql.placeholder("operatorId"));
	const groups = sql`${cases.assigneeGroupCode} IN ${list("groupCodes")}`;
	const byAssignee = { ME: mine, MY_GROUPS: groups, ANY: or(mine, groups) };
	return [
		byAssignee[scope.assignee],
		sql`${cases.typeCode} IN ${list("typeCodes")}`,
	];
}

/** A list of texts, bound as one JSON value so that its length is not part of the statement. */
function list(name: string): SQL {
	return sql`(SELECT value FROM json_each(${sql.placeholder(name)}))`;
}

function shapeOf({ scope, filter }: CaseSelection): string {
	const assignee = scope.kind === "operator" ? scope.assignee : "";
	const names = filterNames.filter((name) => filter[name] !== null);
	return `${scope.kind} ${assignee} ${names.join()}`;
}

function valuesOf({ scope, filter }: CaseSelection): Record<string, unknown> {
	if (scope.kind === "party")
		return {
			...filter,
			partyId: scope.partyId,
			hiddenTypeCodes: JSON.stringify(scope.hiddenTypeCodes),
		};
	return {
		...filter,
		operatorId: scope.operatorId,
		groupCodes: JSON.stringify(scope.groupCodes),
		typeCodes: JSON.stringify(scope.typeCodes),
	};
}
