import type { FastifyRequest } from "fastify";
import type { Catalogue } from "../../domain/catalogue/catalogue.ts";
import { headerText, queryOf } from "../callers/request-texts.ts";

/** The problems of one request that its log line names. */
const mostProblems = 20;

/** The names that a log line may have: members of the API, and codes of the catalogue. Any other text may be a secret in a wrong place. */
export type Nameable = {
	/** Members of requests and answers on both protocols. */
	readonly members: ReadonlySet<string>;
	/** The catalogue of this moment; null before the first request. */
	readonly catalogue: () => Catalogue | null;
};

type Said = {
	/** Null if the request named no touchpoint; "unknown" for one that is not in the catalogue. */
	readonly touchpoint: string | null;
	readonly refused?: readonly {
		readonly code: string;
		readonly path?: string;
		readonly reason?: string;
	}[];
	readonly moreProblems?: number;
	readonly credentials?: "wrong";
};

/** What the log line of a refused request adds to it: touchpoint, codes and paths. */
export function describeProblems(
	request: FastifyRequest,
	{ members, catalogue: current }: Nameable,
): Said {
	const catalogue = current();
	const problems = request.refusedFor;
	const more = (problems?.length ?? 0) - mostProblems;
	return {
		touchpoint: nameTouchpoint(request, catalogue),
		...(problems && {
			refused: problems
				.slice(0, mostProblems)
				.map(({ code, path, reason }) => ({
					code,
					...(path.length > 0 && { path: namePath(path, members, catalogue) }),
					...(reason !== undefined && { reason }),
				})),
		}),
		...(more > 0 && { moreProblems: more }),
		...(request.hasWrongCredentials && { credentials: "wrong" }),
	};
}

function nameTouchpoint(
	request: FastifyRequest,
	catalogue: Catalogue | null,
): string | null {
	const code =
		headerText(request.headers["thalamus-touchpoint"]) ||
		queryOf(request).touchpoint;
	if (code === undefined || code === "") return null;
	const isKnown = catalogue?.touchpoints.has(String(code));
	return isKnown ? String(code) : "unknown";
}

/** The path as `comments.0.description`, with `?` for each name that a caller made up. */
function namePath(
	path: readonly string[],
	members: ReadonlySet<string>,
	catalogue: Catalogue | null,
): string {
	return path
		.map((name, index) => {
			const isKnown =
				path[index - 1] === "caseData"
					? hasField(catalogue, name)
					: members.has(name) || /^\d{1,4}$/.test(name);
			return isKnown ? name : "?";
		})
		.join(".");
}

function hasField(catalogue: Catalogue | null, code: string): boolean {
	for (const { fields, hiddenFields } of catalogue?.types.values() ?? [])
		if (fields.has(code) || hiddenFields.has(code)) return true;
	return false;
}
