import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
	buildSchema,
	getVariableValues,
	Kind,
	type OperationDefinitionNode,
	parse,
} from "graphql";
import { createVariableReader } from "../../src/graphql/execution/compiled/create-variable-reader.ts";

const schema = buildSchema(`
	scalar Any
	enum Order { UP DOWN }
	input Deep { text: String! = "preset" texts: [String!] deep: Deep order: Order any: Any }
	input One @oneOf { id: ID count: Int }
	type Query { a(id: ID, share: Float, flag: Boolean): Int }
`);
const [operation] = parse(`query (
	$deep: Deep!, $many: [Deep], $lists: [[Int!]!] = [[1]], $one: One, $flag: Boolean = true, $share: Float, $need: ID!
) { a }`).definitions as readonly OperationDefinitionNode[];
assert.equal(operation?.kind, Kind.OPERATION_DEFINITION);
const definitions = operation.variableDefinitions ?? [];

/** JSON in which the names of members fit now and then. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 4 },
		fc.constantFrom(null, true, false, "", "UP", "x", 0, 1, -1, 1.5, 2 ** 31),
		fc.array(tie("value"), { maxLength: 3 }),
		fc.dictionary(
			fc.constantFrom(
				"text",
				"texts",
				"deep",
				"order",
				"any",
				"id",
				"count",
				"nada",
			),
			tie("value"),
			{ maxKeys: 3, noNullPrototype: true },
		),
	),
}));
/** What fits, and now and then what does not. */
const mostly = (...fitting: fc.Arbitrary<unknown>[]) =>
	fc.oneof(...fitting.map((arbitrary) => ({ arbitrary, weight: 12 })), {
		arbitrary: value,
		weight: 1,
	});
const { deep } = fc.letrec<{ deep: object }>((tie) => ({
	deep: fc.record(
		{
			text: mostly(fc.string()),
			texts: mostly(fc.array(fc.string()), fc.string()),
			deep: fc.oneof(fc.constant(null), tie("deep")),
			order: fc.constantFrom("UP", "DOWN", null),
			any: value,
		},
		{ requiredKeys: [], noNullPrototype: true },
	),
}));
const inputs = fc.record(
	{
		deep: mostly(deep),
		many: mostly(deep, fc.array(deep, { maxLength: 3 })),
		lists: mostly(fc.integer(), fc.array(fc.array(fc.integer()))),
		one: mostly(
			fc.record({ id: fc.string() }),
			fc.record({ count: fc.integer() }),
		),
		flag: mostly(fc.boolean()),
		share: mostly(fc.double({ noNaN: true, noDefaultInfinity: true })),
		need: mostly(fc.string(), fc.integer()),
		beside: value,
	},
	{ requiredKeys: ["deep", "need"], noNullPrototype: true },
);

test("variables are read as graphql-js reads them, and refused where it does", () => {
	const read = createVariableReader(schema, definitions);
	const seen = { taken: 0, refused: 0 };
	fc.assert(
		fc.property(inputs, (given) => {
			const { coerced } = getVariableValues(schema, definitions, given);
			const values = read(given);
			if (coerced) {
				assert.deepEqual(structuredClone(values), structuredClone(coerced));
				seen.taken++;
			} else {
				assert.equal(values, null);
				seen.refused++;
			}
		}),
		{ numRuns: 5_000, seed: 20261125 },
	);
	assert.ok(seen.taken > 500 && seen.refused > 500, JSON.stringify(seen));
});
