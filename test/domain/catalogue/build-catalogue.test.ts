import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Actor, Operator, Party } from "../../../src/domain/actor.ts";
import { buildCatalogue } from "../../../src/domain/catalogue/build-catalogue.ts";
import type { Catalogue } from "../../../src/domain/catalogue/catalogue.ts";
import { parseCatalogueFile } from "../../../src/domain/catalogue/file/catalogue-file.ts";
import {
	mayUse,
	usableCategoryTypes,
} from "../../../src/domain/catalogue/may-use.ts";

type Grant = { category: string; type?: string };

/** Root > Middle > Leaf and Other, with one type each named after its category in lower case; Root itself takes `root`. */
function catalogueWith({
	grants = [{ category: "Root" }] as Grant[],
	marks = {} as Record<string, { active?: boolean; system?: boolean }>,
	typeMarks = {} as Record<string, object>,
	groupTypes = [] as string[],
} = {}): Catalogue {
	const parents = {
		Root: undefined,
		Middle: "Root",
		Leaf: "Middle",
		Other: undefined,
	};
	const file = {
		categories: Object.entries(parents).map(([code, parent]) => ({
			code,
			name: code,
			parent,
			...marks[code],
		})),
		operatorGroups: [
			{ code: "desk", name: "Desk" },
			{ code: "second", name: "Second", types: groupTypes },
		],
		types: Object.keys(parents).map((code) => ({
			code: code.toLowerCase(),
			name: code,
			operatorGroup: "desk",
			categories: [{ code }],
			...typeMarks[code.toLowerCase()],
		})),
		statuses: [
			{ name: "Late", active: false, initial: true },
			{ name: "Created", initial: true, default: true },
			{ name: "Closed", final: true },
			{ name: "Open", initial: true },
		],
		resolutions: [{ name: "Resolved", initial: true }, { name: "Rejected" }],
		touchpoints: [
			{ code: "web", name: "Web", kind: "REST", sessionMinutes: 60, grants },
		],
	};
	return buildCatalogue(
		parseCatalogueFile(JSON.stringify(file), "test.json"),
		7,
	);
}

function webPairs(catalogue: Catalogue): string[] {
	const web = catalogue.touchpoints.get("web");
	assert.ok(web);
	return [...web.categoryTypes].map(({ type }) => type.code);
}

describe("a grant", () => {
	test("of a category covers the branch below it", () => {
		assert.deepEqual(webPairs(catalogueWith()), ["root", "middle", "leaf"]);
	});

	test("of a category covers neither what is above nor what is beside it", () => {
		const catalogue = catalogueWith({ grants: [{ category: "Middle" }] });
		assert.deepEqual(webPairs(catalogue), ["middle", "leaf"]);
	});

	test("of a pair covers that pair alone", () => {
		const grants = [{ category: "Middle", type: "middle" }];
		assert.deepEqual(webPairs(catalogueWith({ grants })), ["middle"]);
	});

	test("that overlaps another gives each pair once", () => {
		const grants = [
			{ category: "Root" },
			{ category: "Leaf" },
			{ category: "Leaf", type: "leaf" },
		];
		assert.deepEqual(webPairs(catalogueWith({ grants })), [
			"root",
			"middle",
			"leaf",
		]);
	});
});

describe("a category", () => {
	test("that is inactive takes its whole branch with it", () => {
		const catalogue = catalogueWith({ marks: { Middle: { active: false } } });
		assert.deepEqual(webPairs(catalogue), ["root"]);
		assert.equal(catalogue.categories.get("Leaf")?.isActive, false);
		assert.equal(catalogue.categories.get("Root")?.isActive, true);
		assert.equal(
			catalogue.categoryTypes.get("Leaf")?.get("leaf")?.isUsable,
			false,
		);
	});

	test("that is a system node makes its whole branch system nodes", () => {
		const catalogue = catalogueWith({ marks: { Middle: { system: true } } });
		assert.deepEqual(webPairs(catalogue), ["root"]);
		assert.equal(catalogue.categories.get("Leaf")?.isSystem, true);
		assert.equal(catalogue.categories.get("Root")?.isSystem, false);
	});
});

