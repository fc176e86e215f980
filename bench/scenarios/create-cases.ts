import { rowKey, type Scenario } from "../request-plan.ts";
import { byGraphql, byV4, input, selection } from "./create-case.ts";

const rows = 100;

const query = `mutation CreateCases($input: CreateCasesInput!) {
	createCases(input: $input) {
		results {
		${selection}
		}
	}
}`;

/** One create after the other. */
export const createOneByOne: Scenario = {
	title: "Creating a case over one connection",
	share: 0.25,
	connections: 1,
	plans: { v4: byV4, graphql: byGraphql },
};

/** The same rows, each with its key, many in a request. */
export const createCases: Scenario = {
	title: `Creating ${rows} cases a request over one connection, each row a request`,
	share: 0.02,
	connections: 1,
	plans: {
		graphql: {
			...byGraphql,
			hasNoKey: true,
			rows,
			body: JSON.stringify({
				query,
				variables: {
					input: {
						cases: Array(rows).fill({ ...input, idempotencyKey: rowKey }),
					},
				},
			}),
			idPath: ["data", "createCases", "results", "*", "case", "number"],
		},
	},
};
