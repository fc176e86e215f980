import {
	type DocumentNode,
	type ExecutionResult,
	GraphQLScalarType,
	GraphQLSchema,
	type Location,
	OperationTypeNode,
	parseType,
	visit,
} from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import type { FormatErrors } from "../../errors/create-format-errors.ts";
import type { GraphqlContext } from "../../schema/builder.ts";
import { createVariableReader } from "./create-variable-reader.ts";
import { locateError } from "./locate-error.ts";
import { nullRefusingVariables } from "./null-refusing-variables.ts";
import { plainOperation } from "./plain-operation.ts";

/** A document as one function. */
export type CompiledDocument = {
	/** The name of its one operation. */
	readonly name: string | null;
	/** Null when variables are refused: nothing has run. */
	readonly run: (
		context: GraphqlContext,
		variables: Variables,
	) => Promise<ExecutionResult> | null;
};

type Variables = Readonly<Record<string, unknown>>;

/**
 * A compiler of documents that are valid, by graphql-jit. It answers null for a document that is not plain. Of plain
 * ones, two things are kept from it:
 * - variables are read before: the compiler's own reading takes `[]` for an object, knows no `@oneOf`, and quotes in each error
 *   all of the input. It also calls a resolver with null where a variable that may be null is an argument that may not;
 * - a mutation is run as a query of the type of mutations: what it does to run one after another keeps each request in
 *   memory until the next full collection, and a document holds one change.
 *
 * A result with errors is passed through `formatErrors`.
 */
export function createCompiler(
	schema: GraphQLSchema,
	formatErrors: FormatErrors = (result) => result,
) {
	const read = new GraphQLScalarType({ name: "ReadVariable" });
	const config = { ...schema.toConfig(), assumeValid: true };
	const types = [...config.types, read];
	const schemas = {
		query: new GraphQLSchema({ ...config, types }),
		mutation: new GraphQLSchema({ ...config, types, query: config.mutation }),
	};

	return (document: DocumentNode): CompiledDocument | null => {
		const operation = plainOperation(schema, document);
		if (!operation) return null;
		const { name, variableDefinitions = [] } = operation;
		const compiled = compileQuery(
			schemas[operation.operation],
			asQuery(document, read.name),
			"",
			{ disablingCapturingStackErrors: true },
		);
		if (!isCompiledQuery(compiled)) return null;
		const readVariables = createVariableReader(schema, variableDefinitions);
		const refusing = nullRefusingVariables(
			schema,
			document,
			variableDefinitions,
		);
		const { query } = compiled;
		async function execute(context: GraphqlContext, values: Variables) {
			const result = await query(undefined, context, values);
			if (!result.errors) return result;
			// Documents are parsed with their locations.
			const errors = result.errors.map((error) =>
				locateError(error, document.loc as Location),
			);
			return formatErrors({ ...result, errors }, context);
		}
		return {
			name: name?.value ?? null,
			run(context, variables) {
				const values = readVariables(variables);
				if (values === null) return null;
				for (const name of refusing) if (values[name] === null) return null;
				return execute(context, values);
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
