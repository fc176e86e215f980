import type { CaseScope } from "../../../domain/cases/case-scope.ts";
import { keysOf } from "../../../domain/keys-of.ts";
import type { CaseFilter } from "../../../domain/ports/case-queries.ts";
import { eq, gte, lt, type SQL, sql } from "../connection/drizzle.ts";
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

/** Cases of one party, operator or group. No case is in two sources of a scope, because it has one assignee. */
export type CaseSource = {
	readonly kind: keyof typeof sources;
	readonly values: Readonly<Record<string, string | number>>;
};

/** A list of texts, bound as one JSON value so that its length is not part of the statement. */
const isOfTypes = sql`${cases.typeCode} IN (SELECT value FROM json_each(${sql.placeholder("typeCodes")}))`;

const sources = {
	party: eq(cases.partyId, sql.placeholder("partyId")),
	operator: eq(cases.assigneeOperatorId, sql.placeholder("operatorId")),
	group: eq(cases.assigneeGroupCode, sql.placeholder("groupCode")),
} as const;

/** The sources of the cases in a scope; `isInScope` is the same rule for one case. */
export function sourcesOf(scope: CaseScope): readonly CaseSource[] {
	const typeCodes = JSON.stringify(scope.typeCodes);
	if (scope.kind === "party")
		return [{ kind: "party", values: { partyId: scope.partyId, typeCodes } }];
	const { operatorId, groupCodes, assignee } = scope;
	const own: CaseSource = {
		kind: "operator",
		values: { operatorId, typeCodes },
	};
	const ofGroups = groupCodes.map(
		(groupCode): CaseSource => ({
			kind: "group",
			values: { groupCode, typeCodes },
		}),
	);
	switch (assignee) {
		case "ME":
			return [own];
		case "MY_GROUPS":
			return ofGroups;
		case "ANY":
			return [own, ...ofGroups];
	}
}

function narrowing(filter: CaseFilter) {
	return filterNames.filter((name) => filter[name] !== null);
}

/** The conditions of a source and a filter, values left open. */
export function selected({ kind }: CaseSource, filter: CaseFilter): SQL[] {
	return [
		sources[kind],
		isOfTypes,
		...narrowing(filter).map((name) => filters[name]),
	];
}

/** What tells the statement of one source and filter from that of another. */
export function shapeOf({ kind }: CaseSource, filter: CaseFilter): string {
	return `${kind} ${narrowing(filter).join()}`;
}
