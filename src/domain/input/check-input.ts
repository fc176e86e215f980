import type { z } from "zod";
import { describeIssue } from "./file-problem.ts";

type Checked<Value> =
	| { readonly value: Value; readonly problems: readonly [] }
	| { readonly value: null; readonly problems: readonly z.core.$ZodIssue[] };

/** Checks what an administrator wrote against its schema; never fails, and answers every problem. */
export function checkInput<Schema extends z.ZodType>(
	schema: Schema,
	raw: unknown,
): Checked<z.output<Schema>> {
	const result = schema.safeParse(raw, {
		error: describeIssue,
		reportInput: true,
	});
	return result.success
		? { value: result.data, problems: [] }
		: { value: null, problems: result.error.issues };
}