describe("a type", () => {
	test("that is inactive cannot be used", () => {
		const catalogue = catalogueWith({ typeMarks: { leaf: { active: false } } });
		assert.deepEqual(webPairs(catalogue), ["root", "middle"]);
	});

	test("that is not visible in the app can still be used", () => {
		const catalogue = catalogueWith({
			typeMarks: { leaf: { visibleInApp: false } },
		});
		assert.deepEqual(webPairs(catalogue), ["root", "middle", "leaf"]);
	});

	test("under two categories is one pair in each", () => {
		const typeMarks = {
			root: {
				categories: [
					{ code: "Root" },
					{ code: "Other", defaultAnswer: "Hello." },
				],
			},
		};
		const catalogue = catalogueWith({ typeMarks });
		assert.equal(
			catalogue.categoryTypes.get("Root")?.get("root")?.defaultAnswer,
			null,
		);
		assert.equal(
			catalogue.categoryTypes.get("Other")?.get("root")?.defaultAnswer,
			"Hello.",
		);
		assert.deepEqual(webPairs(catalogue), ["root", "middle", "leaf"]);
	});

	test("has the visible fields only, in the order of the file", () => {
		const fields = [
			{ code: "b", name: "B", type: "Text", required: true },
			{ code: "hidden", name: "Hidden", type: "Text", visible: false },
			{ code: "a", name: "A", type: "Text" },
		];
		const type = catalogueWith({ typeMarks: { root: { fields } } }).types.get(
			"root",
		);
		assert.deepEqual([...(type?.fields.keys() ?? [])], ["b", "a"]);
		assert.deepEqual(
			type?.requiredFields.map(({ code }) => code),
			["b"],
		);
	});
});

describe("statuses and resolutions", () => {
	test("are the active ones, in the order of the file, with the default found", () => {
		const catalogue = catalogueWith();
		assert.equal(catalogue.version, 7);
		assert.deepEqual(
			[...catalogue.statuses.keys()],
			["Created", "Closed", "Open"],
		);
		assert.deepEqual(catalogue.initialStatuses, ["Created", "Open"]);
		assert.equal(catalogue.defaultStatus?.name, "Created");
		assert.deepEqual(catalogue.initialResolutions, ["Resolved"]);
		assert.equal(catalogue.defaultResolution, null);
	});
});

describe("who may use a pair", () => {
	const profile = { firstname: null, lastname: null, email: null };
	const party: Party = { id: 1, profile };
	const operatorIn = (...groupCodes: string[]): Operator => ({
		id: 2,
		profile,
		groupCodes,
	});

	function usable(catalogue: Catalogue, actor: Actor): string[] {
		const web = catalogue.touchpoints.get("web");
		assert.ok(web);
		return usableCategoryTypes(web, actor).map(({ type }) => type.code);
	}

	test("a party by the grant of the touchpoint alone", () => {
		assert.deepEqual(usable(catalogueWith(), { kind: "party", party }), [
			"root",
			"middle",
			"leaf",
		]);
	});

	test("nobody without the grant, not even an operator whose group handles the type", () => {
		const catalogue = catalogueWith({ grants: [{ category: "Other" }] });
		const web = catalogue.touchpoints.get("web");
		const pair = catalogue.categoryTypes.get("Leaf")?.get("leaf");
		assert.ok(web && pair);
		for (const actor of [
			{ kind: "party", party },
			{ kind: "operatorAsParty", party, operator: operatorIn("desk") },
		] satisfies Actor[])
			assert.equal(mayUse(web, actor, pair), false);
	});

	for (const kind of ["operator", "operatorAsParty"] as const)
		test(`an actor of kind ${kind} by the type's own group, or one that handles it too`, () => {
			const catalogue = catalogueWith({ groupTypes: ["leaf"] });
			const as = (...groups: string[]) =>
				usable(catalogue, { kind, party, operator: operatorIn(...groups) });
			assert.deepEqual(as("desk"), ["root", "middle", "leaf"]);
			assert.deepEqual(as("second"), ["leaf"]);
			assert.deepEqual(as(), []);
			assert.deepEqual(as("unknown"), []);
		});

	test("no operator by a group that is not active", () => {
		const entries = parseCatalogueFile(
			JSON.stringify({
				categories: [{ code: "Root", name: "Root" }],
				operatorGroups: [{ code: "desk", name: "Desk" }],
				types: [
					{
						code: "root",
						name: "Root",
						operatorGroup: "desk",
						categories: [{ code: "Root" }],
					},
				],
				statuses: [],
				resolutions: [],
				touchpoints: [
					{
						code: "web",
						name: "Web",
						kind: "REST",
						sessionMinutes: 1,
						grants: [{ category: "Root" }],
					},
				],
			}),
			"test.json",
		);
		const operatorGroups = entries.operatorGroups.map((group) => ({
			...group,
			isActive: false,
		}));
		const catalogue = buildCatalogue({ ...entries, operatorGroups }, 1);
		assert.deepEqual(
			usable(catalogue, { kind: "operator", operator: operatorIn("desk") }),
			[],
		);
	});
});
