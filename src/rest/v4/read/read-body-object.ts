import { type Problem, problem } from "../../../domain/problems/problem.ts";
import { StrictJsonError } from "../../../http/json/strict-json.ts";
import { sayHttp } from "../../../http/messages/say-http.ts";

/** The body as an object; old callers send `[]` for an empty one. */
export function readBodyObject(
	body: unknown,
): Readonly<Record<string, unknown>> {
	if (Array.isArray(body) && body.length === 0) return {};
	if (typeof body !== "object" || body === null || Array.isArray(body))
		throw new StrictJsonError(
			"INVALID_JSON",
			[],
			sayHttp("bodyNotAnObject", {}),
		);
	return body as Readonly<Record<string, unknown>>;
}

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

/** The body of a changed note: which comment, as a number or its digits, and the rest. Null is no comment. */
export function readNoteBody({
	id,
	...raw
}: Readonly<Record<string, unknown>>): {
	commentId: number | null;
	raw: Readonly<Record<string, unknown>>;
} {
	if (typeof id === "string" && /^\d{1,15}$/.test(id))
		return { commentId: Number(id), raw };
	return { commentId: typeof id === "number" ? id : null, raw };
}
