import { graphqlPath, headers, v4Path } from "../caller.ts";
import type { RequestPlan, Scenario } from "../request-plan.ts";

/** A support case with one comment and a value for every field of its type in `demo/catalogue.json`. */
export const input = {
	categoryCode: "Reclamo",
	typeCode: "Telefonico",
	comments: [
		{
			description: "The line has been dead since Monday, please send someone.",
		},
	],
	caseData: {
		monto: "12.50",
		cantidad: 3,
		urgente: true,
		fecha: "2026-04-30",
	},
};

/** What is asked for of each case that is created. */
export const selection = `case {
			number
			categoryCode
			category { name }
			typeCode
			status
			resolution
			createdAt
			caseData
			comments { number description }
		}
		replayed
		userErrors { code field message }`;

const query = `mutation CreateCase($input: CreateCaseInput!) {
	createCase(input: $input) {
		${selection}
	}
}`;

export const byV4: RequestPlan = {
	rows: 1,
	method: "POST",
	path: v4Path("/cases"),
	headers,
	body: JSON.stringify(input),
	status: 201,
	idPath: ["case", "id"],
	isCreate: true,
};

export const byGraphql: RequestPlan = {
	...byV4,
	path: graphqlPath,
	body: JSON.stringify({ query, variables: { input } }),
	status: 200,
	idPath: ["data", "createCase", "case", "number"],
};

/** Creating a case: the same values from the same caller in every dialect. */
export const createCase: Scenario = {
	title: "Creating a case",
	share: 1,
	plans: {
		bare: { ...byV4, idPath: ["id"] },
		plainRest: { ...byV4, idPath: ["id"] },
		plainGraphql: byGraphql,
		v4: byV4,
		graphql: byGraphql,
	},
};
