import {
	type ArgumentNode,
	type ASTVisitor,
	GraphQLError,
	type GraphQLInputType,
	getNamedType,
	isEnumType,
	Kind,
	type ObjectFieldNode,
	typeFromAST,
	type ValidationContext,
	type VariableNode,
	visit,
} from "graphql";

/** Scalars whose variables reach a JSON object as they were sent. */
const exactScalars: ReadonlySet<string> = new Set([
	...["Boolean", "ID", "Int", "JSONObject", "SafeInt", "String"],
]);

/**
 * Refuses variables inside a literal of a JSON object that are no longer what was sent when the literal is read: a Float
 * is a double, which has lost the digits of `12.50`, and a DateTime is a date.
 */
export function exactJsonRule(context: ValidationContext): ASTVisitor {
	/** Where each variable stands that is inside such a literal. */
	const holders = new Map<VariableNode, string>();
	const enter = ({ name, value }: ArgumentNode | ObjectFieldNode) => {
		const type = getNamedType(context.getInputType());
		if (type?.name !== "JSONObject" || value.kind === Kind.VARIABLE) return;
		visit(value, {
			Variable: (variable) => {
				holders.set(variable, name.value);
			},
		});
	};

	return {
		Argument: enter,
		ObjectField: enter,
		Document: {
			leave({ definitions }) {
				if (holders.size === 0) return;
				for (const operation of definitions) {
					if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
					for (const { node } of context.getRecursiveVariableUsages(
						operation,
					)) {
						const holder = holders.get(node);
						const declared = operation.variableDefinitions?.find(
							({ variable }) => variable.name.value === node.name.value,
						);
						const type =
							declared &&
							(typeFromAST(
								context.getSchema(),
								declared.type as never,
							) as GraphQLInputType);
						if (holder && type && !isExact(type))
							context.reportError(refused(node, holder, type));
					}
				}
			},
		},
	};
}

function isExact(type: GraphQLInputType): boolean {
	const named = getNamedType(type);
	return isEnumType(named) || exactScalars.has(named.name);
}

function refused(
	node: VariableNode,
	holder: string,
	type: GraphQLInputType,
): GraphQLError {
	const name = `$${node.name.value}`;
	return new GraphQLError(
		`Variable "${name}" of type "${type}" does not keep its exact value inside ${holder}; send ${holder} as one variable of type "JSONObject", or declare "${name}" as a "String".`,
		{ nodes: node },
	);
}
