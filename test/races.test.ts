import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { describe, test } from "node:test";
import { applyCatalogueFile } from "../src/domain/catalogue/apply-catalogue.ts";
import type { CatalogueEntries } from "../src/domain/catalogue/entries.ts";
import type { CaseWriter } from "../src/domain/ports/case-writer.ts";
import type { Store } from "../src/domain/ports/store.ts";
import { openSqliteStore } from "../src/store/sqlite/open-sqlite-store.ts";
import {
	graphql,
	party1,
	postCase,
	rows,
	telefonico,
} from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

/** Lets another process do something between the decision of the next create and its write. */
function beforeNextWrite(
	server: TestServer,
	act: (other: Store) => Promise<unknown>,
) {
	const cases = server.app.store.cases as { create: CaseWriter["create"] };
	const create = cases.create;
	cases.create = async (job) => {
		cases.create = create;
		const other = await openSqliteStore({ file: server.databaseFile });
		await act(other);
		await other.close();
		return create(job);
	};
}

async function changeCatalogue(
	store: Store,
	change: (entries: CatalogueEntries) => CatalogueEntries,
) {
	const { entries } = await store.catalogue.load();
	await applyCatalogueFile(store, change(entries), { isDemo: true });
}

const query =
	"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } userErrors { code field } } }";

describe("a change by another process between decision and write", () => {
	test("of the catalogue: the create is decided again, and refused", async () => {
		await using server = await startServer();
		const deactivate = (other: Store) =>
			changeCatalogue(other, (catalogue) => ({
				...catalogue,
				categoryTypes: catalogue.categoryTypes.map((entry) => ({
					...entry,
					isActive: entry.typeCode !== "Telefonico",
				})),
			}));
		beforeNextWrite(server, deactivate);
		const rest = await postCase(server, telefonico);
		assert.equal(rest.status, 400);
		assert.deepEqual(rest.body.errors, { categoryOrType: "InvalidCode" });
		assert.deepEqual(rows(server, "cases"), []);
	});

	test("of nothing that matters: the create is decided again, and written once", async () => {
		await using server = await startServer();
		beforeNextWrite(server, (other) =>
			changeCatalogue(other, (catalogue) => ({
				...catalogue,
				categories: catalogue.categories.map((category) => ({
					...category,
					name: `${category.name}!`,
				})),
			})),
		);
		const { body } = await graphql(server, query, { input: telefonico });
		assert.equal(body.data.createCase.case.number, 1);
		assert.equal(rows(server, "cases").length, 1);
	});

	test("of the credentials: a party disabled meanwhile gets 401, and no file or row is left", async () => {
		await using server = await startServer();
		beforeNextWrite(server, (other) =>
			other.people.setDisabled({ kind: "party", id: 1 }, true),
		);
		const attachements = [{ fileName: "a", content: "aGVsbG8=" }];
		const rest = await postCase(server, { ...telefonico, attachements });
		assert.equal(rest.status, 401);
		assert.deepEqual(rows(server, "cases"), []);
		assert.deepEqual(rows(server, "case_attachments"), []);
		assert.deepEqual(readdirSync(server.attachmentsFolder), []);
	});

	test("a catalogue that never stops changing ends in 503, never in a guess", async () => {
		await using server = await startServer();
		const cases = server.app.store.cases as { create: CaseWriter["create"] };
		cases.create = async () => ({ kind: "stale" });
		const rest = await postCase(server, telefonico);
		assert.equal(rest.status, 503);
		assert.equal(rest.headers.get("retry-after"), "1");
		assert.equal(rest.body.errors["error.message"], "SERVICE_UNAVAILABLE");
	});
});

test("E4: two servers on one file give every case its own number, and one case to one key", async () => {
	await using first = await startServer();
	await using second = await startServer({
		DATABASE_URL: `file:${first.databaseFile}`,
	});
	const key = { "idempotency-key": "both" };
	const answers = await Promise.all(
		Array.from({ length: 60 }, (_, index) => {
			const server = index % 2 === 0 ? first : second;
			const headers = index % 3 === 0 ? { ...party1, ...key } : party1;
			return postCase(server, telefonico, headers);
		}),
	);
	for (const { status } of answers) assert.equal(status, 201);
	const keyed = new Set(
		answers
			.filter((_, index) => index % 3 === 0)
			.map(({ body }) => body.case.id),
	);
	assert.equal(keyed.size, 1);
	assert.equal(new Set(answers.map(({ body }) => body.case.id)).size, 41);
	assert.equal(rows(first, "cases").length, 41);
});
