import type { Limits } from "../limits.ts";
import { type Parsed, parseObject } from "../parse-input.ts";
import { caseData, code, comments } from "./case-shapes.ts";
import type { CreateCaseCommand } from "./parse-create-case.ts";

/** A new state of a case; null where it stays as it is. */
export type UpdateCaseCommand = Omit<CreateCaseCommand, "attachments">;

/** The one parse function of update, for both doors. */
export type ParseUpdateCase = (raw: unknown) => Parsed<UpdateCaseCommand>;

export function updateCaseParser(limits: Limits): ParseUpdateCase {
	return parseObject({
		categoryCode: code,
		typeCode: code,
		status: code,
		resolution: code,
		comments: comments(limits),
		caseData,
	});
}
