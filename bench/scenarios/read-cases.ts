import { graphqlPath, headers, v4Path } from "../caller.ts";
import type { RequestPlan, Scenario } from "../request-plan.ts";

const fields = `number categoryCode typeCode status resolution createdAt caseData
	comments { number description }
	attachments { number fileName contentType size }`;

const get: RequestPlan = {
	method: "GET",
	path: "/",
	headers,
	body: null,
	status: 200,
	idPath: ["id"],
	rows: 1,
	isCreate: false,
};

function query(document: string, idPath: readonly string[]): RequestPlan {
	return {
		...get,
		method: "POST",
		path: graphqlPath,
		body: JSON.stringify({ query: document }),
		idPath: ["data", ...idPath],
	};
}

/** Reading one case, of those that the creates left; bare: prepared selects of the same rows and `JSON.stringify`. */
export const readCase: Scenario = {
	title: "Reading one case",
	share: 1,
	plans: {
		bare: { ...get, path: "/cases/1" },
		v4: { ...get, path: v4Path("/cases/1") },
		graphql: query(`{ caseByNumber(number: 1) { ${fields} } }`, [
			"caseByNumber",
			"number",
		]),
	},
};

/** The newest 50 cases with comments and attachments; v4 has no list of 50. */
export const listCases: Scenario = {
	title: "Listing 50 cases",
	share: 0.25,
	plans: {
		bare: { ...get, path: "/cases", idPath: ["0", "id"] },
		graphql: query(`{ cases(first: 50) { edges { node { ${fields} } } } }`, [
			"cases",
			"edges",
			"49",
			"node",
			"number",
		]),
	},
};
