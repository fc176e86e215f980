import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { temporaryFolder } from "../support/test-server.ts";
import { openAdministrator } from "./administrator.ts";
import { typeCommand } from "./type-command.ts";

const file = {
	categories: [{ code: "Reclamo", name: "Reclamo" }],
	operatorGroups: [{ code: "desk", name: "Desk" }],
	types: [
		{
			code: "Telefonico",
			name: "a",
			operatorGroup: "desk",
			categories: [{ code: "Reclamo" }],
			fields: [{ code: "monto", name: "Monto", type: "Number" }],
		},
	],
	statuses: [{ name: "X", initial: true }],
	resolutions: [],
	touchpoints: [
		{
			code: "kiosk",
			name: "Kiosk",
			kind: "REST",
			sessionMinutes: 5,
			grants: [{ category: "Reclamo" }],
		},
	],
};

const additions = [
	"+ category Reclamo",
	"+ operator group desk",
	"+ type Telefonico",
	"+ category type Telefonico / Reclamo",
	"+ field Telefonico / monto",
	"+ status X",
	"+ touchpoint kiosk",
	"+ grant kiosk / Reclamo",
];

async function openShop(context: { after(clean: () => unknown): void }) {
	const administrator = await openAdministrator(context);
	const path = administrator.path("shop.json");
	return {
		...administrator,
		path,
		async catalogue(verb: "plan" | "apply", content: unknown) {
			await writeFile(
				path,
				typeof content === "string" ? content : JSON.stringify(content),
			);
			return administrator.run(["catalogue", verb, path]);
		},
	};
}

