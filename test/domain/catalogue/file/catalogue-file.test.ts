import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dataTypes } from "../../../../src/domain/catalogue/entries.ts";
import {
	CatalogueFileError,
	parseCatalogueFile,
} from "../../../../src/domain/catalogue/file/catalogue-file.ts";
import { readDemoCatalogue } from "../../../../src/startup/demo.ts";

/** A small file that breaks no rule; each test spoils a copy. */
function soundFile() {
	return {
		categories: [
			{ code: "Root", name: "Root" },
			{ code: "Leaf", name: "Leaf", parent: "Root" },
			{ code: "System", name: "System", system: true },
			{ code: "Inner", name: "Inner", parent: "System" },
		],
		operatorGroups: [{ code: "desk", name: "Desk", types: ["Call"] }],
		types: [
			{
				code: "Call",
				name: "Call",
				operatorGroup: "desk",
				categories: [{ code: "Leaf", defaultAnswer: "Thank you." }],
				fieldGroups: [{ code: "main", name: "Main" }],
				fields: [
					{ code: "amount", name: "Amount", type: "Decimal", group: "main" },
					{ code: "kind", name: "Kind", type: "List", options: ["a", "b"] },
				],
			},
			{
				code: "Internal",
				name: "Internal",
				operatorGroup: "desk",
				categories: [{ code: "Inner" }],
			},
		],
		statuses: [
			{ name: "Created", initial: true, default: true },
			{ name: "Closed", final: true },
		],
		resolutions: [{ name: "Unresolved", initial: true, default: true }],
		touchpoints: [
			{
				code: "web",
				name: "Web",
				kind: "REST",
				sessionMinutes: 60,
				grants: [{ category: "Leaf" }, { category: "Leaf", type: "Call" }],
			},
		],
	};
}

/** The sound file with one value at a path like `types[0].fields[0].code` replaced; undefined takes it away. */
function spoiled(path: string, value: unknown): string {
	const file = soundFile();
	const steps = path.split(/[.[\]]+/).filter(Boolean);
	const last = steps.pop() as string;
	let holder = file as unknown as Record<string, unknown>;
	for (const step of steps) holder = holder[step] as typeof holder;
	holder[last] = value;
	return JSON.stringify(file);
}

function problemsOf(text: string): readonly string[] {
	try {
		parseCatalogueFile(text, "shop.json");
		return [];
	} catch (error) {
		assert.ok(error instanceof CatalogueFileError, String(error));
		return error.message.split("\n");
	}
}

const noText = "must be more than white space.";
const field = { code: "x", name: "X", type: "Text" };
const touchpoint = { name: "Web", kind: "REST", sessionMinutes: 1, grants: [] };

