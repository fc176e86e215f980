import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { buildSchema, parse, validate } from "graphql";
import { createCompiler } from "../../src/graphql/execution/compiled/create-compiler.ts";
import type { GraphqlContext } from "../../src/graphql/schema/builder.ts";

const schema = buildSchema(`
	directive @here on FIELD
	scalar JSON
	enum Order { UP DOWN }
	input Deep { texts: [String!] deep: Deep }
	input One @oneOf { a: Int b: Int }
	interface Named { name: String! }
	type Thing implements Named { name: String! fails: Int thing: Thing lines: [Thing!] named: [Named!] }
	type Other { name: String! }
	union Any = Thing | Other
	type Query {
		thing(name: String, order: Order, deep: Deep, json: JSON, one: One, count: Int! = 3): Thing
		any: Any
	}
	type Mutation { change(deep: Deep!): Thing }
	type Subscription { changed: Thing }
`);
const asked: unknown[] = [];
const thing = { name: "t", lines: [{ name: "x" }] };
for (const type of [schema.getQueryType(), schema.getMutationType()])
	for (const field of Object.values(type?.getFields() ?? {}))
		field.resolve = async (_root, args) => {
			asked.push(structuredClone(args));
			return thing;
		};
const { fails } = (
	schema.getType("Thing") as never as typeof schema & {
		getFields(): Record<string, { resolve: () => never }>;
	}
).getFields() as { fails: { resolve: () => never } };
fails.resolve = () => {
	throw new RangeError("of ours");
};

const compile = createCompiler(schema);

/** A document that is valid, compiled. */
function compiled(text: string) {
	const document = parse(text);
	assert.deepEqual(validate(schema, document), []);
	return compile(document);
}

async function run(text: string, variables: Record<string, unknown> = {}) {
	asked.length = 0;
	const document = compiled(text);
	assert.ok(document, "It was not compiled.");
	return document.run({} as GraphqlContext, variables);
}

describe("documents", () => {
	const left: [what: string, text: string][] = [
		["a text", '{ thing(name: "a") { name } }'],
		["a block text", '{ thing(name: """a""") { name } }'],
		["an object", "{ thing(deep: {}) { name } }"],
		["a list", "query($a: [String!]) { thing(deep: {texts: $a}) { name } }"],
		[
			"a variable inside a scalar",
			"query($a: Int) { thing(json: {a: $a}) { name } }",
		],
		["a union", "{ any { ... on Thing { name } } }"],
		["an interface inside", "{ thing { named { name } } }"],
		["a directive", "{ thing { name @here } }"],
		["a condition", "query($a: Boolean!) { thing { name @include(if: $a) } }"],
		["an underscore", "{ a_b: thing { name } }"],
		["__proto__", "{ __proto__: thing { name } }"],
		[
			"a variable __proto__",
			"query($__proto__: String) { thing(name: $__proto__) { name } }",
		],
		["introspection", "{ __schema { types { name } } }"],
		["introspection by another name", '{ a: __type(name: "Thing") { name } }'],
		["two operations", "query A { thing { name } } query B { thing { name } }"],
		["two fields", "{ thing { name } other: thing { name } }"],
		[
			"a fragment for fields",
			"{ ...A } fragment A on Query { thing { name } }",
		],
		["a subscription", "subscription { changed { name } }"],
	];
	for (const [what, text] of left)
		test(`with ${what} are left to be interpreted`, () => {
			assert.equal(compiled(text), null);
		});

	test("cannot put code into what is compiled", () => {
		const mark = "__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d";
		const code = `${mark}globalThis.wasHere=1`;
		compiled(`{ thing(name: ${JSON.stringify(code)}) { name } }`);
		compiled(`query($a: String = "${code}") { thing(name: $a) { name } }`)?.run(
			{} as GraphqlContext,
			{},
		);
		assert.ok(!("wasHere" in globalThis));
	});

	test("run with whole numbers, names of values, true, false and null in place", async () => {
		const result = await run(
			"{ thing(count: 4, order: DOWN, name: null) { __typename name lines { name } } }",
		);
		assert.deepEqual(asked, [{ count: 4, order: "DOWN", name: null }]);
		assert.deepEqual(JSON.parse(JSON.stringify(result)), {
			data: {
				thing: { __typename: "Thing", name: "t", lines: [{ name: "x" }] },
			},
		});
	});

	test("run with a fragment on an interface of an object", async () => {
		const result = await run(
			"{ thing { ...N } } fragment N on Named { __typename name }",
		);
		assert.equal(
			JSON.stringify(result),
			'{"data":{"thing":{"__typename":"Thing","name":"t"}}}',
		);
	});

	test("run with names that every object has", async () => {
		const result = await run(
			"query($constructor: String) { toString: thing(name: $constructor) { hasOwnProperty: name valueOf: lines { constructor: name } } }",
			{ constructor: "c" },
		);
		assert.equal(
			JSON.stringify(result),
			'{"data":{"toString":{"hasOwnProperty":"t","valueOf":[{"constructor":"x"}]}}}',
		);
		assert.deepEqual(asked, [{ name: "c", count: 3 }]);
	});

	test("run with fragments, spread twice", async () => {
		const result = await run(
			"{ thing { ...A lines { ...A } } } fragment A on Thing { name }",
		);
		assert.deepEqual(JSON.parse(JSON.stringify(result)), {
			data: { thing: { name: "t", lines: [{ name: "x" }] } },
		});
	});
});

