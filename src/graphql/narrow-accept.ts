import { HttpError } from "../http/http-error.ts";

/** The media types of answers, and the ranges that include them. */
const acceptable = new Set([
	"application/json",
	"application/graphql-response+json",
	"text/event-stream",
	"application/*",
	"*/*",
]);

/**
 * What of an Accept header can be answered. Settled before anything runs: a change that was made must not be answered
 * with "not acceptable".
 */
export function narrowAccept(accept: string | undefined): string {
	if (accept === undefined) return "*/*";
	const ranges = accept
		.split(",")
		.filter((range) =>
			acceptable.has(range.split(";", 1)[0]?.trim().toLowerCase() ?? ""),
		);
	if (ranges.length > 0) return ranges.join(",");
	throw new HttpError(
		"notAcceptable",
		"Answers are application/json, application/graphql-response+json or, for subscriptions, text/event-stream.",
	);
}
