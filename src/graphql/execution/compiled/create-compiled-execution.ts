import type { DocumentNode } from "graphql";
import { createFormatErrors } from "../../errors/create-format-errors.ts";
import { maskError } from "../../errors/errors.ts";
import { bySource } from "../document-cache.ts";
import type { ExecutionOptions, FirstExecution } from "../run.ts";
import { type CompiledDocument, createCompiler } from "./create-compiler.ts";

type Options = ExecutionOptions & {
	/** After how many returns a document is compiled; that return is already answered by the compiled function. */
	readonly compileAt?: number;
};

/** A document that has run before. One that is not for the compiler is compiled to null. */
type Known = {
	readonly document: DocumentNode;
	/** How often it came again before it was compiled. */
	returns: number;
	compiled?: CompiledDocument | null;
};

/** Compiling takes several times as long as validating, so a caller must not be able to cause it by sending each of many documents twice. */
const usualReturns = 4;

/**
 * The compiled execution: a document that comes again and again becomes one function, by graphql-jit, in place of Yoga's
 * execution and the interpretation by graphql-js. It saves about a fifth of the CPU of a create.
 *
 * - It checks no document. Yoga parses, limits and validates each one, and has it remembered when it runs; the fourth time
 *   that its text comes again it is compiled.
 * - It never answers otherwise than Yoga. What graphql-jit treats in another way is left to Yoga: documents that are not
 *   plain (plain-operation.ts has the list and the reasons), and variables that are refused, for which graphql-js has the
 *   message. It reads variables itself (create-variable-reader.ts, null-refusing-variables.ts), and completes errors
 *   (locate-error.ts). create-compiler.ts says why.
 * - The servers of the tests run each operation by both executions, and fail where they differ.
 * - This folder can be deleted: create-run-operation.ts alone imports it, and with null in its place Yoga runs every operation.
 */
export function createCompiledExecution({
	schema,
	introspection,
	compileAt = usualReturns,
}: Options): FirstExecution {
	const formatErrors = createFormatErrors({ schema, mayName: introspection });
	const compile = createCompiler(schema, ({ data = null, errors }, context) =>
		formatErrors({ errors: errors?.map(maskError) ?? [], data }, context),
	);
	const known = bySource<Known>();

	return {
		remember(text, document) {
			if (!known.has(text)) known.set(text, { document, returns: 0 });
		},
		run({ query, operationName, variables }, context) {
			const entry = known.get(query);
			if (!entry) return null;
			if (entry.compiled === undefined) {
				if (++entry.returns < compileAt) return null;
				entry.compiled = compile(entry.document);
			}
			const { compiled } = entry;
			return compiled && (operationName ?? compiled.name) === compiled.name
				? compiled.run(context, variables)
				: null;
		},
	};
}
