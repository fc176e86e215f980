import assert from "node:assert/strict";
import type { CaseScope } from "../../../src/domain/cases/case-scope.ts";
import type {
	CaseFilter,
	CaseOrder,
	CasePosition,
} from "../../../src/domain/ports/case-queries.ts";
import type { Store } from "../../../src/domain/ports/store.ts";
import { noon } from "../../support/test-server.ts";
import { fillDemo } from "./fill-demo.ts";
import { onEachDatabase } from "./on-each-database.ts";

const hour = 3_600_000;
const nothing: CaseFilter = {
	status: null,
	resolution: null,
	categoryCode: null,
	typeCode: null,
	createdAfter: null,
	createdBefore: null,
};
const typeCodes = ["Telefonico"];
const party: CaseScope = { kind: "party", partyId: 1, typeCodes };
const operator = (assignee: "ME" | "MY_GROUPS" | "ANY"): CaseScope => ({
	kind: "operator",
	operatorId: 1,
	groupCodes: ["atencion", "facturacion"],
	assignee,
	typeCodes,
});

/** Every page of seven, one after another. */
async function walk(
	{ cases }: Store,
	scope: CaseScope,
	orderBy: CaseOrder,
	fromOldest: boolean,
	filter = nothing,
): Promise<readonly CasePosition[]> {
	const found: CasePosition[] = [];
	for (let last: CasePosition | null = null; ; ) {
		const page: readonly CasePosition[] = await cases.findPage({
			scope,
			filter,
			orderBy,
			fromOldest,
			limit: 7,
			above: fromOldest ? last : null,
			below: fromOldest ? null : last,
		});
		found.push(...page);
		last = page.at(-1) ?? null;
		if (!last || found.length > 500) return found;
	}
}

/** Cases of a clock that goes forward, stands, and is wrong for a while; some are changed later, some assigned to an operator. */
async function fill(store: Store) {
	const { create, change } = await fillDemo(store);
	const made: (CasePosition & { group: string | null })[] = [];
	for (let turn = 0; turn < 60; turn++) {
		const isWrong = turn > 20 && turn < 25;
		const at =
			noon +
			(turn % 7 === 0 ? turn - 5 : turn) * hour +
			(isWrong ? 8_760 * hour : 0);
		const group = ["atencion", "facturacion", "tecnica"][turn % 3] as string;
		const created = await store.cases.create({
			...create(null),
			at,
			assigneeGroupCode: group,
		});
		assert.ok(created.kind === "created");
		made.push({ id: created.id, updatedAt: at, group });
		const index = (turn * 7) % made.length;
		const changed = made[index] as CasePosition & { group: string | null };
		if (turn % 3 !== 0) continue;
		// One of the changes comes at the time of its creation.
		const updatedAt = turn === 30 ? changed.updatedAt : at + 30;
		const found = await store.cases.findById(changed.id, null);
		const isAssigned = turn % 2 === 0;
		const result = await store.cases.change({
			...change(changed.id, found?.version ?? 0),
			at: updatedAt,
			change: isAssigned
				? {
						kind: "ASSIGNED",
						categoryCode: "Reclamo",
						typeCode: "Telefonico",
						status: "Open",
						resolution: null,
						caseData: {},
						assignee: { kind: "operator", operatorId: 1 },
						before: {},
						after: { status: "Open" },
					}
				: null,
		});
		assert.equal(result.kind, "changed");
		made[index] = {
			id: changed.id,
			updatedAt,
			group: isAssigned ? null : changed.group,
		};
	}
	await store.cases.create(create(null, 2));
	return made;
}

onEachDatabase("pages of cases", {
	async "hold every case of a scope once and in order, whatever the clock did and whatever was changed"(
		store,
	) {
		const made = await fill(store);
		const scopes: [CaseScope, (of: { group: string | null }) => boolean][] = [
			[party, () => true],
			[operator("ME"), ({ group }) => group === null],
			[
				operator("MY_GROUPS"),
				({ group }) => group !== null && group !== "tecnica",
			],
			[operator("ANY"), ({ group }) => group !== "tecnica"],
		];
		const ofOthers = (scope: CaseScope) =>
			scope.kind === "operator" && scope.assignee !== "ME" ? 1 : 0;
		for (const [scope, isIn] of scopes)
			for (const orderBy of ["CREATED_AT", "UPDATED_AT"] as const)
				for (const fromOldest of [true, false]) {
					const wanted = made
						.filter(isIn)
						.toSorted(
							(a, b) =>
								(orderBy === "UPDATED_AT" ? a.updatedAt - b.updatedAt : 0) ||
								a.id - b.id,
						)
						.map(({ id }) => id);
					if (!fromOldest) wanted.reverse();
					const found = (await walk(store, scope, orderBy, fromOldest)).map(
						({ id }) => id,
					);
					const known = new Set(made.map(({ id }) => id));
					assert.deepEqual(
						found.filter((id) => known.has(id)),
						wanted,
						`${JSON.stringify(scope)} ${orderBy} ${fromOldest}`,
					);
					assert.equal(found.length, wanted.length + ofOthers(scope));
					assert.equal(
						await store.cases.count({ scope, filter: nothing }),
						found.length,
					);
				}
	},

	async "are narrowed by every filter, and count the same"(store) {
		await fill(store);
		const filters: readonly [Partial<CaseFilter>, (c: Listed) => boolean][] = [
			[{ status: "Open" }, ({ status }) => status === "Open"],
			[{ resolution: "x" }, () => false],
			[{ categoryCode: "Reclamo" }, () => true],
			[{ typeCode: "Telefonico" }, () => true],
			[{ typeCode: "Other" }, () => false],
			[
				{ createdAfter: noon + 10 * hour },
				({ createdAt }) => createdAt >= noon + 10 * hour,
			],
			[
				{ createdBefore: noon + 10 * hour, status: "Created" },
				({ createdAt, status }) =>
					createdAt < noon + 10 * hour && status === "Created",
			],
		];
		const all = (await walk(store, party, "CREATED_AT", true)) as Listed[];
		for (const [some, isIn] of filters) {
			const filter = { ...nothing, ...some };
			const found = await walk(store, party, "CREATED_AT", true, filter);
			const wanted = all.filter(isIn).map(({ id }) => id);
			assert.deepEqual(
				found.map(({ id }) => id),
				wanted,
			);
			const total = await store.cases.count({ scope: party, filter });
			assert.equal(total, wanted.length);
		}
	},

	async "and single cases hold nothing of another scope"(store) {
		const [first] = await fill(store);
		const id = first?.id as number;
		const scopes: readonly [CaseScope, boolean][] = [
			[party, true],
			[{ ...party, partyId: 2 }, false],
			[{ ...party, typeCodes: [] }, false],
			[{ ...operator("ANY"), typeCodes: ["Other"] }, false],
			[
				{ ...operator("ANY"), groupCodes: [], operatorId: 99 } as CaseScope,
				false,
			],
		];
		for (const [scope, isIn] of scopes) {
			const found = await store.cases.findById(id, scope);
			assert.equal(found !== null, isIn, JSON.stringify(scope));
			const [other] = await store.cases.findByIds([id], scope);
			assert.deepEqual(other ?? null, found);
		}
	},
});

type Listed = CasePosition & {
	readonly status: string;
	readonly createdAt: number;
};
