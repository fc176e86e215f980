import { HttpError } from "../http/http-error.ts";

/** The members of a GraphQL request (GraphQL over HTTP, section 4.1) and what each must be; null counts as absent. */
const members: Readonly<Record<string, "string" | "object">> = {
	query: "string",
	variables: "object",
	operationName: "string",
	extensions: "object",
};

/** Checks that a body is one GraphQL request and nothing else. */
export function readOperation(body: unknown): object {
	if (typeof body !== "object" || body === null || Array.isArray(body))
		throw refused("The body must be one JSON object, not a list or a value.");
	const request = body as Readonly<Record<string, unknown>>;
	if ((request.query ?? null) === null)
		throw refused("The body must hold the operation, as text, in query.");
	for (const member in request) {
		const wanted = Object.hasOwn(members, member) ? members[member] : null;
		if (!wanted)
			throw refused(
				`The body has an unknown member ${JSON.stringify(member)}; it may have ${Object.keys(members).join(", ")}.`,
			);
		const value = request[member] ?? null;
		const found = Array.isArray(value) ? "array" : typeof value;
		if (value !== null && found !== wanted)
			throw refused(`${member} must be of type ${wanted}, not ${found}.`);
	}
	return body;
}

function refused(message: string) {
	return new HttpError("badRequest", message);
}
