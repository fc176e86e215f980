import {
	type DocumentNode,
	type GraphQLSchema,
	isNonNullType,
	Kind,
	TypeInfo,
	type VariableDefinitionNode,
	visit,
	visitWithTypeInfo,
} from "graphql";

/**
 * Variables that may be null by their type and are arguments that may not, which a default value makes valid
 * (specification, section 5.8.5): null is refused for these when the field runs.
 */
export function nullRefusingVariables(
	schema: GraphQLSchema,
	document: DocumentNode,
	definitions: readonly VariableDefinitionNode[],
): readonly string[] {
	const nullable = new Set(
		definitions
			.filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE)
			.map(({ variable }) => variable.name.value),
	);
	const refusing = new Set<string>();
	const types = new TypeInfo(schema);
	const visitor = visitWithTypeInfo(types, {
		Argument({ value }) {
			if (
				value.kind === Kind.VARIABLE &&
				nullable.has(value.name.value) &&
				isNonNullType(types.getInputType())
			)
				refusing.add(value.name.value);
		},
	});
	if (nullable.size > 0) visit(document, visitor);
	return [...refusing];
}
