import type { Dialect, RequestPlan } from "../request-plan.ts";

/** A support case with one comment and a value for every field of its type in `demo/catalogue.json`. */
const input = {
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

const query = `mutation CreateCase($input: CreateCaseInput!) {
	createCase(input: $input) {
		case {
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
		userErrors { code field message }
	}
}`;

const password = Buffer.from("party1@example.com:demo-party-1");
const headers = {
	"content-type": "application/json",
	authorization: `Basic ${password.toString("base64")}`,
};

const v4: RequestPlan = {
	path: "/api/v4/cases?touchpoint=web&token=demo-web-token",
	headers,
	body: JSON.stringify(input),
	status: 201,
	idPath: ["case", "id"],
};

/** Creating a case: the same values from the same caller in every dialect. */
export const createCasePlans: Readonly<Record<Dialect, RequestPlan>> = {
	bare: { ...v4, idPath: ["id"] },
	v4,
	graphql: {
		path: "/graphql?touchpoint=web&token=demo-web-token",
		headers,
		body: JSON.stringify({ query, variables: { input } }),
		status: 200,
		idPath: ["data", "createCase", "case", "number"],
	},
};
