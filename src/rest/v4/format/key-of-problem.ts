import type { Problem } from "../../../domain/problems/problem.ts";
import type { ProblemCode } from "../../../domain/problems/problem-codes.ts";

/** Members of a request whose key has another name. */
const memberKeys: Readonly<Record<string, string>> = {
	categoryCode: "category",
	typeCode: "categoryOrType",
	status: "caseStatus",
	resolution: "caseResolutionType",
	attachments: "attachements",
};

/** Codes that have a key of their own, whatever the path. */
const codeKeys: Partial<Record<ProblemCode, string>> = {
	INVALID_CODE: "categoryOrType",
	CASE_NOT_FOUND: "case",
	CASE_ALREADY_CLOSED: "case",
	COMMENT_NOT_FOUND: "comment",
	ASSIGNEE_MISSING: "assignment",
	ASSIGNEE_AMBIGUOUS: "assignment",
	ALREADY_SIGNED_IN: "execution",
};

/** The key of a problem in `errors`, `warnings` and `messages`. */
export function keyOfProblem({ code, path }: Problem): string {
	const own = codeKeys[code];
	if (own) return own;
	if (code === "DUPLICATE_KEY") return path.join(".");
	if (code === "UNKNOWN_FIELD" && path.length === 1) return path.join(".");
	const [member = "error", ...rest] = path;
	return [memberKeys[member] ?? member, ...rest].join(".");
}
