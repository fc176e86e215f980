import {
	type ExecutionResult,
	NoSchemaIntrospectionCustomRule,
	type ValidationRule,
} from "graphql";
import { type GraphQLParams, type Plugin, YogaServer } from "graphql-yoga";
import {
	createFormatErrors,
	type FormatErrors,
} from "../errors/create-format-errors.ts";
import { maskError } from "../errors/errors.ts";
import type { GraphqlContext } from "../schema/builder.ts";
import { createDocumentCache } from "./document-cache.ts";
import { useDocumentLimits } from "./document-limits.ts";
import { exactJsonRule } from "./exact-json-rule.ts";
import type { ExecutionOptions, FirstExecution, RunOperation } from "./run.ts";
import { useClearOperation } from "./use-clear-operation.ts";

type Remember = FirstExecution["remember"];

type Options = ExecutionOptions & { readonly remember?: Remember };

/** The execution of every operation: parsed, limited, validated and executed by Yoga, without its HTTP around it. */
export function createYogaExecution({
	schema,
	introspection,
	remember,
}: Options): RunOperation {
	const formatErrors = createFormatErrors({ schema, mayName: introspection });
	const yoga = new YogaServer<GraphqlContext, object>({
		schema,
		graphqlEndpoint: "/graphql",
		cors: false,
		multipart: false,
		batching: false,
		landingPage: false,
		graphiql: false,
		maxRequestBodySize: false,
		// Faults are logged with their request, by formatErrors.
		logging: false,
		parserAndValidationCache: createDocumentCache(),
		maskedErrors: { maskError },
		plugins: [
			useDocumentLimits({ suggestions: introspection }),
			useFormattedErrors(formatErrors),
			useRule(exactJsonRule),
			...(introspection ? [] : [useRule(NoSchemaIntrospectionCustomRule)]),
			useClearOperation(),
			...(remember ? [useRemembering(remember)] : []),
		],
	});

	return async (params, context) => {
		// Yoga reads the method alone of the request, and takes null for no name.
		const operation = {
			params: params as GraphQLParams,
			request: { method: "POST" } as Request,
		};
		try {
			const result = await yoga.getResultForParams(operation, context);
			return result ?? {};
		} catch (error) {
			return { errors: [maskError(error)] };
		}
	};
}

function useFormattedErrors(
	formatErrors: FormatErrors,
): Plugin<GraphqlContext> {
	async function* formatEach(
		results: AsyncIterable<ExecutionResult>,
		context: GraphqlContext,
	): AsyncGenerator<ExecutionResult> {
		for await (const result of results) yield formatErrors(result, context);
	}

	return {
		onExecutionResult({ result, setResult, context: given }) {
			if (!result) return;
			// The hook's type leaves out the context that the operation was given.
			const context = given as typeof given & GraphqlContext;
			setResult(
				Symbol.asyncIterator in result
					? formatEach(result, context)
					: formatErrors(result, context),
			);
		},
	};
}

function useRule(rule: ValidationRule): Plugin {
	return {
		onValidate({ addValidationRule }) {
			addValidationRule(rule);
		},
	};
}

function useRemembering(remember: Remember): Plugin {
	return {
		onExecute({ args: { contextValue, document } }) {
			const { query } = contextValue.params;
			if (query) remember(query, document);
		},
	};
}
