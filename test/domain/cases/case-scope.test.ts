import assert from "node:assert/strict";
import { test } from "node:test";
import {
	type CaseScope,
	isInScope,
} from "../../../src/domain/cases/case-scope.ts";
import { noFilter } from "../../../src/domain/cases/queries/find-cases.ts";
import { alterDatabase } from "../../support/alter-database.ts";
import { jobsOf } from "../../support/create-jobs.ts";
import { startServer } from "../../support/test-server.ts";

const operator = {
	kind: "operator",
	operatorId: 1,
	groupCodes: ["a", "b"],
} as const;
const types = ["One", "Two"];
const scopes: readonly CaseScope[] = [
	...[types, ["Two"], []].flatMap((typeCodes): CaseScope[] => [
		{ kind: "party", partyId: 1, typeCodes },
		{ kind: "party", partyId: 2, typeCodes },
		{ ...operator, assignee: "ANY", typeCodes },
		{ ...operator, assignee: "ME", typeCodes },
		{ ...operator, assignee: "MY_GROUPS", typeCodes },
	]),
	{ ...operator, assignee: "ANY", groupCodes: [], typeCodes: types },
];

test("one case is in a scope when, and only when, the lists of the store have it", async () => {
	await using server = await startServer();
	const { cases } = server.app.store;
	const job = await jobsOf(server.app.store);
	const assignees = ["1, NULL", "2, NULL", "NULL, 'a'", "NULL, 'c'"];
	let id = 0;
	for (const partyId of [1, 2])
		for (const type of ["One", "Two", "Three"])
			for (const assignee of assignees) {
				await cases.create(job(null));
				alterDatabase(
					server.databaseFile,
					`UPDATE cases SET party_id = ${partyId}, type_code = '${type}', (assignee_operator_id, assignee_group_code) = (${assignee}) WHERE id = ${++id}`,
				);
			}
	const page = { above: null, below: null, limit: 100, fromOldest: true };
	const read = { ...page, orderBy: "CREATED_AT", filter: noFilter } as const;
	const everything = await Promise.all(
		[1, 2].map((partyId) =>
			cases.findPage({
				...read,
				scope: { kind: "party", partyId, typeCodes: [...types, "Three"] },
			}),
		),
	);
	assert.equal(everything.flat().length, id);
	const sizes = new Set<number>();
	for (const scope of scopes) {
		const wanted = everything
			.flat()
			.filter((found) => isInScope(found, scope))
			.map((found) => found.id);
		const listed = await cases.findPage({ ...read, scope });
		assert.deepEqual(
			listed.map((found) => found.id),
			wanted,
			JSON.stringify(scope),
		);
		sizes.add(wanted.length);
	}
	assert.deepEqual(sizes, new Set([8, 4, 2, 0]));
});
