import type { DocumentNode, ExecutionResult, GraphQLSchema } from "graphql";
import type { WordErrors } from "../../errors/create-word-errors.ts";
import { maskError } from "../../errors/errors.ts";
import type { GraphqlRequest } from "../../http/read-operation.ts";
import type { GraphqlContext } from "../../schema/builder.ts";
import { bySource } from "../document-cache.ts";
import { type CompiledDocument, createCompiler } from "./create-compiler.ts";

/** A document that has run before. One that is not for this lane is compiled to null. */
type Known = {
	readonly document: DocumentNode;
	/** How often it came again before it was compiled. */
	returns: number;
	compiled?: CompiledDocument | null;
};

export type ExpressOptions = {
	readonly schema: GraphQLSchema;
	readonly wordErrors: WordErrors;
	/** How often a document comes again before it is compiled, the time that it is included. */
	readonly compileAt?: number;
};

/** Compiling takes some times as long as validating: nobody shall gain by sending each of many documents twice. */
const usualReturns = 4;

/**
 * The way of a document that comes again and again: one compiled function in place of the whole of Yoga. Yoga admits a document when
 * it first runs it: parsed, limited and validated by every rule.
 */
export function createExpressLane({
	schema,
	wordErrors,
	compileAt = usualReturns,
}: ExpressOptions) {
	const compile = createCompiler(schema);
	const known = bySource<Known>();

	function find({ query, operationName }: GraphqlRequest) {
		const entry = known.get(query);
		if (!entry) return null;
		if (entry.compiled === undefined) {
			if (++entry.returns < compileAt) return null;
			entry.compiled = compile(entry.document);
		}
		const { compiled } = entry;
		return (operationName ?? compiled?.name) === compiled?.name
			? compiled
			: null;
	}

	async function worded(
		answer: Promise<ExecutionResult>,
		context: GraphqlContext,
	): Promise<ExecutionResult> {
		const result = await answer;
		const { data = null, errors } = result;
		return errors
			? wordErrors({ errors: errors.map(maskError), data }, context)
			: result;
	}

	return {
		admit(text: string, document: DocumentNode) {
			if (!known.has(text)) known.set(text, { document, returns: 0 });
		},
		/** Null for an operation that takes the other way; nothing of it has run. */
		run(
			request: GraphqlRequest,
			context: GraphqlContext,
		): Promise<ExecutionResult> | null {
			const answer = find(request)?.run(context, request.variables) ?? null;
			return answer && worded(answer, context);
		},
	};
}
