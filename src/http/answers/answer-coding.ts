export type AnswerCoding = "br" | "gzip" | "identity";

/** The coding to compress an answer with: only one that `Accept-Encoding` names, since callers send `*` and decode nothing. */
export function answerCoding(accept: string | string[] = ""): AnswerCoding {
	const named = String(accept)
		.toLowerCase()
		.split(",")
		.map((part) => part.split(";").map((word) => word.trim()))
		.filter(([, ...weights]) => !weights.some(isNone))
		.map(([name]) => name);
	if (named.includes("br")) return "br";
	return named.includes("gzip") ? "gzip" : "identity";
}

function isNone(weight: string): boolean {
	return /^q=0(\.0*)?$/.test(weight);
}
