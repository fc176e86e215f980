import {
	type DocumentNode,
	type ExecutionResult,
	type GraphQLSchema,
	NoSchemaIntrospectionCustomRule,
	type ValidationRule,
} from "graphql";
import { type Plugin, YogaServer } from "graphql-yoga";
import type { WordErrors } from "../errors/create-word-errors.ts";
import { maskError } from "../errors/errors.ts";
import type { GraphqlContext } from "../schema/builder.ts";
import { createDocumentCache } from "./document-cache.ts";
import { useDocumentLimits } from "./document-limits.ts";
import { exactJsonRule } from "./exact-json-rule.ts";
import type { Result, RunOperation } from "./run.ts";
import { useClearOperation } from "./use-clear-operation.ts";

type LaneOptions = {
	readonly schema: GraphQLSchema;
	readonly introspection: boolean;
	readonly wordErrors: WordErrors;
	/** Told each document that every rule has let pass, when it runs. */
	readonly admit: (text: string, document: DocumentNode) => void;
};

/** The way of every operation: parsed, limited, validated and executed by Yoga, without its HTTP around it. */
export function createYogaLane({
	schema,
	introspection,
	wordErrors,
	admit,
}: LaneOptions): RunOperation {
	const yoga = new YogaServer<GraphqlContext, object>({
		schema,
		graphqlEndpoint: "/graphql",
		cors: false,
		multipart: false,
		batching: false,
		landingPage: false,
		graphiql: false,
		maxRequestBodySize: false,
		// Faults are logged with their request, by WordErrors.
		logging: false,
		parserAndValidationCache: createDocumentCache(),
		maskedErrors: { maskError },
		plugins: [
			useDocumentLimits({ suggestions: introspection }),
			useWordedErrors(wordErrors),
			useRule(exactJsonRule),
			...(introspection ? [] : [useRule(NoSchemaIntrospectionCustomRule)]),
			useClearOperation(),
			useAdmission(admit),
		],
	});

	return async (params, context) => {
		const operation = { params, request: { method: "POST" } } as never;
		try {
			const result = await yoga.getResultForParams(operation, context as never);
			return (result ?? {}) as Result;
		} catch (error) {
			return { errors: [maskError(error)] };
		}
	};
}

function useWordedErrors(wordErrors: WordErrors): Plugin<GraphqlContext> {
	async function* wordEach(
		results: AsyncIterable<ExecutionResult>,
		context: GraphqlContext,
	): AsyncGenerator<ExecutionResult> {
		for await (const result of results) yield wordErrors(result, context);
	}

	return {
		onExecutionResult({ result, setResult, context: given }) {
			if (!result) return;
			const context = given as unknown as GraphqlContext;
			setResult(
				Symbol.asyncIterator in result
					? wordEach(result, context)
					: wordErrors(result as ExecutionResult, context),
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

function useAdmission(admit: LaneOptions["admit"]): Plugin {
	return {
		onExecute({ args: { contextValue, document } }) {
			const { query } = contextValue.params;
			if (query) admit(query, document);
		},
	};
}
