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
 * What of an Accept header can be answered, without parameters. Settled before anything runs: a change that was made
 * must not be answered with "not acceptable", as Yoga does after it has run, for a charset other than UTF-8 above all.
 */
export function narrowAccept(accept: string | undefined): string {
	if (accept === undefined) return "*/*";
	const types = accept.split(",").flatMap((range) => {
		const [type = "", ...parameters] = range
			.toLowerCase()
			.split(";")
			.map((part) => part.trim());
		return acceptable.has(type) && !parameters.some(rulesOut) ? [type] : [];
	});
	if (types.length > 0) return types.join(",");
	throw new HttpError(
		"notAcceptable",
		"Answers are application/json, application/graphql-response+json or, for subscriptions, text/event-stream; all in UTF-8.",
	);
}

/** Another charset than UTF-8, or a weight of nothing (RFC 9110, section 12.4.2). */
function rulesOut(parameter: string): boolean {
	const [name, value] = parameter.split("=").map((part) => part.trim());
	if (name === "charset") return !/^"?utf-8"?$/.test(value ?? "");
	return name === "q" && Number(value) === 0;
}
