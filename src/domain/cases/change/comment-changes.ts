import { z } from "zod";
import type { Limits } from "../../input/limits.ts";
import { rule } from "../../input/parse-input.ts";
import { text } from "../case-schemas.ts";

/** A comment to add, or one that a read gave, with its id; what came back is compared with the case. */
export type CommentChange =
	| {
			readonly kind: "added";
			readonly description: string;
			readonly caseInstanceId?: unknown;
	  }
	| {
			readonly kind: "returned";
			readonly id?: unknown;
			readonly caseInstanceId?: unknown;
			readonly description?: unknown;
	  };

/** The comments of an update; the limit is on those to add. */
export function commentChanges(limits: Limits) {
	const anything = z.unknown().optional();
	const added = z
		.object({
			description: text(limits.textLength),
			caseInstanceId: anything,
		})
		.transform((value) => ({ kind: "added", ...value }) as const);
	const returned = z
		.object({
			id: anything,
			caseInstanceId: anything,
			description: anything,
		})
		.transform((value) => ({ kind: "returned", ...value }) as const);
	const change = z.unknown().transform((value, check): CommentChange => {
		const result = (hasId(value) ? returned : added).safeParse(value, {
			reportInput: true,
		});
		if (result.success) return result.data;
		check.issues.push(...(result.error.issues as z.core.$ZodRawIssue[]));
		return z.NEVER;
	});
	return z
		.array(z.unknown())
		.check(
			rule(
				"tooManyComments",
				(value) =>
					value.length <= limits.comments ||
					value.filter((one) => !hasId(one)).length <= limits.comments,
				{ most: limits.comments },
			),
		)
		.pipe(z.array(change))
		.nullish()
		.transform((value) => value ?? []);
}

/** Whether an element of a list says which one of the case's it is. */
export function hasId(
	value: unknown,
): value is Readonly<Record<string, unknown>> {
	return (
		typeof value === "object" &&
		value !== null &&
		((value as { id?: unknown }).id ?? null) !== null
	);
}

/** The texts of the comments to add. */
export function addedComments(
	comments: readonly CommentChange[],
): readonly string[] {
	return comments.flatMap((comment) =>
		comment.kind === "added" ? [comment.description] : [],
	);
}
