import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	applyCatalogueFile,
	planCatalogueFile,
} from "../../../src/domain/catalogue/apply-catalogue.ts";
import {
	type CatalogueEntries,
	emptyEntries,
} from "../../../src/domain/catalogue/entries.ts";
import type { Store } from "../../../src/domain/ports/store.ts";
import { openAdministrator } from "../../cli/administrator.ts";

const group = (code: string) => ({ code, name: code, isActive: true });
const withGroups = (...codes: string[]): CatalogueEntries => ({
	...emptyEntries,
	operatorGroups: codes.map(group),
});
const real = { isDemo: false };

/** A store on which somebody else applies a catalogue before each of the first `times` applies. */
function contested(store: Store, times: number): Store {
	let left = times;
	return {
		...store,
		catalogue: {
			load: store.catalogue.load,
			async apply(job) {
				if (left-- > 0)
					await applyCatalogueFile(store, withGroups(`other${left}`), real);
				return store.catalogue.apply(job);
			},
		},
	};
}

describe("applying a catalogue", () => {
	test("writes the entries, raises the version, and then has nothing left to do", async (context) => {
		const { store } = await openAdministrator(context);
		const before = await store.catalogue.load();
		const changes = await applyCatalogueFile(store, withGroups("a"), real);
		assert.equal(changes.length, 1);
		const after = await store.catalogue.load();
		assert.deepEqual(after.entries, withGroups("a"));
		assert.equal(after.version, before.version + 1);
		assert.deepEqual(await planCatalogueFile(store, withGroups("a")), []);
		assert.deepEqual(
			await applyCatalogueFile(store, withGroups("a"), real),
			[],
		);
		assert.equal((await store.catalogue.load()).version, after.version);
	});

	test("deactivates what is absent and never deletes it", async (context) => {
		const { store } = await openAdministrator(context);
		await applyCatalogueFile(store, withGroups("a", "b"), real);
		await applyCatalogueFile(store, withGroups("b"), real);
		assert.deepEqual((await store.catalogue.load()).entries.operatorGroups, [
			{ ...group("a"), isActive: false },
			group("b"),
		]);
	});

	test("plans anew when somebody else was faster", async (context) => {
		const { store } = await openAdministrator(context);
		const changes = await applyCatalogueFile(
			contested(store, 2),
			withGroups("a"),
			real,
		);
		assert.deepEqual(
			changes.map(({ change }) => change),
			["added", "deactivated"],
		);
		const { entries } = await store.catalogue.load();
		assert.deepEqual(
			entries.operatorGroups.filter(({ isActive }) => isActive),
			[group("a")],
		);
	});

	test("gives up after the third time and writes nothing", async (context) => {
		const { store } = await openAdministrator(context);
		await assert.rejects(
			applyCatalogueFile(contested(store, 3), withGroups("a"), real),
			/Somebody else changed the catalogue 3 times meanwhile; nothing was written/,
		);
		const { entries } = await store.catalogue.load();
		assert.ok(entries.operatorGroups.every(({ code }) => code !== "a"));
	});

	test("planning writes nothing", async (context) => {
		const { store } = await openAdministrator(context);
		const before = await store.catalogue.load();
		assert.equal((await planCatalogueFile(store, withGroups("a"))).length, 1);
		assert.deepEqual(await store.catalogue.load(), before);
	});
});
