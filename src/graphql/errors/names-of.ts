import {
	type GraphQLSchema,
	isInputObjectType,
	isInterfaceType,
	isObjectType,
} from "graphql";

/** Every name of a field, an argument or a member of an input. */
export function namesOf(schema: GraphQLSchema): Set<string> {
	const names = new Set<string>();
	for (const type of Object.values(schema.getTypeMap())) {
		const fields =
			isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
				? Object.values(type.getFields())
				: [];
		for (const field of fields) {
			names.add(field.name);
			if ("args" in field) for (const { name } of field.args) names.add(name);
		}
	}
	return names;
}
