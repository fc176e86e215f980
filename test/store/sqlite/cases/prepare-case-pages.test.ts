import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import Database from "better-sqlite3";
import type { CaseScope } from "../../../../src/domain/cases/case-scope.ts";
import type {
	CasePageQuery,
	CasePosition,
} from "../../../../src/domain/ports/case-queries.ts";
import { openSqliteStore } from "../../../../src/store/sqlite/open-sqlite-store.ts";
import { jobsOf } from "../../../support/create-jobs.ts";
import {
	noon,
	startServer,
	type TestServer,
	temporaryFolder,
} from "../../../support/test-server.ts";

const hour = 3_600_000;

const party: CaseScope = {
	kind: "party",
	partyId: 1,
	typeCodes: ["Telefonico"],
};
const operator = (assignee: "ME" | "MY_GROUPS" | "ANY"): CaseScope => ({
	kind: "operator",
	operatorId: 1,
	groupCodes: ["a", "b"],
	typeCodes: ["Telefonico"],
	assignee,
});
const nothing = {
	status: null,
	resolution: null,
	categoryCode: null,
	typeCode: null,
	createdAfter: null,
	createdBefore: null,
};
const filter = { ...nothing, status: "Open" };

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
		assert.equal(statements.length, 8 * 2 * (1 + 1 + 2 + 3));
		const database = new Database(file, { readonly: true });
		for (const statement of new Set(statements)) {
			const plan = database
				.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${statement}`)
				.all()
				.map(({ detail }) => detail)
				.join("\n");
			assert.doesNotMatch(plan, /TEMP B-TREE|SCAN cases/, statement);
			const seek = statement.includes(") < (")
				? /SEARCH cases USING INDEX cases_\w+ \(.*_at(,id\))?</
				: /SEARCH cases USING INDEX cases_/;
			assert.match(plan, seek, statement);
		}
		database.close();
	});

	test("holds a case once that another process changes while the page is read", async () => {
		let onStatement = (_text: string) => {};
		await using server = await startServer({}, (text) => onStatement(text));
		const { cases } = server.app.store;
		const job = await jobsOf(server.app.store);
		for (let made = 0; made < 3; made++) await cases.create(job(null));
		const other = new Database(server.databaseFile);
		let changes = 0;
		onStatement = (text) => {
			if (!text.includes("(updated_at <> numbered_at) = 1")) return;
			other.exec("UPDATE cases SET updated_at = updated_at + 1 WHERE id = 2");
			changes++;
		};
		const ends = { above: null, below: null };
		const order = { orderBy: "UPDATED_AT", fromOldest: true } as const;
		const query = {
			scope: party,
			filter: nothing,
			limit: 7,
			...order,
			...ends,
		};
		const idsOf = (page: readonly CasePosition[]) => page.map(({ id }) => id);
		assert.deepEqual(idsOf(await cases.findPage(query)), [1, 2, 3]);
		assert.equal(changes, 1);
		assert.deepEqual(idsOf(await cases.findPage(query)), [1, 3, 2]);
		other.close();
	});

	test("holds every case once and in order, also of a clock that was set back and of cases that were changed", async () => {
		await using server = await startServer();
		const { cases } = server.app.store;
		const job = await jobsOf(server.app.store);
		const made: { id: number; updatedAt: number }[] = [];
		for (let turn = 0; turn < 60; turn++) {
			// Forward by an hour a turn, with a wrong year, and with several of one moment.
			const isWrong = turn > 20 && turn < 25;
			const at =
				noon +
				(turn % 7 === 0 ? turn - 5 : turn) * hour +
				(isWrong ? 8_760 * hour : 0);
			const { kind, ...created } = await cases.create({ ...job(null), at });
			assert.ok(kind === "created" && "id" in created);
			made.push({ id: created.id, updatedAt: at });
			// Later changes of some, of which one comes at the time of its creation.
			const changed = made[(turn * 7) % made.length];
			if (turn % 3 !== 0 || changed?.updatedAt === undefined) continue;
			changed.updatedAt = turn === 30 ? changed.updatedAt : at + 30;
			await touch(server, changed);
		}
		for (const orderBy of ["CREATED_AT", "UPDATED_AT"] as const)
			for (const fromOldest of [true, false]) {
				const wanted = made
					.toSorted(
						(a, b) =>
							(orderBy === "UPDATED_AT" ? a.updatedAt - b.updatedAt : 0) ||
							a.id - b.id,
					)
					.map(({ id }) => id);
				if (!fromOldest) wanted.reverse();
				const found: number[] = [];
				let last: CasePosition | null = null;
				do {
					const query = {
						scope: party,
						filter: nothing,
						orderBy,
						fromOldest,
						limit: 7,
					};
					const ends = {
						above: fromOldest ? last : null,
						below: fromOldest ? null : last,
					};
					const page: readonly CasePosition[] = await cases.findPage({
						...query,
						...ends,
					});
					found.push(...page.map(({ id }) => id));
					last = page.at(-1) ?? null;
				} while (last && found.length <= made.length);
				assert.deepEqual(found, wanted, `${orderBy} ${fromOldest}`);
			}
	});
});

/** Changes nothing of a case but when it was updated. */
async function touch(
	{ app: { store } }: TestServer,
	{ id, updatedAt }: CasePosition,
) {
	const found = await store.cases.findById(id, null);
	const result = await store.cases.change({
		versions: await store.versions(),
		at: updatedAt,
		protocol: "GRAPHQL",
		touchpointCode: "web",
		actorKind: "party",
		operatorId: null,
		caseId: id,
		partyId: 1,
		version: found?.version ?? 0,
		change: null,
		addComments: ["text"],
		updateComment: null,
		addAttachments: [],
		removeAttachment: null,
		idempotency: null,
	});
	assert.equal(result.kind, "changed");
}