describe("variables", () => {
	const query =
		'query($deep: Deep, $name: String = "preset", $count: Int) { thing(deep: $deep, name: $name, count: $count) { name } }';

	test("are read by graphql-js, with presets and single values for lists", async () => {
		await run(query, { deep: { texts: "a", deep: { deep: null } } });
		assert.deepEqual(asked, [
			{
				name: "preset",
				count: 3,
				deep: { texts: ["a"], deep: { deep: null } },
			},
		]);
	});

	const refused: [what: string, variables: Record<string, unknown>][] = [
		["a list for an object", { deep: [] }],
		["a list inside for an object", { deep: { deep: [] } }],
		["an unknown member", { deep: { nada: 1 } }],
		["a wrong type", { deep: { texts: [1] } }],
	];
	for (const [what, variables] of refused)
		test(`that are wrong run nothing: ${what}`, async () => {
			assert.equal(await run(query, variables), null);
			assert.deepEqual(asked, []);
		});

	test("that are null for an argument that may not be run nothing", async () => {
		assert.equal(await run(query, { count: null }), null);
		assert.deepEqual(asked, []);
		assert.ok(await run(query, { count: 4, name: null }));
		assert.deepEqual(asked, [{ count: 4, name: null }]);
	});

	test("that are wrong run nothing: two members of a @oneOf", async () => {
		const text = "query($one: One) { thing(one: $one) { name } }";
		assert.equal(await run(text, { one: { a: 1, b: 2 } }), null);
		assert.ok(await run(text, { one: { a: 1 } }));
		assert.deepEqual(asked, [{ one: { a: 1 }, count: 3 }]);
	});
});

describe("errors", () => {
	test("have their place, their path and their cause", async () => {
		const text =
			"mutation($deep: Deep!) {\n\tchange(deep: $deep) {\n\t\tname fails\n\t}\n}";
		const result = await run(text, { deep: {} });
		const [error] = result?.errors ?? [];
		assert.deepEqual(error?.locations, [{ line: 3, column: 8 }]);
		assert.deepEqual(error?.path, ["change", "fails"]);
		assert.ok(error?.originalError instanceof RangeError);
		assert.deepEqual(JSON.parse(JSON.stringify(result?.data)), {
			change: { name: "t", fails: null },
		});
	});
});
