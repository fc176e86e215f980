import Negotiator from "negotiator";

export type AnswerCoding = "br" | "gzip" | "identity";

/** The coding to compress an answer with: only one that `Accept-Encoding` names, since callers send `*` and decode nothing. */
export function answerCoding(accept: string | string[] = ""): AnswerCoding {
	const headers = { "accept-encoding": String(accept).toLowerCase() };
	const named = new Negotiator({ headers }).encodings();
	if (named.includes("br")) return "br";
	return named.includes("gzip") ? "gzip" : "identity";
}
