import {
	type ArgumentNode,
	type DocumentNode,
	type GraphQLSchema,
	getNamedType,
	Kind,
	type ObjectFieldNode,
	TypeInfo,
	type VariableNode,
	visit,
	visitWithTypeInfo,
} from "graphql";

/** The variables that stand inside a literal of a JSON object, each with the name of the argument or member that it is the value of. */
export function variablesInJson(
	schema: GraphQLSchema,
	document: DocumentNode,
): ReadonlyMap<VariableNode, string> {
	const holders = new Map<VariableNode, string>();
	const types = new TypeInfo(schema);
	const enter = ({ name, value }: ArgumentNode | ObjectFieldNode) => {
		const type = getNamedType(types.getInputType());
		if (type?.name !== "JSONObject" || value.kind === Kind.VARIABLE) return;
		visit(value, {
			Variable: (variable) => {
				holders.set(variable, name.value);
			},
		});
	};
	visit(
		document,
		visitWithTypeInfo(types, { Argument: enter, ObjectField: enter }),
	);
	return holders;
}
