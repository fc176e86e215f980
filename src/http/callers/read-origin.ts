import type { FastifyRequest } from "fastify";
import type { Origin } from "../../domain/origin.ts";
import { headerText, queryOf } from "./request-texts.ts";

/** What a caller says about where a request comes from: headers, of which some may come in the query. */
export function readOrigin(request: FastifyRequest): Origin {
	const { headers } = request;
	const query = queryOf(request);
	const tags = first(headerText(headers["thalamus-tags"]), query.tags);
	return {
		activity: first(headerText(headers["thalamus-activity"]), query.activity),
		tags: tags === null ? noTags : splitTags(tags),
		source: first(headerText(headers["thalamus-source"])),
	};
}

const noTags: readonly string[] = [];

function splitTags(list: string): readonly string[] {
	return list
		.split(",")
		.map((tag) => tag.trim())
		.filter((tag) => tag !== "");
}

/** The first that is a text with something in it, also of a parameter that was sent twice. */
function first(header: string | undefined, parameter?: unknown): string | null {
	if (header) return header;
	const sent = Array.isArray(parameter)
		? parameter.find((value) => typeof value === "string" && value !== "")
		: parameter;
	return typeof sent === "string" && sent !== "" ? sent : null;
}
