import { gql } from "@apollo/client";

export const createCase = gql`
	mutation CreateCase($input: CreateCaseInput!) {
		createCase(input: $input) {
			case { id number }
			replayed
			userErrors { code field message }
		}
	}
`;
