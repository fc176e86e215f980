import { type Problem, problem } from "../../../domain/problems/problem.ts";

/** The v4 body in the words of the domain: v4's spelling of attachments becomes ours. */
export function readCaseBody(body: Readonly<Record<string, unknown>>): {
	raw: Readonly<Record<string, unknown>>;
	problems: readonly Problem[];
} {
	if (!("attachements" in body)) return { raw: body, problems: [] };
	const { attachements, ...rest } = body;
	if (!("attachments" in rest))
		return { raw: { ...rest, attachments: attachements }, problems: [] };
	const both = problem("attachmentsTwice", ["attachments"], {});
	return { raw: rest, problems: [both] };
}
