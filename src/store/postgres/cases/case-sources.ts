import type { CaseScope } from "../../../domain/cases/case-scope.ts";
import { keysOf } from "../../../domain/keys-of.ts";
import type { CaseFilter } from "../../../domain/ports/case-queries.ts";
import { bucketOf } from "../bucket-of.ts";
import { eq, gte, lt, type SQL, sql } from "../connection/drizzle.ts";
import { isAnyOf } from "../connection/is-any-of.ts";
import type { Values } from "../connection/statements.ts";
import { cases } from "../schema.ts";

const filters = {
	status: eq(cases.status, sql.placeholder("status")),
	resolution: eq(cases.resolution, sql.placeholder("resolution")),
	categoryCode: eq(cases.categoryCode, sql.placeholder("categoryCode")),
	typeCode: eq(cases.typeCode, sql.placeholder("typeCode")),
	createdAfter: gte(cases.createdAt, sql.placeholder("createdAfter")),
	createdBefore: lt(cases.createdAt, sql.placeholder("createdBefore")),
} as const satisfies Record<keyof CaseFilter, SQL>;

const filterNames = keysOf(filters);

/** Where cases of a scope come from, each in the order of an index. No case is in two, because it has one assignee. */
export type CaseSource = "party" | "operator" | "groups";

export function sourcesOf(scope: CaseScope): readonly CaseSource[] {
	if (scope.kind === "party") return ["party"];
	switch (scope.assignee) {
		case "ME":
			return ["operator"];
		case "MY_GROUPS":
			return ["groups"];
		case "ANY":
			return ["operator", "groups"];
	}
}

const isOfSource = {
	party: sql`(${cases.bucket} = ${sql.placeholder("bucket")} AND ${cases.partyId} = ${sql.placeholder("partyId")})`,
	operator: eq(cases.assigneeOperatorId, sql.placeholder("operatorId")),
	groups: isAnyOf(cases.assigneeGroupCode, "groupCodes"),
} as const satisfies Record<CaseSource, SQL>;

const isOfTypes = isAnyOf(cases.typeCode, "typeCodes");

/** The conditions of one source. A source of groups is joined to each of them. */
export function selectedFrom(source: CaseSource, filter: CaseFilter): SQL[] {
	const isIn =
		source === "groups"
			? sql`${cases.assigneeGroupCode} = own.code`
			: isOfSource[source];
	return [isIn, isOfTypes, ...narrowing(filter)];
}

/** The conditions of all sources of a scope together; `isInScope` says the same of one case. */
export function selectedIn(scope: CaseScope, filter: CaseFilter | null): SQL[] {
	const anySource = sourcesOf(scope).map((source) => isOfSource[source]);
	const isIn = sql`(${sql.join(anySource, sql` OR `)})`;
	return [isIn, isOfTypes, ...(filter ? narrowing(filter) : [])];
}

function narrowing(filter: CaseFilter): SQL[] {
	return namesIn(filter).map((name) => filters[name]);
}

function namesIn(filter: CaseFilter) {
	return filterNames.filter((name) => filter[name] !== null);
}

/** What the conditions of a scope are bound to. */
export function valuesOf(scope: CaseScope): Values {
	return scope.kind === "party"
		? { ...scope, bucket: bucketOf(scope.partyId) }
		: scope;
}

/** What tells the statement of one scope and filter from that of another. */
export function shapeOf(scope: CaseScope, filter: CaseFilter): string {
	return `${sourcesOf(scope).join()} ${namesIn(filter).join()}`;
}
