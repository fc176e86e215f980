import { initGraphQLTada, type ResultOf, type VariablesOf } from "gql.tada";
import type { introspection } from "./generated/graphql-env.d.ts";

const graphql = initGraphQLTada<{
	introspection: introspection;
	scalars: {
		DateTime: string;
		JSONObject: Record<string, unknown>;
		SafeInt: number;
	};
}>();

export const casesQuery = graphql(`
	query Cases($first: Int!, $after: String, $filter: CaseFilter) {
		cases(first: $first, after: $after, filter: $filter) {
			edges { node { number createdAt caseData assignee { ... on OperatorGroup { name } } } }
			pageInfo { hasNextPage endCursor }
		}
	}
`);

export type Cases = ResultOf<typeof casesQuery>;
export type CasesVariables = VariablesOf<typeof casesQuery>;
