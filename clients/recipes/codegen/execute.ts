import { endpoint, headers } from "../demo-party.ts";
import { fetchWithRetry } from "../fetch-with-retry.ts";
import type { TypedDocumentString } from "./generated/graphql.ts";

/** Sends the text of a document, or its hash alone to a server with `TRUSTED_DOCUMENTS=generated/persisted-documents.json`. */
export async function execute<Result, Variables>(
	document: TypedDocumentString<Result, Variables>,
	variables: Variables,
	{ byHash = false } = {},
): Promise<Result> {
	const operation = byHash
		? { documentId: document.__meta__?.hash }
		: { query: document.toString() };
	const response = await fetchWithRetry(endpoint, {
		method: "POST",
		headers: { ...headers, "Content-Type": "application/json" },
		body: JSON.stringify({ ...operation, variables }),
	});
	const { data, errors } = (await response.json()) as {
		data: Result;
		errors?: { message: string }[];
	};
	if (errors) throw new Error(errors[0]?.message);
	return data;
}