describe("catalogue", () => {
	test("plan prints the difference and writes nothing", async (context) => {
		const { store, catalogue } = await openShop(context);
		const before = await store.catalogue.load();
		const { code, stdout } = await catalogue("plan", file);
		assert.equal(code, 0);
		assert.deepEqual(stdout.split("\n"), [
			...additions,
			"Plan: 8 added; nothing was written.",
			"",
		]);
		assert.deepEqual(await store.catalogue.load(), before);
	});

	test("plan against a database that is not there prints all as new, and makes none", async () => {
		const folder = temporaryFolder();
		const path = join(folder, "catalogue.json");
		await writeFile(path, JSON.stringify(file));
		const databaseFile = join(folder, "none.db");
		const env = { DATABASE_URL: `file:${databaseFile}` };
		const { code, stdout } = await typeCommand(env, [
			"catalogue",
			"plan",
			path,
		]);
		assert.equal(code, 0);
		assert.deepEqual(stdout.split("\n").slice(0, -2), additions);
		assert.deepEqual(readdirSync(folder), ["catalogue.json"]);
	});

	test("apply writes what plan printed, and a second apply changes nothing", async (context) => {
		const { store, catalogue } = await openShop(context);
		const first = await catalogue("apply", file);
		assert.equal(first.code, 0);
		assert.deepEqual(first.stdout.split("\n"), [
			...additions,
			"Applied: 8 added.",
			"",
		]);
		const { entries, version } = await store.catalogue.load();
		assert.deepEqual(
			entries.types.map(({ code, isActive }) => [code, isActive]),
			[["Telefonico", true]],
		);
		assert.equal(
			(await catalogue("apply", file)).stdout,
			"Applied: nothing differs.\n",
		);
		assert.equal(
			(await catalogue("plan", file)).stdout,
			"Plan: nothing differs; nothing was written.\n",
		);
		assert.equal((await store.catalogue.load()).version, version);
	});

	test("names what changed, went and came back", async (context) => {
		const { store, catalogue } = await openShop(context);
		await catalogue("apply", file);
		const [type] = file.types;
		const changed = {
			...file,
			types: [
				{
					...type,
					name: "b",
					visibleInApp: false,
					fields: [
						{ code: "monto", name: "Monto", type: "List", options: ["x"] },
					],
				},
			],
			statuses: [],
			touchpoints: [],
		};
		assert.deepEqual((await catalogue("apply", changed)).stdout.split("\n"), [
			'~ type Telefonico: name "a" -> "b", visibleInApp true -> false',
			'~ field Telefonico / monto: type "NUMBER" -> "LIST", options [] -> ["x"]',
			"- status X (deactivated)",
			"- touchpoint kiosk (deactivated)",
			"- grant kiosk / Reclamo (deactivated)",
			"Applied: 2 changed, 3 deactivated.",
			"",
		]);
		const { entries } = await store.catalogue.load();
		assert.deepEqual(
			entries.touchpoints.map(({ code, isActive }) => [code, isActive]),
			[["kiosk", false]],
		);
		const back = {
			...changed,
			statuses: [{ name: "X" }],
			categories: [
				{ code: "Reclamo", name: "Reclamo" },
				{ code: "Old", name: "Old", active: false },
			],
		};
		assert.deepEqual((await catalogue("plan", back)).stdout.split("\n"), [
			"+ category Old (inactive)",
			"+ status X (reactivated): initial true -> false",
			"Plan: 1 added, 1 reactivated; nothing was written.",
			"",
		]);
	});

	test("names a touchpoint whose values become lenient, keeps that, and takes it back", async (context) => {
		const { store, catalogue } = await openShop(context);
		await catalogue("apply", file);
		const valuesOf = async () =>
			(await store.catalogue.load()).entries.touchpoints[0]?.values;
		assert.equal(await valuesOf(), "strict");
		const [kiosk] = file.touchpoints;
		const lenient = {
			...file,
			touchpoints: [{ ...kiosk, values: "lenient", unknownFields: "warn" }],
		};
		for (const verb of ["plan", "apply"] as const)
			assert.match(
				(await catalogue(verb, lenient)).stdout,
				/^~ touchpoint kiosk: unknownFields "refuse" -> "warn", values "strict" -> "lenient"$/m,
			);
		assert.equal(await valuesOf(), "lenient");
		assert.match((await catalogue("plan", lenient)).stdout, /nothing differs/);
		assert.match(
			(await catalogue("apply", file)).stdout,
			/values "lenient" -> "strict"/,
		);
		assert.equal(await valuesOf(), "strict");
	});

	test("apply refuses a file with problems, names all of them, and writes nothing", async (context) => {
		const { store, catalogue, path } = await openShop(context);
		const { code, stdout, stderr } = await catalogue("apply", {
			...file,
			categories: [{ code: "Reclamo", name: "" }],
			resolutions: [{ name: "Rejected", default: true }],
		});
		assert.equal(code, 1);
		assert.equal(stdout, "");
		assert.deepEqual(stderr.split("\n"), [
			`${path}: categories[0].name: "" must be more than white space.`,
			`${path}: resolutions[0].default: "Rejected" is the default, so it must be initial.`,
			"",
		]);
		assert.deepEqual((await store.catalogue.load()).entries.categories, []);
	});

	test("refuses a key that stands twice, of which one would be lost", async (context) => {
		const { catalogue, path } = await openShop(context);
		const text = JSON.stringify(file).replace(
			'{"categories"',
			'{"statuses":[],"categories"',
		);
		const { code, stderr } = await catalogue("apply", text);
		assert.equal(code, 1);
		assert.equal(
			stderr,
			`${path}: statuses: Key "statuses" appears twice in one object; send it once.\n`,
		);
	});

	test("says so when the file is not there, or not UTF-8", async (context) => {
		const { run, path } = await openShop(context);
		const absent = await run(["catalogue", "plan", `${path}.no`]);
		assert.equal(absent.code, 1);
		assert.equal(
			absent.stderr,
			`Cannot read ${path}.no: there is no such file.\n`,
		);
		await writeFile(path, Buffer.from([0x7b, 0xff, 0x7d]));
		assert.equal(
			(await run(["catalogue", "plan", path])).stderr,
			`${path} is not UTF-8.\n`,
		);
	});
});
