import { commitMutation, fetchQuery, graphql } from "relay-runtime";
import type { operationsCasesQuery } from "./__generated__/operationsCasesQuery.graphql.ts";
import type { operationsCreateCaseMutation } from "./__generated__/operationsCreateCaseMutation.graphql.ts";
import { environment } from "./environment.ts";

/** `@refetchable` makes a query of it that asks `node` for the case by its id. */
export const caseFragment = graphql`
	fragment operationsCase on Case @refetchable(queryName: "operationsRefetchQuery") {
		number
		status
		version
		assignee { ... on OperatorGroup { name } }
	}
`;

/** The store joins the pages of `operations_cases`. */
export const casesQuery = graphql`
	query operationsCasesQuery($first: Int!, $after: String) {
		cases(first: $first, after: $after) @connection(key: "operations_cases") {
			edges { node { ...operationsCase } }
			pageInfo { hasNextPage endCursor }
		}
	}
`;

export function readPage(variables: operationsCasesQuery["variables"]) {
	return fetchQuery<operationsCasesQuery>(
		environment,
		casesQuery,
		variables,
	).toPromise();
}

export function createCase(
	input: operationsCreateCaseMutation["variables"]["input"],
): Promise<operationsCreateCaseMutation["response"]> {
	return new Promise((resolve, reject) => {
		commitMutation<operationsCreateCaseMutation>(environment, {
			mutation: graphql`
				mutation operationsCreateCaseMutation($input: CreateCaseInput!) {
					createCase(input: $input) {
						case { id ...operationsCase }
						replayed
						userErrors { code field message }
					}
				}
			`,
			variables: { input },
			onCompleted: resolve,
			onError: reject,
		});
	});
}