/** Path of the spoiled value, the value, and each problem without the file's name. */
const faults: readonly [string, unknown, ...string[]][] = [
	// Shape
	[
		"extra",
		1,
		'has the unknown key "extra"; allowed are "categories", "operatorGroups", "types", "statuses", "resolutions" or "touchpoints".',
	],
	[
		"categories[0].colour",
		"red",
		'categories[0]: has the unknown key "colour"; allowed are "code", "name", "parent", "system" or "active".',
	],
	["statuses", undefined, "statuses: is required."],
	["types", {}, "types: must be a list, not an object."],
	[
		"categories[0].active",
		"yes",
		"categories[0].active: must be true or false, not a string.",
	],
	[
		"categories[1].parent",
		null,
		"categories[1].parent: must be a string, not null.",
	],
	["touchpoints[0]", 5, "touchpoints[0]: must be an object, not a number."],
	[
		"touchpoints[0].kind",
		"FAX",
		'touchpoints[0].kind: "FAX" must be "REST" or "CALL_CENTER".',
	],
	[
		"touchpoints[0].unknownFields",
		"drop",
		'touchpoints[0].unknownFields: "drop" must be "refuse" or "warn".',
	],
	[
		"touchpoints[0].values",
		"loose",
		'touchpoints[0].values: "loose" must be "strict" or "lenient".',
	],
	[
		"types[0].fields[0].type",
		"Money",
		'types[0].fields[0].type: "Money" must be "Boolean", "Number", "Decimal", "Date", "Text" or "List".',
	],
	[
		"touchpoints[0].sessionMinutes",
		0,
		"touchpoints[0].sessionMinutes: 0 must be a whole number from 1 to 525600.",
	],
	[
		"touchpoints[0].sessionMinutes",
		525_601,
		"touchpoints[0].sessionMinutes: 525601 must be a whole number from 1 to 525600.",
	],
	[
		"touchpoints[0].sessionMinutes",
		1.5,
		"touchpoints[0].sessionMinutes: 1.5 must be a whole number from 1 to 525600.",
	],
	// Codes and names
	[
		"categories[3].code",
		"  ",
		`categories[3].code: "  " ${noText}`,
		'categories[3].code: "  " has white space at its ends.',
		'types[1].categories[0].code: No category of this file has the code "Inner".',
	],
	[
		"touchpoints[0].code",
		"web ",
		'touchpoints[0].code: "web " has white space at its ends.',
	],
	[
		"touchpoints[0].code",
		"w".repeat(65),
		`touchpoints[0].code: "${"w".repeat(64)}…" has more than 64 characters.`,
	],
	[
		"touchpoints[0].code",
		"w\u0007b",
		'touchpoints[0].code: "w\\u0007b" holds a control character; remove it.',
	],
	["touchpoints[0].name", "", `touchpoints[0].name: "" ${noText}`],
	[
		"touchpoints[0].name",
		"w".repeat(256),
		`touchpoints[0].name: "${"w".repeat(64)}…" has more than 255 characters.`,
	],
	[
		"touchpoints[0].name",
		"\ud800",
		'touchpoints[0].name: "\\ud800" holds U+0000 or half of a surrogate pair; remove it.',
	],
	// Uniqueness
	[
		"categories[3].code",
		"System",
		'categories[3].code: "System" stands already in entry 2 of this list; it must be unique.',
		'categories[3].parent: "System" is "System" itself or stands below it; a category cannot be above itself.',
		'types[1].categories[0].code: No category of this file has the code "Inner".',
	],
	[
		"operatorGroups[1]",
		{ code: "desk", name: "Desk" },
		'operatorGroups[1].code: "desk" stands already in entry 0 of this list; it must be unique.',
	],
	[
		"operatorGroups[0].types",
		["Call", "Call"],
		'operatorGroups[0].types[1]: "Call" stands already in entry 0 of this list; it must be unique.',
	],
	[
		"types[1].code",
		"Call",
		'types[1].code: "Call" stands already in entry 0 of this list; it must be unique.',
	],
	[
		"types[0].categories[1]",
		{ code: "Leaf" },
		'types[0].categories[1].code: "Leaf" stands already in entry 0 of this list; it must be unique.',
	],
	[
		"types[0].fields[1].code",
		"amount",
		'types[0].fields[1].code: "amount" stands already in entry 0 of this list; it must be unique.',
	],
	[
		"types[0].fieldGroups[1]",
		{ code: "main", name: "M" },
		'types[0].fieldGroups[1].code: "main" stands already in entry 0 of this list; it must be unique.',
	],
	[
		"types[0].fields[1].options",
		["a", "b", "a"],
		'types[0].fields[1].options[2]: "a" stands already in entry 0 of this list; it must be unique.',
	],
	[
		"statuses[1].name",
		"Created",
		'statuses[1].name: "Created" stands already in entry 0 of this list; it must be unique.',
	],
	[
		"resolutions[1]",
		{ name: "Unresolved" },
		'resolutions[1].name: "Unresolved" stands already in entry 0 of this list; it must be unique.',
	],
	[
		"touchpoints[1]",
		{ code: "web", ...touchpoint },
		'touchpoints[1].code: "web" stands already in entry 0 of this list; it must be unique.',
	],
	[
		"touchpoints[0].grants[1]",
		{ category: "Leaf" },
		"touchpoints[0].grants[1]: Entry 0 of this list grants the same; grant it once.",
	],
	// References
	[
		"categories[1].parent",
		"Rot",
		'categories[1].parent: No category of this file has the code "Rot".',
	],
	[
		"operatorGroups[0].types[0]",
		"Cal",
		'operatorGroups[0].types[0]: No type of this file has the code "Cal".',
	],
	[
		"types[0].operatorGroup",
		"dusk",
		'types[0].operatorGroup: No operator group of this file has the code "dusk".',
	],
	[
		"types[1].categories[0].code",
		"Lef",
		'types[1].categories[0].code: No category of this file has the code "Lef".',
	],
	[
		"types[0].fields[0].group",
		"mein",
		'types[0].fields[0].group: No field group of this type has the code "mein".',
	],
	[
		"touchpoints[0].grants[0].category",
		"Lef",
		'touchpoints[0].grants[0].category: No category of this file has the code "Lef".',
	],
	[
		"touchpoints[0].grants[1].type",
		"Cal",
		'touchpoints[0].grants[1].type: No type of this file has the code "Cal".',
	],
	// The tree
	[
		"categories[0].parent",
		"Root",
		'categories[0].parent: "Root" is "Root" itself or stands below it; a category cannot be above itself.',
	],
	[
		"categories[0].parent",
		"Leaf",
		'categories[0].parent: "Leaf" is "Root" itself or stands below it; a category cannot be above itself.',
		'categories[1].parent: "Root" is "Leaf" itself or stands below it; a category cannot be above itself.',
	],
	// Statuses and resolutions
	[
		"statuses[2]",
		{ name: "Open", initial: true, default: true },
		'statuses[2].default: "Created" is the default already; at most one entry is.',
	],
	[
		"statuses[0].initial",
		false,
		'statuses[0].default: "Created" is the default, so it must be initial.',
	],
	[
		"statuses[0].active",
		false,
		'statuses[0].default: "Created" is the default, so it must be active.',
	],
	[
		"statuses[0].final",
		true,
		'statuses[0].default: "Created" is final, so it cannot be the default.',
	],
	[
		"resolutions[0].initial",
		undefined,
		'resolutions[0].default: "Unresolved" is the default, so it must be initial.',
	],
	[
		"resolutions[0].final",
		false,
		'resolutions[0]: has the unknown key "final"; allowed are "name", "initial", "default" or "active".',
	],
	// Grants
	[
		"touchpoints[0].grants[0].category",
		"System",
		'touchpoints[0].grants[0].category: "System" is a system node, by itself or by a category above it; it cannot be granted.',
	],
	[
		"touchpoints[0].grants[0]",
		{ category: "Inner", type: "Internal" },
		'touchpoints[0].grants[0].category: "Inner" is a system node, by itself or by a category above it; it cannot be granted.',
	],
	[
		"touchpoints[0].grants[1].category",
		"Root",
		'touchpoints[0].grants[1].type: Type "Call" does not stand under category "Root"; grant a category type, or the category alone.',
	],
	// Fields
	[
		"types[0].fields[1].options",
		undefined,
		"types[0].fields[1].options: A List field needs at least one option.",
	],
	[
		"types[0].fields[1].options",
		[],
		"types[0].fields[1].options: A List field needs at least one option.",
	],
	[
		"types[0].fields[1].options",
		"a",
		"types[0].fields[1].options: must be a list, not a string.",
	],
	[
		"types[0].fields[0].options",
		["a"],
		"types[0].fields[0].options: A Decimal field has no options; only a List field does.",
	],
	[
		"types[0].fields[2]",
		{ ...field, required: true, visible: false },
		"types[0].fields[2].required: A field that is required and invisible could never be sent; make it visible or optional.",
	],
	...["links", "__proto__", "constructor", "prototype"].map(
		(code) =>
			[
				"types[0].fields[2]",
				{ ...field, graphqlName: "other", code },
				`types[0].fields[2].code: "${code}" is reserved; choose another code.`,
			] as const satisfies [string, unknown, string],
	),
	// Names in GraphQL
	[
		"types[0].fields[0].code",
		"sub-total",
		'types[0].fields[0].code: "sub-total" is no name in GraphQL (a letter followed by at most 63 letters, digits or _); give it a "graphqlName" of that form.',
	],
	[
		"types[1].code",
		"_x",
		'types[1].code: "_x" is no name in GraphQL (a letter followed by at most 63 letters, digits or _); give it a "graphqlName" of that form.',
	],
	[
		"types[1].graphqlName",
		"9x",
		'types[1].graphqlName: "9x" must be a letter followed by at most 63 letters, digits or _.',
	],
	[
		"types[1].graphqlName",
		"Call",
		'types[1].graphqlName: "Call" stands already in entry 0 of this list; it must be unique.',
	],
	[
		"types[0].fields[1].graphqlName",
		"amount",
		'types[0].fields[1].graphqlName: "amount" stands already in entry 0 of this list; it must be unique.',
	],
];

