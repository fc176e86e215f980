import type { FastifyReply, FastifyRequest } from "fastify";
import { authorize } from "../../../domain/authorize.ts";
import { listPairs } from "../../../domain/catalogue/list-pairs.ts";
import type { Context } from "../../../domain/context.ts";
import { queryOf } from "../../../http/callers/query-of.ts";
import { sendProblems } from "../format/send-problems.ts";
import {
	formatPair,
	formatStatus,
	readPairQuery,
} from "../format/v4-format.ts";

/** `GET /cases/status`: the active statuses. */
export async function statusesRoute(
	ctx: Context,
	_request: FastifyRequest,
	reply: FastifyReply,
) {
	const { statuses } = authorize(ctx, "readCatalogue").catalogue;
	return reply.send({ caseStatuses: [...statuses.values()].map(formatStatus) });
}

/** `GET /cases/typecategory`: the pairs of type and category that the caller may use. */
export async function pairsRoute(
	ctx: Context,
	request: FastifyRequest,
	reply: FastifyReply,
) {
	const outcome = listPairs(ctx, readPairQuery(queryOf(request)));
	return outcome.pairs === null
		? sendProblems(reply, outcome.problems)
		: reply.send({ caseTypeCategories: outcome.pairs.map(formatPair) });
}
