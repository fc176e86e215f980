import type { Language } from "../../domain/language.ts";
import { RequestError } from "../../domain/problems/request-error.ts";
import { HttpError } from "../../http/answers/http-error.ts";
import { StrictJsonError } from "../../http/json/strict-json.ts";
import { sentenceOf } from "../../http/messages/sentence-of.ts";
import { type ErrorExtensions, requestErrors } from "../errors/errors.ts";
import { OperationError } from "../errors/operation-error.ts";
import { sayGraphql } from "../messages/say-graphql.ts";

/** The answer to a request that never reached GraphQL. */
export function formatRequestError(
	error: Error,
	requestId: string,
	language: Language,
): {
	status: number;
	headers: Readonly<Record<string, string>>;
	body: { errors: readonly object[] };
} {
	const answer = (
		{
			code,
			http: { status = 200, headers = {} } = { status: 200 },
		}: ErrorExtensions,
		extra = {},
		sentence = sentenceOf(error),
	) => ({
		status,
		headers,
		body: {
			errors: [{ message: sentence(language), extensions: { code, ...extra } }],
		},
	});
	const refused = (status: number): ErrorExtensions => ({
		code: "BAD_USER_INPUT",
		http: { status },
	});
	if (error instanceof StrictJsonError)
		return answer(refused(400), { reason: error.code, field: error.path });
	if (error instanceof HttpError) return answer(refused(error.status));
	if (error instanceof OperationError) return answer(error.extensions);
	if (error instanceof RequestError) return answer(requestErrors[error.kind]);
	return answer(
		{ code: "INTERNAL_SERVER_ERROR", http: { status: 500 } },
		{ requestId },
		sayGraphql("serverFailed", {}),
	);
}