describe("a catalogue file", () => {
	test("that breaks no rule is accepted", () => {
		assert.deepEqual(problemsOf(JSON.stringify(soundFile())), []);
	});

	for (const [path, value, ...expected] of faults)
		test(`with ${JSON.stringify(value)?.slice(0, 60)} as ${path} is refused with file, path and rule`, () => {
			assert.deepEqual(
				problemsOf(spoiled(path, value)),
				expected.map((problem) => `shop.json: ${problem}`),
			);
		});

	test("names every problem, those between entries also where the shape is wrong elsewhere", () => {
		const file = soundFile() as Record<string, unknown>;
		file.statuses = [
			{ name: "Closed", initial: true, default: true, final: true },
			7,
		];
		file.resolutions = undefined;
		(file.categories as unknown[]).push({ code: 3, name: "Three" });
		(file.touchpoints as unknown[]).push({
			code: "web",
			...touchpoint,
			kind: 1,
		});
		assert.deepEqual(problemsOf(JSON.stringify(file)), [
			"shop.json: categories[4].code: must be a string, not a number.",
			"shop.json: statuses[1]: must be an object, not a number.",
			"shop.json: resolutions: is required.",
			'shop.json: touchpoints[1].kind: 1 must be "REST" or "CALL_CENTER".',
			'shop.json: statuses[0].default: "Closed" is final, so it cannot be the default.',
			'shop.json: touchpoints[1].code: "web" stands already in entry 0 of this list; it must be unique.',
		]);
	});

	test("that lacks a whole list does not report every reference into it", () => {
		assert.deepEqual(problemsOf(spoiled("categories", undefined)), [
			"shop.json: categories: is required.",
		]);
	});

	test("that is not JSON is refused with line and column", () => {
		assert.deepEqual(problemsOf('{\n  "categories": [],\n}'), [
			"shop.json: The file is not JSON: Expected double-quoted property name in JSON at position 22 (line 3 column 1).",
		]);
		assert.match(
			problemsOf("[1,\n}")[0] ?? "",
			/^shop\.json: The file is not JSON: /,
		);
	});

	for (const text of [
		"null",
		"[]",
		"5",
		'"x"',
		'{"__proto__": {"categories": []}}',
	])
		test(`that is just ${text} is refused`, () => {
			assert.notDeepEqual(problemsOf(text), []);
		});

	test("fills in what may be left out", () => {
		const entries = parseCatalogueFile(
			JSON.stringify(soundFile()),
			"shop.json",
		);
		assert.deepEqual(entries.categories[1], {
			code: "Leaf",
			name: "Leaf",
			parentCode: "Root",
			isSystem: false,
			isActive: true,
		});
		assert.deepEqual(entries.types[0], {
			code: "Call",
			graphqlName: null,
			name: "Call",
			operatorGroupCode: "desk",
			isVisibleInApp: true,
			isActive: true,
		});
		assert.deepEqual(entries.fields[1], {
			typeCode: "Call",
			code: "kind",
			graphqlName: null,
			name: "Kind",
			description: null,
			dataType: "LIST",
			isRequired: false,
			isVisible: true,
			isEditable: true,
			groupCode: null,
			options: ["a", "b"],
			position: 1,
			isActive: true,
		});
		assert.equal(entries.touchpoints[0]?.unknownFields, "refuse");
		assert.equal(entries.touchpoints[0]?.values, "strict");
		assert.deepEqual(
			entries.grants.map(({ categoryCode, typeCode }) => [
				categoryCode,
				typeCode,
			]),
			[
				["Leaf", ""],
				["Leaf", "Call"],
			],
		);
		assert.deepEqual(entries.groupTypes, [
			{ groupCode: "desk", typeCode: "Call", isActive: true },
		]);
	});
});

