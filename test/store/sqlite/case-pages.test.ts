import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import Database from "better-sqlite3";
import type {
	CasePageQuery,
	CaseScope,
} from "../../../src/domain/store/case-queries.ts";
import { openSqliteStore } from "../../../src/store/sqlite/open-sqlite-store.ts";
import { temporaryFolder } from "../../support/test-server.ts";

const party: CaseScope = {
	kind: "party",
	partyId: 1,
	hiddenTypeCodes: ["Hidden"],
};
const operator = (assignee: "ME" | "MY_GROUPS" | "ANY"): CaseScope => ({
	kind: "operator",
	operatorId: 1,
	groupCodes: ["a", "b"],
	typeCodes: ["Telefonico"],
	assignee,
});
const filter = {
	status: "Open",
	resolution: null,
	categoryCode: null,
	typeCode: null,
	createdAfter: null,
	createdBefore: null,
};

describe("a page of cases", () => {
	test("is read in the order of an index, whatever is asked for: nothing is sorted, no table is scanned", async () => {
		const file = join(temporaryFolder(), "casebridge.db");
		const statements: string[] = [];
		const trace = (text: string) => {
			if (text.includes('from "cases"')) statements.push(text);
		};
		const store = await openSqliteStore({ file, trace });
		const scopes = [
			party,
			operator("ME"),
			operator("MY_GROUPS"),
			operator("ANY"),
		];
		const place = { id: 5, updatedAt: 5 };
		let asked = 0;
		for (const scope of scopes)
			for (const orderBy of ["CREATED_AT", "UPDATED_AT"] as const)
				for (const fromOldest of [true, false])
					for (const below of [null, place]) {
						const query: CasePageQuery = {
							...{ scope, filter, orderBy, fromOldest, below },
							...{ above: null, limit: 51 },
						};
						await store.cases.findPage(query);
						asked++;
					}
		assert.equal(asked, 32);
		await store.close();
		assert.equal(statements.length, 8 * (1 + 1 + 2 + 3));
		const database = new Database(file, { readonly: true });
		for (const statement of new Set(statements)) {
			const plan = database
				.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${statement}`)
				.all()
				.map(({ detail }) => detail)
				.join("\n");
			assert.doesNotMatch(plan, /TEMP B-TREE|SCAN cases/, statement);
			assert.match(plan, /SEARCH cases USING (COVERING )?INDEX cases_/, plan);
		}
		database.close();
	});
});
