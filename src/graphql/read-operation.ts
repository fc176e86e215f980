import { ExactNumber } from "../domain/exact-number.ts";
import { HttpError } from "../http/http-error.ts";
import {
	findTrustedDocument,
	type TrustedDocuments,
} from "./trusted-documents.ts";

type Members = Readonly<Record<string, "string" | "object">>;

/** The members of a GraphQL request (GraphQL over HTTP, section 4.1) and what each must be; null counts as absent. */
const usual: Members = {
	query: "string",
	variables: "object",
	operationName: "string",
	extensions: "object",
};
const withTrusted: Members = { ...usual, documentId: "string" };

/** Characters of a document; what is sent with it goes into variables. */
export const longestDocument = 65_536;

export type GraphqlRequest = {
	readonly query: string;
	readonly variables: Readonly<Record<string, unknown>>;
	readonly operationName?: string | null;
};

/** Checks that a body is one GraphQL request and nothing else, of a listed document where there is a list. */
export function readOperation(
	body: unknown,
	documents: TrustedDocuments | null = null,
): GraphqlRequest {
	if (typeof body !== "object" || body === null || Array.isArray(body))
		throw refused("The body must be one JSON object, not a list or a value.");
	const request = body as Readonly<Record<string, unknown>>;
	const members = documents ? withTrusted : usual;
	if (!documents && (request.query ?? null) === null)
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
	if (String(request.query).length > longestDocument)
		throw refused(
			"The document is too large; send values, and files above all, in variables.",
		);
	const { documentId: _, ...rest } = request;
	return {
		...rest,
		query: documents
			? findTrustedDocument(request, documents)
			: String(request.query),
		variables: plainNumbers(request.variables),
	};
}

/** A variable that is a number is an Int, a Float or a SafeInt, which take JavaScript's; digits matter inside a JSONObject alone. */
function plainNumbers(variables: unknown): GraphqlRequest["variables"] {
	const plain = { ...(variables as Record<string, unknown> | null) };
	for (const name in plain) {
		const value = plain[name];
		if (value instanceof ExactNumber) plain[name] = Number(value.text);
	}
	return plain;
}

function refused(message: string) {
	return new HttpError("badRequest", message);
}
