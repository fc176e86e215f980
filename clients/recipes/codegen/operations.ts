import { graphql } from "./generated/gql.ts";

export const createCase = graphql(`
	mutation CreateCase($input: CreateCaseInput!) {
		createCase(input: $input) {
			case { number createdAt caseData assignee { ... on OperatorGroup { name } } }
			replayed
			userErrors { code field message }
		}
	}
`);
