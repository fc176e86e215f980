import { z } from "zod";
import type { Limits } from "../../input/limits.ts";
import { type Parsed, parseObject } from "../../input/parse-input.ts";
import { caseData, code } from "../case-schemas.ts";
import type { CreateCaseCommand } from "../create/create-case-parser.ts";
import { type CommentChange, commentChanges } from "./comment-changes.ts";

/** A new state of a case; null where it stays as it is. */
export type UpdateCaseCommand = Omit<
	CreateCaseCommand,
	"comments" | "attachments"
> & {
	readonly comments: readonly CommentChange[];
	/** The other members of a read that were sent back; they are compared with the case. */
	readonly id: unknown;
	readonly categoryName: unknown;
	readonly attachments: readonly unknown[];
};

/** The one parse function of update, for both protocols. */
export type ParseUpdateCase = (raw: unknown) => Parsed<UpdateCaseCommand>;

/** The keys that elements of lists may have: those that a read answers. */
const elementKeys = {
	comments: new Set(["id", "caseInstanceId", "description"]),
	attachments: new Set(["id", "fileName", "contentType", "size", "content"]),
};

export function updateCaseParser(limits: Limits): ParseUpdateCase {
	return parseObject(
		{
			categoryCode: code,
			typeCode: code,
			status: code,
			resolution: code,
			comments: commentChanges(limits),
			caseData,
			id: z.unknown(),
			categoryName: z.unknown(),
			attachments: z
				.array(z.unknown())
				.nullish()
				.transform((value) => value ?? []),
		},
		elementKeys,
	);
}
