import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	type CatalogueEntries,
	type CategoryEntry,
	emptyEntries,
	type GrantEntry,
	type StatusEntry,
} from "../../../src/domain/catalogue/entries.ts";
import {
	type CatalogueChange,
	changedMembers,
	keyOf,
	planCatalogue,
} from "../../../src/domain/catalogue/plan-catalogue.ts";

function category(code: string, more: Partial<CategoryEntry> = {}) {
	const rest = { parentCode: null, isSystem: false, isActive: true };
	return { code, name: code, ...rest, ...more };
}

function grant(categoryCode: string, typeCode = ""): GrantEntry {
	return { touchpointCode: "web", categoryCode, typeCode, isActive: true };
}

function status(name: string, position: number): StatusEntry {
	const rest = { isInitial: true, isDefault: false, isFinal: false };
	return { name, position, ...rest, isActive: true };
}

function plan(
	current: Partial<CatalogueEntries>,
	wanted: Partial<CatalogueEntries>,
) {
	return planCatalogue(
		{ ...emptyEntries, ...current },
		{ ...emptyEntries, ...wanted },
	);
}

const lines = (changes: readonly CatalogueChange[]) =>
	changes.map(({ kind, change, entry }) => [kind, change, keyOf(kind, entry)]);

describe("the plan for a catalogue", () => {
	test("is empty when nothing differs", () => {
		const entries = { categories: [category("A")], grants: [grant("A")] };
		assert.deepEqual(plan(entries, structuredClone(entries)), []);
	});

	test("adds what is new", () => {
		const [change, ...others] = plan({}, { categories: [category("A")] });
		assert.deepEqual(change, {
			kind: "categories",
			change: "added",
			entry: category("A"),
			before: null,
		});
		assert.deepEqual(others, []);
	});

	test("changes what differs, and says in which members", () => {
		const before = category("A");
		const after = category("A", { name: "New", parentCode: "B" });
		const [change] = plan({ categories: [before] }, { categories: [after] });
		assert.deepEqual(change, {
			kind: "categories",
			change: "changed",
			entry: after,
			before,
		});
		assert.deepEqual(changedMembers(before, after), ["name", "parentCode"]);
	});

	test("deactivates what is absent and keeps its members", () => {
		const before = category("A", { name: "Kept", isSystem: true });
		const [change] = plan({ categories: [before] }, {});
		assert.deepEqual(change, {
			kind: "categories",
			change: "deactivated",
			entry: { ...before, isActive: false },
			before,
		});
	});

	test("leaves alone what is absent and inactive already", () => {
		const gone = category("A", { isActive: false });
		assert.deepEqual(plan({ categories: [gone] }, {}), []);
	});

	test("calls an entry deactivated that the file itself makes inactive", () => {
		const off = category("A", { isActive: false });
		assert.deepEqual(
			lines(plan({ categories: [category("A")] }, { categories: [off] })),
			[["categories", "deactivated", "A"]],
		);
	});

	test("reactivates what comes back", () => {
		const gone = category("A", { isActive: false });
		assert.deepEqual(
			lines(plan({ categories: [gone] }, { categories: [category("A")] })),
			[["categories", "reactivated", "A"]],
		);
	});

	test("tells a new order of statuses from nothing", () => {
		const current = { statuses: [status("A", 0), status("B", 1)] };
		const wanted = { statuses: [status("B", 0), status("A", 1)] };
		assert.deepEqual(lines(plan(current, wanted)), [
			["statuses", "changed", "B"],
			["statuses", "changed", "A"],
		]);
	});

	test("tells a grant of a branch from grants of its pairs", () => {
		assert.deepEqual(
			lines(plan({ grants: [grant("A")] }, { grants: [grant("A", "T")] })),
			[
				["grants", "added", "web / A / T"],
				["grants", "deactivated", "web / A"],
			],
		);
	});

	test("never takes two entries for one, whatever their codes hold", () => {
		const one = { grants: [grant("A / T")] };
		const other = { grants: [grant("A", "T")] };
		assert.deepEqual(
			plan(one, other).map(({ change }) => change),
			["added", "deactivated"],
		);
	});

	test("applied to the current entries, leaves nothing to plan", () => {
		const wanted = { categories: [category("B", { name: "New" })] };
		const current = { categories: [category("A"), category("B")] };
		const after = plan(current, wanted).map(({ entry }) => entry);
		assert.deepEqual(
			plan({ categories: after as CategoryEntry[] }, wanted),
			[],
		);
	});
});
