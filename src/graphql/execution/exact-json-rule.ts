import {
	type ASTVisitor,
	type GraphQLInputType,
	getNamedType,
	isEnumType,
	Kind,
	type OperationDefinitionNode,
	type ValidationContext,
} from "graphql";
import { readType } from "../errors/read-type.ts";
import { SentenceGraphqlError } from "../errors/sentence-graphql-error.ts";
import { sayGraphql } from "../messages/say-graphql.ts";
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
					new SentenceGraphqlError(
						sayGraphql("variableInexact", {
							name,
							type: String(type),
							holder,
						}),
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

function isExact(type: GraphQLInputType): boolean {
	const named = getNamedType(type);
	return isEnumType(named) || exactScalars.has(named.name);
}
