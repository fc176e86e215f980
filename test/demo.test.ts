import assert from "node:assert/strict";
import { describe, test } from "node:test";
import Database from "better-sqlite3";
import { buildCatalogue } from "../src/domain/catalogue/build-catalogue.ts";
import { usableCategoryTypes } from "../src/domain/catalogue/may-use.ts";
import { verifyPassword } from "../src/domain/sessions/password.ts";
import { tokenDigest } from "../src/domain/sessions/token.ts";
import {
	demoSecrets,
	loadDemo,
	readDemoCatalogue,
} from "../src/startup/demo.ts";
import { openAdministrator } from "./cli/administrator.ts";
import { quickHash } from "./support/quick-hash.ts";

const now = () => 1_700_000_000_000;

describe("the demo data", async () => {
	const text = await readDemoCatalogue();

	test("fills an empty database with people who can sign in and touchpoints that let them", async (context) => {
		const { store } = await openAdministrator(context);
		assert.equal(await store.isEmpty(), true);
		await loadDemo(store, now, text);
		assert.equal(await store.isEmpty(), false);

		for (const [principal, password] of Object.entries(demoSecrets.passwords)) {
			const record = await store.credentials.findPrincipal(principal);
			assert.equal(record?.isDemo, true, principal);
			assert.equal(await verifyPassword(password, record.passwordHash), true);
		}
		for (const [touchpointCode, token] of Object.entries(demoSecrets.tokens))
			assert.deepEqual(await store.credentials.findToken(tokenDigest(token)), {
				kind: "touchpoint",
				touchpointCode,
				isDemo: true,
			});
		const party = await store.credentials.findPrincipal("party1@example.com");
		assert.ok(party?.kind === "party");
		assert.deepEqual(party.party.profile, {
			firstname: "Demo",
			lastname: "Party",
			email: "party1@example.com",
		});
	});

	test("has an operator who handles every pair that the call centre may use", async (context) => {
		const { store } = await openAdministrator(context);
		await loadDemo(store, now, text, quickHash);
		const { entries, version } = await store.catalogue.load();
		const touchpoint = buildCatalogue(entries, version).touchpoints.get(
			"callcenter",
		);
		const record = await store.credentials.findPrincipal(
			"operator1@example.com",
		);
		assert.ok(touchpoint && record?.kind === "operator");
		const pairs = usableCategoryTypes(touchpoint, {
			kind: "operator",
			operator: record.operator,
		});
		assert.deepEqual(pairs, [...touchpoint.categoryTypes]);
		assert.ok(
			pairs.some(
				({ category, type }) =>
					category.code === "Reclamo" && type.code === "Telefonico",
			),
		);
	});

	test("is marked as such in every table it touches", async (context) => {
		const { store, databaseFile } = await openAdministrator(context);
		await loadDemo(store, now, text, quickHash);
		const database = new Database(databaseFile, { readonly: true });
		context.after(() => database.close());
		const tables = database
			.prepare<[], string>(
				"SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE c.name = 'is_demo'",
			)
			.pluck()
			.all();
		assert.ok(tables.length >= 14, tables.join());
		for (const table of tables) {
			const rows = database
				.prepare<[], number>(`SELECT is_demo FROM "${table}"`)
				.pluck()
				.all();
			assert.ok(rows.length > 0, table);
			assert.ok(
				rows.every((isDemo) => isDemo === 1),
				table,
			);
		}
	});
});
