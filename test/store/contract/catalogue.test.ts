import assert from "node:assert/strict";
import { emptyEntries } from "../../../src/domain/catalogue/entries.ts";
import { parseCatalogueFile } from "../../../src/domain/catalogue/file/catalogue-file.ts";
import { planCatalogue } from "../../../src/domain/catalogue/plan-catalogue.ts";
import { readDemoCatalogue } from "../../../src/startup/demo.ts";
import { onEachDatabase } from "./on-each-database.ts";

const group = (code: string, name = code) => ({ code, name, isActive: true });
const groups = (...operatorGroups: ReturnType<typeof group>[]) => ({
	...emptyEntries,
	operatorGroups,
});
const isDemo = false;

onEachDatabase("the catalogue", {
	async "is read as it was applied, every entry in its place"(store) {
		const text = await readDemoCatalogue();
		const entries = parseCatalogueFile(text, "demo/catalogue.json");
		const changes = planCatalogue(emptyEntries, entries);
		const { version } = await store.catalogue.load();
		const job = { version, changes, isDemo };
		assert.equal(await store.catalogue.apply(job), "applied");
		const loaded = await store.catalogue.load();
		assert.deepEqual(loaded.entries, entries);
		assert.equal(loaded.version, version + 1);
	},

	async "keeps the order in which entries came when one is changed"(store) {
		const first = groups(group("b"), group("a"));
		const second = groups(group("b", "renamed"), group("a"), group("0"));
		let { version } = await store.catalogue.load();
		await store.catalogue.apply({
			version: version++,
			changes: planCatalogue(emptyEntries, first),
			isDemo,
		});
		await store.catalogue.apply({
			version,
			changes: planCatalogue(first, second),
			isDemo,
		});
		const { entries } = await store.catalogue.load();
		assert.deepEqual(entries, second);
	},

	async "is not changed by what was planned on another version"(
		store,
		database,
	) {
		const other = await database.open();
		const { version } = await store.catalogue.load();
		const job = (code: string) => ({
			version,
			changes: planCatalogue(emptyEntries, groups(group(code))),
			isDemo,
		});
		const outcomes = await Promise.all([
			store.catalogue.apply(job("a")),
			other.catalogue.apply(job("b")),
		]);
		assert.deepEqual(outcomes.sort(), ["applied", "stale"]);
		const { entries } = await other.catalogue.load();
		assert.equal(entries.operatorGroups.length, 1);
		assert.equal((await store.versions()).catalogue, version + 1);
	},

	async "leaves nothing of a change that fails"(store) {
		const [change] = planCatalogue(emptyEntries, groups(group("a")));
		const { version } = await store.catalogue.load();
		const broken = { ...change, entry: { ...change?.entry, name: null } };
		const changes = [change, broken] as never;
		await assert.rejects(
			store.catalogue.apply({ version, changes, isDemo }),
			/NOT NULL|PostgreSQL refused a statement \(23502 operator_groups\.name\)\.$/,
		);
		assert.deepEqual(await store.catalogue.load(), {
			entries: emptyEntries,
			version,
		});
	},
});
