import {
	BREAK,
	type DocumentNode,
	type GraphQLSchema,
	getNamedType,
	isAbstractType,
	Kind,
	type OperationDefinitionNode,
	OperationTypeNode,
	TypeInfo,
	type ValueNode,
	visit,
	visitWithTypeInfo,
} from "graphql";

/** A query or a mutation. */
type Runnable = OperationDefinitionNode & {
	readonly operation: OperationTypeNode.QUERY | OperationTypeNode.MUTATION;
};

/** The operation of a document that the compiler treats as graphql-js does; null for any other document. */
export function plainOperation(
	schema: GraphQLSchema,
	document: DocumentNode,
): Runnable | null {
	const operation = onlyOperation(document);
	return operation && isPlain(schema, document) ? operation : null;
}

/** The one query or mutation of a document, if it asks for one field: of two that fail, either may be the one that is told. */
function onlyOperation({ definitions }: DocumentNode): Runnable | null {
	const [operation, ...others] = definitions.filter(
		(node) => node.kind === Kind.OPERATION_DEFINITION,
	);
	if (!operation || others.length > 0) return null;
	const [root, ...more] = operation.selectionSet.selections;
	return isRunnable(operation) && root?.kind === Kind.FIELD && more.length === 0
		? operation
		: null;
}

function isRunnable(node: OperationDefinitionNode): node is Runnable {
	return node.operation !== OperationTypeNode.SUBSCRIPTION;
}

/** Values that the compiler may paste into code: those that hold no text of the caller, who puts such text into variables. */
const pasted: ReadonlySet<ValueNode["kind"]> = new Set([
	Kind.VARIABLE,
	Kind.INT,
	Kind.BOOLEAN,
	Kind.ENUM,
	Kind.NULL,
]);

/** Names that stay apart when the compiler joins those of a path with underscores; `__proto__` and `__schema` are none of them. */
const plainName = /^(?:[A-Za-z0-9]+|__typename)$/;

/**
 * Whether a document has none of what the compiler is wrong about:
 * - texts, lists and objects among its values: it finds dates in generated code by a mark that a caller can write too,
 *   and leaves variables inside literals of custom scalars out;
 * - directives: a fragment that is spread twice has them once;
 * - names with underscores: a path of two and a name of one can become one;
 * - fields of interfaces and unions: a resolver of types that fails would answer nobody, and end the process;
 * - introspection, which answers the types that are here for the compiler alone.
 */
function isPlain(schema: GraphQLSchema, document: DocumentNode): boolean {
	const types = new TypeInfo(schema);
	let plain = true;
	const stop = () => {
		plain = false;
		return BREAK;
	};
	const check = (isGood: boolean) => (isGood ? undefined : stop());
	const visitor = visitWithTypeInfo(types, {
		Directive: stop,
		Field: ({ name, alias = name }) =>
			check(
				[name, alias].every(({ value }) => plainName.test(value)) &&
					!isAbstractType(getNamedType(types.getType())),
			),
		Variable: ({ name }) => check(plainName.test(name.value)),
		Argument: ({ value }) => check(pasted.has(value.kind)),
	});
	visit(document, visitor);
	return plain;
}
