import type { DocumentNode, ExecutionResult, GraphQLSchema } from "graphql";
import type { GraphqlContext } from "./builder.ts";
import { type CompiledDocument, createCompiler } from "./compile-document.ts";
import { bySource } from "./document-cache.ts";
import { maskError } from "./errors.ts";
import type { GraphqlRequest } from "./read-operation.ts";
import type { WordErrors } from "./word-errors.ts";

/** A document that has run before. It is compiled when it comes again: to null, when it is not for this lane. */
type Known = {
	readonly document: DocumentNode;
	compiled?: CompiledDocument | null;
};

type LaneOptions = {
	readonly schema: GraphQLSchema;
	readonly wordErrors: WordErrors;
};

/**
 * The way of a document that comes again: one compiled function in place of the whole of Yoga. Yoga admits a document when
 * it first runs it: parsed, limited and validated by every rule.
 */
export function createExpressLane({ schema, wordErrors }: LaneOptions) {
	const compile = createCompiler(schema);
	const known = bySource<Known>();

	function find({ query, operationName }: GraphqlRequest) {
		const entry = known.get(query);
		if (!entry) return null;
		if (entry.compiled === undefined) entry.compiled = compile(entry.document);
		const { compiled } = entry;
		return (operationName ?? compiled?.name) === compiled?.name
			? compiled
			: null;
	}

	return {
		admit(text: string, document: DocumentNode) {
			if (!known.has(text)) known.set(text, { document });
		},
		/** Null for an operation that takes the other way; nothing of it has run. */
		async run(
			request: GraphqlRequest,
			context: GraphqlContext,
		): Promise<ExecutionResult | null> {
			const result = await find(request)?.run(context, request.variables);
			if (!result) return null;
			const { data = null, errors } = result;
			return errors
				? wordErrors({ errors: errors.map(maskError), data }, context)
				: result;
		},
	};
}
