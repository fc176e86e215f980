import type { Answer } from "./answer.ts";
import type { FuzzRequest } from "./fuzz-request.ts";

/** Codes that GraphQL errors have; a fault of ours is a finding by its status already. */
const codes = new Set<unknown>([
	...["UNAUTHENTICATED", "FORBIDDEN", "BAD_USER_INPUT", "RATE_LIMITED"],
	...["PERSISTED_QUERY_NOT_SUPPORTED", "PREFLIGHT_REQUIRED"],
]);

/** File calls that fail answer 200 with one of these, by contract. */
const fileFailures = new Set(["FAILED", "false", "true"]);

/** What is wrong with an answer; null for nothing. */
export function checkAnswer(
	request: FuzzRequest,
	answer: Answer | null,
): string | null {
	const { protocol, headEdits, method } = request;
	if (answer === null)
		return headEdits.length > 0 ? null : "there was no answer";
	const { status, headers } = answer;
	if (status === 503 && headers.has("retry-after")) return null;
	if (status >= 500) return `the status is ${status}`;
	if (method === "HEAD" || status === 304 || status === 204) return null;
	const text = answer.body.toString();
	const type = headers.get("content-type") ?? "";
	// A changed head may be a request for the other protocol, or for none; too long a one is refused before that is known.
	if (headEdits.length > 0 || status === 431)
		return checkAny(status, type, text);
	return protocol === "rest"
		? checkRest(status, type, text)
		: checkGraphql(status, type, text);
}

function checkAny(status: number, type: string, text: string) {
	if (type.startsWith("application/problem+json"))
		return checkProblem(status, text);
	const wrong = checkRest(status, type, text);
	return wrong && checkGraphql(status, type, text) && wrong;
}

function checkProblem(status: number, text: string): string | null {
	const body = parse(text);
	const isWorded =
		isObject(body) &&
		body.status === status &&
		[body.type, body.title, body.detail, body.requestId].every(
			(value) => typeof value === "string" && value !== "",
		);
	return isWorded ? null : `the problem details of ${status} lack a member`;
}

function checkRest(status: number, type: string, text: string): string | null {
	if (fileFailures.has(text)) return null;
	const isFile = status === 200 && !type.startsWith("application/json");
	if (isFile) return null;
	const body = parse(text);
	if (!isObject(body)) return `the body of ${status} is no JSON object`;
	const { errors, messages } = body;
	if (status < 400)
		return errors === undefined ? null : `a success (${status}) has errors`;
	if (!isObject(errors) || Object.keys(errors).length === 0)
		return `${status} names no errors`;
	if (!isObject(messages) || !hasKeysOf(messages, errors))
		return "messages has other keys than errors";
	return [errors, messages].every(hasOnlyTexts)
		? null
		: "a value in errors is no string";
}

function hasOnlyTexts(values: Record<string, unknown>): boolean {
	return Object.values(values).every((value) => typeof value === "string");
}

function hasKeysOf(
	messages: Record<string, unknown>,
	errors: Record<string, unknown>,
): boolean {
	return Object.keys(messages).join("\n") === Object.keys(errors).join("\n");
}

function checkGraphql(
	status: number,
	type: string,
	text: string,
): string | null {
	if (type.startsWith("text/html") || type.startsWith("text/event-stream"))
		return null;
	const body = parse(text);
	if (!isObject(body)) return `the body of ${status} is no JSON object`;
	const { data, errors } = body;
	if (errors === undefined)
		return status === 200 && data !== undefined
			? null
			: `${status} has neither data nor errors`;
	if (!Array.isArray(errors) || errors.length === 0)
		return "errors is no list with an entry";
	const isWorded = errors.every(
		(error) =>
			isObject(error) &&
			typeof error.message === "string" &&
			isObject(error.extensions) &&
			codes.has(error.extensions.code),
	);
	return isWorded ? null : `an error has no code: ${text.slice(0, 300)}`;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
