import {
	type GraphQLInputType,
	type GraphQLObjectType,
	type GraphQLOutputType,
	type GraphQLSchema,
	getNamedType,
	getNullableType,
	isAbstractType,
	isEnumType,
	isInputObjectType,
	isLeafType,
	isListType,
	isNonNullType,
	isObjectType,
} from "graphql";
import { createRandom, type Random } from "../crash/random.ts";

const texts = [
	...["Reclamo", "Telefonico", "Created", "Closed", "Resolved", "fuzz-1", ""],
	...["party1@example.com", "operator1@example.com", "atencion", "a\\u0000b"],
	...["é😀", "\\ud83d", "x y", "demo-party-1", "Atención al cliente"],
];
const types = [
	...["Case", "Case", "Case", "CaseComment", "CaseAttachment"],
	...["CaseEvent", "Nada"],
];
const wholeNumbers = ["1", "2", "20", "0", "-1", "100", "101", "2147483648"];
const objects = [
	...['{monto: "1.50"}', "{monto: 1.50}", "{}", "{a: [1, {b: null}]}"],
	...["{urgente: true, cantidad: 3}", "[]", "1", '"x"', "null"],
];

/** A document that the schema allows in its form; what its values mean is another matter. The seed alone decides it. */
export function schemaDocument(
	schema: GraphQLSchema,
	operation: "query" | "mutation" | "subscription",
	seed: string,
): string {
	const random = createRandom(seed);
	const root = schema.getRootType(operation as never) as GraphQLObjectType;
	const count = operation === "query" ? random.integer(1, 3) : 1;
	const fields = Array.from({ length: count }, (_, index) => {
		const field = random.pick(
			Object.values(root.getFields()).filter(
				({ name }) =>
					// A sign-out ends what others use; a password takes a hash that is slow on purpose.
					name !== "signOut" && (name !== "signIn" || random.isOneIn(20)),
			),
		);
		return `r${index}: ${writeField(field.name)(root, random, schema, 1)}`;
	});
	return `${operation} { ${fields.join(" ")} }`;
}

const writeField =
	(name: string) =>
	(
		parent: GraphQLObjectType,
		random: Random,
		schema: GraphQLSchema,
		depth: number,
	): string => {
		const field = parent.getFields()[name];
		if (!field) throw new Error(`${parent.name} has no ${name}.`);
		const given = field.args.filter(
			({ type }) => isNonNullType(type) || random.isOneIn(3),
		);
		const values = given.map(
			(argument) => `${argument.name}: ${writeValue(argument.type, random, 0)}`,
		);
		const list = values.length > 0 ? `(${values.join(", ")})` : "";
		return name + list + writeSelection(field.type, random, schema, depth);
	};

/** Half of the fields, none that would go too deep. */
function writeSelection(
	type: GraphQLOutputType,
	random: Random,
	schema: GraphQLSchema,
	depth: number,
): string {
	const named = getNamedType(type);
	if (isLeafType(named)) return "";
	if (isAbstractType(named)) {
		const parts = schema
			.getPossibleTypes(named)
			.map(
				(possible) =>
					`... on ${possible.name} ${writeSelection(possible, random, schema, depth)}`,
			);
		return ` { __typename ${parts.join(" ")} }`;
	}
	if (!isObjectType(named)) return "";
	const fields = Object.values(named.getFields()).filter(
		(field) =>
			random.isOneIn(2) &&
			(depth < 5 || isLeafType(getNamedType(field.type))) &&
			(isLeafType(getNamedType(field.type)) || random.isOneIn(2)),
	);
	const written = fields.map(({ name }) =>
		writeField(name)(named, random, schema, depth + 1),
	);
	return ` { __typename ${written.join(" ")} }`;
}

function writeValue(
	type: GraphQLInputType,
	random: Random,
	depth: number,
): string {
	if (!isNonNullType(type) && random.isOneIn(8)) return "null";
	const inner = getNullableType(type) as GraphQLInputType;
	if (isListType(inner)) {
		const length = random.integer(0, depth > 2 ? 1 : 3);
		const entries = Array.from({ length }, () =>
			writeValue(inner.ofType as GraphQLInputType, random, depth + 1),
		);
		return `[${entries.join(", ")}]`;
	}
	if (isEnumType(inner)) return random.pick(inner.getValues()).name;
	if (isInputObjectType(inner)) {
		const fields = Object.values(inner.getFields()).filter(
			(field) => isNonNullType(field.type) || random.isOneIn(2),
		);
		const members = fields.map(
			(field) => `${field.name}: ${writeValue(field.type, random, depth + 1)}`,
		);
		return `{${members.join(", ")}}`;
	}
	return writeScalar(String(inner), random);
}

function writeScalar(name: string, random: Random): string {
	switch (name) {
		case "Boolean":
			return random.pick(["true", "false"]);
		case "Int":
		case "SafeInt":
		case "Float":
			return random.pick(wholeNumbers);
		case "JSONObject":
			return random.pick(objects);
		case "ID": {
			const id = `${random.pick(types)}:${random.integer(0, 41)}`;
			return random.isOneIn(9) ? '"x"' : `"${btoa(id)}"`;
		}
		default:
			return `"${random.pick(texts)}"`;
	}
}
