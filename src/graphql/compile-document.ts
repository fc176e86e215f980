import {
	BREAK,
	type DocumentNode,
	type ExecutionResult,
	GraphQLError,
	GraphQLScalarType,
	GraphQLSchema,
	getVariableValues,
	Kind,
	type Location,
	type OperationDefinitionNode,
	OperationTypeNode,
	parseType,
	type SourceLocation,
	type ValueNode,
	visit,
} from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import type { GraphqlContext } from "./builder.ts";

/** A document as one function. */
export type CompiledDocument = {
	/** The name of its one operation. */
	readonly name: string | null;
	/** Null when graphql-js refuses the variables: nothing has run. */
	readonly run: (
		context: GraphqlContext,
		variables: Variables,
	) => Promise<ExecutionResult | null>;
};

type Variables = Readonly<Record<string, unknown>>;

/**
 * A compiler of documents that are valid, by graphql-jit. It answers null for a document that it would treat otherwise
 * than graphql-js does. Two things are kept from it:
 * - variables are read by graphql-js: the compiler's own reading takes `[]` for an object, knows no `@oneOf`, and words
 *   each error with all of the input;
 * - a mutation is run as a query of the type of mutations: what it does to run one after another keeps each request in
 *   memory until the next full collection, and a document holds one change.
 */
export function createCompiler(schema: GraphQLSchema) {
	const read = new GraphQLScalarType({ name: "ReadVariable" });
	const config = { ...schema.toConfig(), assumeValid: true };
	const types = [...config.types, read];
	const schemas = {
		query: new GraphQLSchema({ ...config, types }),
		mutation: new GraphQLSchema({ ...config, types, query: config.mutation }),
	};

	return (document: DocumentNode): CompiledDocument | null => {
		const operation = onlyOperation(document);
		if (!operation || !isPlain(document)) return null;
		const { name, variableDefinitions = [] } = operation;
		const compiled = compileQuery(
			schemas[operation.operation],
			asQuery(document, read.name),
			"",
			{ disablingCapturingStackErrors: true },
		);
		if (!isCompiledQuery(compiled)) return null;
		return {
			name: name?.value ?? null,
			async run(context, variables) {
				const { coerced } = getVariableValues(
					schema,
					variableDefinitions,
					variables,
					{ maxErrors: 1 },
				);
				if (!coerced) return null;
				const result = await compiled.query(undefined, context, coerced);
				const errors = result.errors?.map((error) =>
					located(error, document.loc as Location),
				);
				return errors ? { ...result, errors } : result;
			},
		};
	};
}

/** The same document as a query whose variables are all of one scalar that takes them as they are. */
function asQuery(document: DocumentNode, scalar: string): DocumentNode {
	const type = parseType(scalar);
	return visit(document, {
		OperationDefinition: (node) => ({
			...node,
			operation: OperationTypeNode.QUERY,
		}),
		VariableDefinition: ({ kind, variable }) => ({ kind, variable, type }),
	});
}

/** An error as graphql-js has it: the compiler's own know lines and columns alone, and no cause where a value was missing. */
function located(
	{ message, path, locations, originalError }: GraphQLError,
	{ source }: Location,
): GraphQLError {
	return new GraphQLError(message, {
		source,
		positions:
			locations?.map((place) => positionOf(source.body, place)) ?? null,
		path: path ?? null,
		originalError: originalError ?? new Error(message),
	});
}

/** The inverse of graphql-js' `getLocation`. */
function positionOf(text: string, { line, column }: SourceLocation): number {
	const lineEnds = [...text.matchAll(/\r\n|[\n\r]/g)];
	const before = lineEnds[line - 2];
	return (before ? before.index + before[0].length : 0) + column - 1;
}

type Runnable = Omit<OperationDefinitionNode, "operation"> & {
	readonly operation: "query" | "mutation";
};

/** The one query or mutation of a document, if it asks for one field: of two that fail, either may be the one that is told. */
function onlyOperation({ definitions }: DocumentNode): Runnable | null {
	const [operation, ...others] = definitions.filter(
		(node) => node.kind === Kind.OPERATION_DEFINITION,
	);
	if (!operation || others.length > 0) return null;
	const [root, ...more] = operation.selectionSet.selections;
	return operation.operation !== "subscription" &&
		root?.kind === Kind.FIELD &&
		more.length === 0
		? (operation as Runnable)
		: null;
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
 * - introspection, which answers the types that are here for the compiler alone.
 */
function isPlain(document: DocumentNode): boolean {
	let plain = true;
	const stop = () => {
		plain = false;
		return BREAK;
	};
	const check = (isGood: boolean) => (isGood ? undefined : stop());
	visit(document, {
		Directive: stop,
		Field: ({ name, alias = name }) =>
			check([name, alias].every(({ value }) => plainName.test(value))),
		Argument: ({ value }) => check(pasted.has(value.kind)),
	});
	return plain;
}
