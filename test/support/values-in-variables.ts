import {
	type DocumentNode,
	type GraphQLSchema,
	Kind,
	print,
	TypeInfo,
	valueFromASTUntyped,
	visit,
	visitWithTypeInfo,
} from "graphql";

/** The same operation with each value of an argument in a variable of its own. */
export function withValuesInVariables(
	schema: GraphQLSchema,
	document: DocumentNode,
): { query: string; variables: Record<string, unknown> } {
	const types = new TypeInfo(schema);
	const variables: Record<string, unknown> = {};
	const declared: string[] = [];
	const hoisted = visit(
		document,
		visitWithTypeInfo(types, {
			Argument(node) {
				const name = `v${declared.length}`;
				declared.push(`$${name}: ${types.getInputType()}`);
				variables[name] = valueFromASTUntyped(node.value);
				const variable = { kind: Kind.NAME, value: name } as const;
				return { ...node, value: { kind: Kind.VARIABLE, name: variable } };
			},
		}),
	);
	const text = print(hoisted);
	const query =
		declared.length === 0
			? text
			: text.replace(
					/^(?:query |mutation )?\{/,
					(start) =>
						`${start.startsWith("mutation") ? "mutation" : "query"} (${declared.join(", ")}) {`,
				);
	return { query, variables };
}
