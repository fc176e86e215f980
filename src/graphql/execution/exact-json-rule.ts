import {
	type ASTVisitor,
	GraphQLError,
	type GraphQLInputType,
	getNamedType,
	isEnumType,
	Kind,
	type OperationDefinitionNode,
	type ValidationContext,
} from "graphql";
import { readType } from "../errors/read-type.ts";
import { variablesInJson } from "./variables-in-json.ts";

/** Scalars whose variables reach a JSON object as they were sent. */
const exactScalars: ReadonlySet<string> = new Set([
	...["Boolean", "ID", "Int", "JSONObject", "SafeInt", "String"],
]);

/**
 * Refuses variables inside a literal of a JSON object that are no longer what was sent when the literal is read: a Float
 * is a double, which has lost the digits of `12.50`, and a DateTime is a date.
 */
export function exactJsonRule(context: ValidationContext): ASTVisitor {
	function check(
		operation: OperationDefinitionNode,
		holders: ReturnType<typeof variablesInJson>,
	) {
		for (const { node } of context.getRecursiveVariableUsages(operation)) {
			const holder = holders.get(node);
			const name = node.name.value;
			const declared = operation.variableDefinitions?.find(
				({ variable }) => variable.name.value === name,
			);
			if (holder === undefined || declared === undefined) continue;
			const type = readType(context.getSchema(), declared.type);
			if (type && !isExact(type))
				context.reportError(
					new GraphQLError(
						describeInexact(
							`Variable "$${name}" of type "${type}"`,
							name,
							holder,
						),
						{ nodes: node },
					),
				);
		}
	}

	return {
		Document(document) {
			const holders = variablesInJson(context.getSchema(), document);
			if (holders.size === 0) return;
			for (const node of document.definitions)
				if (node.kind === Kind.OPERATION_DEFINITION) check(node, holders);
		},
	};
}

/** Says of a variable inside a literal that what was sent would be lost. */
export function describeInexact(
	what: string,
	name: string,
	holder: string,
): string {
	return `${what} does not keep its exact value inside ${holder}; send ${holder} as one variable of type "JSONObject", or declare "$${name}" as a "String".`;
}

function isExact(type: GraphQLInputType): boolean {
	const named = getNamedType(type);
	return isEnumType(named) || exactScalars.has(named.name);
}
