import { isDeepStrictEqual } from "node:util";
import type {
	ExecutionResult,
	GraphQLFieldResolver,
	GraphQLSchema,
} from "graphql";
import { createCompiledExecution } from "../../src/graphql/execution/compiled/create-compiled-execution.ts";
import { createYogaExecution } from "../../src/graphql/execution/create-yoga-execution.ts";
import type {
	ExecutionOptions,
	Result,
	RunOperation,
} from "../../src/graphql/execution/run.ts";
import {
	type AnswerFormat,
	formatAnswer,
} from "../../src/graphql/http/answer.ts";
import { negotiateMediaType } from "../../src/graphql/http/negotiate-media-type.ts";
import type { GraphqlContext } from "../../src/graphql/schema/builder.ts";

/** How many operations of this process were asked of the compiled execution, and how many it took. */
export const compiledCounts = { asked: 0, taken: 0 };

/**
 * Runs each operation by both executions, Yoga first, and stops the test when their answers differ in status, headers or body.
 * Root fields are resolved once: the second execution is handed what the first one got, when it hands in the same arguments.
 */
export function compareExecutions(options: ExecutionOptions): RunOperation {
	resolveRootsOnce(options.schema);
	const { run, remember } = createCompiledExecution({
		...options,
		compileAt: 1,
	});
	const yoga = createYogaExecution({ ...options, remember });
	return async (request, context) => {
		const usual = await yoga(request, context);
		if (Symbol.asyncIterator in usual) return usual;
		const quiet = { ...context, log: { error() {} } };
		const fast = await run(request, quiet);
		compiledCounts.asked++;
		if (fast === null) return usual;
		compiledCounts.taken++;
		const { query, variables } = request;
		const [got, wanted] = [formatted(fast), formatted(usual)];
		if (!isDeepStrictEqual(got, wanted))
			fail(`The executions differ on ${query} with ${JSON.stringify(variables)}:
${JSON.stringify(got[0])}
instead of
${JSON.stringify(wanted[0])}`);
		return fast;
	};
}

function formatted(result: Result) {
	return ["application/json", "application/graphql-response+json", "*/*"].map(
		(accept) =>
			formatAnswer(
				result as ExecutionResult,
				negotiateMediaType(accept).format as AnswerFormat,
			),
	);
}

/** Fails the test that is running, whatever becomes of its request. */
function fail(message: string): never {
	const error = new Error(message.slice(0, 8_000));
	setImmediate(() => {
		throw error;
	});
	throw error;
}

type Resolved = { readonly args: unknown; readonly value: unknown };

/** Remembers what the root fields of a request resolved to: its context of the domain is its own. */
function resolveRootsOnce(schema: GraphQLSchema) {
	const requests = new WeakMap<object, Map<string, Resolved>>();
	for (const type of [schema.getQueryType(), schema.getMutationType()])
		for (const field of Object.values(type?.getFields() ?? {})) {
			const resolve = field.resolve as GraphQLFieldResolver<
				unknown,
				GraphqlContext
			>;
			field.resolve = (root, args, context: GraphqlContext, info) => {
				const fields = requests.get(context.domain) ?? new Map();
				requests.set(context.domain, fields);
				const key = String(info.path.key);
				const known = fields.get(key);
				if (known) {
					if (!isDeepStrictEqual(plain(known.args), plain(args)))
						fail(`The executions give ${field.name} other arguments:
${JSON.stringify(args)} instead of ${JSON.stringify(known.args)}`);
					return known.value;
				}
				const value = attempt(() => resolve(root, args, context, info));
				fields.set(key, { args, value });
				return value;
			};
		}
}

/** What was thrown comes again as a rejection, which an executor treats alike. */
function attempt(resolve: () => unknown): unknown {
	try {
		return resolve();
	} catch (error) {
		const rejected = Promise.reject(error);
		rejected.catch(() => {});
		return rejected;
	}
}

/** graphql-js makes objects without a prototype. */
function plain(value: unknown): unknown {
	return structuredClone(value);
}