describe("the demo catalogue", async () => {
	const entries = parseCatalogueFile(
		await readDemoCatalogue(),
		"demo/catalogue.json",
	);

	test("has exactly the statuses and resolutions that the documentation names", () => {
		assert.deepEqual(
			entries.statuses.map(
				({ name, isInitial, isDefault, isFinal, isActive }) => ({
					name,
					isInitial,
					isDefault,
					isFinal,
					isActive,
				}),
			),
			[
				{
					name: "Created",
					isInitial: true,
					isDefault: true,
					isFinal: false,
					isActive: true,
				},
				{
					name: "Open",
					isInitial: true,
					isDefault: false,
					isFinal: false,
					isActive: true,
				},
				{
					name: "In progress",
					isInitial: false,
					isDefault: false,
					isFinal: false,
					isActive: true,
				},
				{
					name: "Closed",
					isInitial: false,
					isDefault: false,
					isFinal: true,
					isActive: true,
				},
			],
		);
		assert.deepEqual(
			entries.resolutions.map(({ name, isInitial, isDefault, isActive }) => ({
				name,
				isInitial,
				isDefault,
				isActive,
			})),
			[
				{
					name: "Unresolved",
					isInitial: true,
					isDefault: true,
					isActive: true,
				},
				{ name: "Resolved", isInitial: true, isDefault: false, isActive: true },
				{
					name: "Rejected",
					isInitial: false,
					isDefault: false,
					isActive: true,
				},
			],
		);
	});

	test("has Telefonico under Reclamo with four optional fields", () => {
		assert.ok(
			entries.categoryTypes.some(
				(pair) =>
					pair.categoryCode === "Reclamo" && pair.typeCode === "Telefonico",
			),
		);
		assert.equal(
			entries.categories.find(({ code }) => code === "Reclamo")?.name,
			"Reclamo",
		);
		assert.equal(
			entries.types.find(({ code }) => code === "Telefonico")?.isVisibleInApp,
			true,
		);
		assert.deepEqual(
			entries.fields
				.filter(({ typeCode }) => typeCode === "Telefonico")
				.map(({ code, dataType, isRequired }) => [code, dataType, isRequired]),
			[
				["monto", "DECIMAL", false],
				["cantidad", "NUMBER", false],
				["urgente", "BOOLEAN", false],
				["fecha", "DATE", false],
			],
		);
	});

	test("has a system node, a tree, eight types and every kind of field", () => {
		assert.equal(
			entries.categories.find(({ code }) => code === "Sistema")?.isSystem,
			true,
		);
		assert.ok(entries.categories.length >= 4);
		assert.ok(
			entries.categories.some(({ parentCode }) => parentCode === "Reclamo"),
		);
		assert.ok(entries.types.length >= 8);
		assert.deepEqual(
			new Set(entries.fields.map(({ dataType }) => dataType)),
			new Set(dataTypes),
		);
	});

	test("has three touchpoints, of which kiosk may not use Reclamo", () => {
		assert.deepEqual(
			entries.touchpoints.map(({ code, kind }) => [code, kind]),
			[
				["web", "REST"],
				["kiosk", "REST"],
				["callcenter", "CALL_CENTER"],
			],
		);
		const grants = Map.groupBy(
			entries.grants,
			({ touchpointCode }) => touchpointCode,
		);
		assert.deepEqual(
			grants
				.get("web")
				?.map(({ categoryCode, typeCode }) => [categoryCode, typeCode]),
			[["Reclamo", ""]],
		);
		assert.ok((grants.get("kiosk") ?? []).length > 0);
		assert.ok(
			grants
				.get("kiosk")
				?.every(({ categoryCode }) => !categoryCode.startsWith("Reclamo")),
		);
		const open = entries.categories.filter(
			({ parentCode, isSystem }) => parentCode === null && !isSystem,
		);
		assert.deepEqual(
			new Set(
				grants.get("callcenter")?.map(({ categoryCode }) => categoryCode),
			),
			new Set(open.map(({ code }) => code)),
		);
	});
});
