import type { FastifyRequest } from "fastify";
import type { OperationTypeNode } from "graphql";
import type { Context } from "../../domain/context.ts";
import { tokenDigest } from "../../domain/sessions/token.ts";
import { queryOf, queryValues } from "../../http/callers/request-texts.ts";
import { OperationError } from "../errors/operation-error.ts";
import { sayGraphql } from "../messages/say-graphql.ts";

/** Headers that a page of another origin can send only when a preflight allows it; content-type is here because no simple type passes. */
const preflighted = [
	"content-type",
	"graphql-require-preflight",
	"apollo-require-preflight",
	"x-apollo-operation-name",
];

/**
 * Refuses a change by GET, and a query by GET that any page or link could make a browser send with the credentials it adds
 * by itself, the session cookie and Basic.
 */
export function refuseUnsafeGet(
	request: FastifyRequest,
	{ actor, sessionDigest }: Context,
	kind: OperationTypeNode | null,
): void {
	if (kind === "mutation")
		throw new OperationError(
			{
				code: "BAD_USER_INPUT",
				http: { status: 405, headers: { allow: "POST" } },
			},
			sayGraphql("mutationByGet", {}),
		);
	if (actor === null) return;
	const { headers } = request;
	for (const name of preflighted) if (name in headers) return;
	for (const name in headers) if (name.startsWith("thalamus-")) return;
	const [first] = queryValues(queryOf(request), "token");
	if (first !== undefined && tokenDigest(first) === sessionDigest) return;
	throw new OperationError(
		{ code: "PREFLIGHT_REQUIRED", http: { status: 403 } },
		sayGraphql("preflightRequired", {}),
	);
}
