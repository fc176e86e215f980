import { createCompiledExecution } from "./compiled/create-compiled-execution.ts";
import { createYogaExecution } from "./create-yoga-execution.ts";
import type { ExecutionOptions, FirstExecution, RunOperation } from "./run.ts";

/** Runs every operation: compiled where that execution takes it, by Yoga otherwise; with null for the first, always by Yoga. */
export function createRunOperation(
	options: ExecutionOptions,
	first: FirstExecution | null = createCompiledExecution(options),
): RunOperation {
	if (first === null) return createYogaExecution(options);
	const { run, remember } = first;
	const yoga = createYogaExecution({ ...options, remember });
	return (request, context) => run(request, context) ?? yoga(request, context);
}
