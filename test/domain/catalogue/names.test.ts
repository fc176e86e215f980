import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	applyCatalogueFile,
	planCatalogueFile,
} from "../../../src/domain/catalogue/apply-catalogue.ts";
import { parseCatalogueFile } from "../../../src/domain/catalogue/file/catalogue-file.ts";
import type { CatalogueFile } from "../../../src/domain/catalogue/file/catalogue-file-schema.ts";
import { readDemoCatalogue } from "../../../src/startup/demo.ts";
import { entryOf } from "../../rest/v4/change-catalogue.ts";
import { readDatabase } from "../../support/read-database.ts";
import {
	graphql,
	operator1,
	party1,
	postCase,
	send,
	telefonico,
} from "../../support/requests.ts";
import { startServer, type TestServer } from "../../support/test-server.ts";

async function fileWith(
	change: (file: CatalogueFile) => void,
): Promise<string> {
	const file = JSON.parse(await readDemoCatalogue()) as CatalogueFile;
	change(file);
	return JSON.stringify(file);
}

/** Names of every kind that has some: a text, both languages, one language, and a text that looks like the stored JSON. */
const translated = () =>
	fileWith((file) => {
		entryOf(file.categories, "Reclamo").name = {
			es: "Reclamo",
			en: "Complaint",
		};
		const type = entryOf(file.types, "Telefonico");
		type.name = { en: "Telephone" };
		const [monto, cantidad] = type.fields ?? [];
		if (monto) monto.name = { es: "Monto" };
		if (cantidad) cantidad.name = '{"en":"Quantity","es":"Cantidad"}';
		for (const group of file.operatorGroups)
			group.name = { en: `Group ${group.code}`, es: `Grupo ${group.code}` };
		for (const touchpoint of file.touchpoints)
			touchpoint.name = { es: `Punto ${touchpoint.code}` };
	});

async function applyTo(server: TestServer, text: string) {
	const entries = parseCatalogueFile(text, "names.json");
	await applyCatalogueFile(server.app.store, entries, { isDemo: true });
	return entries;
}

const inSpanish = { ...party1, "accept-language": "es-AR" };
const caseTypes =
	"{ caseTypes { code name category { name } fields { code name } } }";

type Named = { readonly code: string; readonly name: string };

/** What both protocols call the category, the type and two fields of a telephone complaint. */
async function namesFor(server: TestServer, headers: typeof party1) {
	const { body } = await graphql(server, caseTypes, {}, headers);
	const type = entryOf<
		Named & {
			readonly category: { readonly name: string };
			readonly fields: readonly Named[];
		}
	>(body.data.caseTypes, "Telefonico");
	const path = "/api/v4/cases/typecategory?caseTypeCode=Telefonico";
	const pairs = await send(server, "GET", path, { headers });
	const [pair] = pairs.body.caseTypeCategories;
	assert.equal(pair.caseTypeName, type.name);
	assert.equal(pair.caseCategoryName, type.category.name);
	return [
		type.category.name,
		type.name,
		entryOf(type.fields, "monto").name,
		entryOf(type.fields, "cantidad").name,
	];
}

describe("names of the catalogue in several languages", () => {
	let server: TestServer;
	before(async () => {
		server = await startServer();
		await applyTo(server, await translated());
	});
	after(() => server[Symbol.asyncDispose]());

	test("are shown in the language of the request, else in the default one, else in any", async () => {
		const literal = '{"en":"Quantity","es":"Cantidad"}';
		assert.deepEqual(await namesFor(server, party1), [
			...["Complaint", "Telephone", "Monto", literal],
		]);
		assert.deepEqual(await namesFor(server, inSpanish), [
			...["Reclamo", "Telephone", "Monto", literal],
		]);
		await using spanish = await startServer({ DEFAULT_LANGUAGE: "es" });
		await applyTo(spanish, await translated());
		assert.deepEqual(await namesFor(spanish, party1), [
			...["Reclamo", "Telephone", "Monto", literal],
		]);
	});

	test("are stored so that a text stays as it is, and applying them again changes nothing", async () => {
		const names = readDatabase(server.databaseFile, (database) =>
			database
				.prepare<[], { readonly name: string }>(
					"SELECT name FROM categories WHERE code = 'Reclamo' UNION ALL SELECT name FROM case_fields WHERE code = 'cantidad' AND type_code = 'Telefonico'",
				)
				.all()
				.map(({ name }) => name),
		);
		assert.deepEqual(names, [
			' {"en":"Complaint","es":"Reclamo"}',
			'{"en":"Quantity","es":"Cantidad"}',
		]);
		const again = parseCatalogueFile(await translated(), "names.json");
		assert.deepEqual(await planCatalogueFile(server.app.store, again), []);
	});

	test("of a category come with a case, and may be sent back in any of its languages", async () => {
		const created = await postCase(server, telefonico, inSpanish);
		assert.equal(created.body.case.categoryName, "Reclamo");
		const { id } = created.body.case;
		const path = `/api/v4/cases/${id}`;
		const read = await send(server, "GET", path, { headers: party1 });
		assert.equal(read.body.categoryName, "Complaint");
		for (const categoryName of ["Reclamo", "Complaint"]) {
			const body = { ...telefonico, categoryName };
			const put = await send(server, "PUT", path, { headers: party1, body });
			assert.equal(put.status, 201, put.text);
		}
		const body = { ...telefonico, categoryName: "Queja" };
		const refused = await send(server, "PUT", path, { headers: party1, body });
		assert.equal(refused.status, 400);
		assert.match(refused.body.messages.categoryName, /"Complaint"/);
	});

	test("of a group name it, in each of its languages", async () => {
		const { id } = (await postCase(server, telefonico)).body.case;
		const path = `/api/v4/cases/${id}/assignment`;
		const answer = await graphql(
			server,
			`{ caseByNumber(number: ${id}) { assignee { __typename ... on OperatorGroup { code name } } } }`,
			{},
			inSpanish,
		);
		const { code, name } = answer.body.data.caseByNumber.assignee;
		assert.equal(name, `Grupo ${code}`);
		for (const groupName of [name, `Group ${code}`, code]) {
			const sent = { headers: operator1, body: { groupName } };
			const assigned = await send(server, "PUT", path, sent);
			assert.equal(assigned.status, 201, assigned.text);
		}
	});

	for (const [name, rule] of [
		[{}, 'name: must have a name in at least one language: "en" or "es".'],
		[{ fr: "x" }, 'name: has the unknown key "fr"; allowed are "en" or "es".'],
		[{ es: 1 }, "name.es: must be a string, not a number."],
		[{ es: " x" }, 'name.es: " x" has white space at its ends.'],
		[1, "name: must be a string, not a number."],
		[" x", 'name: " x" has white space at its ends.'],
		[undefined, "name: is required."],
	] as const)
		test(`${JSON.stringify(name)} is no name`, async () => {
			const text = await fileWith((file) => {
				Object.assign(file.categories[0] ?? {}, { name });
			});
			assert.throws(() => parseCatalogueFile(text, "names.json"), {
				message: `names.json: categories[0].${rule}`,
			});
		});

	test("are for people: the name of a status is what callers send, so it is one text", async () => {
		const text = await fileWith((file) => {
			Object.assign(file.statuses[0] ?? {}, { name: { es: "Creado" } });
		});
		assert.throws(
			() => parseCatalogueFile(text, "names.json"),
			/statuses\[0\]\.name: must be a string, not an object\./,
		);
	});
});
