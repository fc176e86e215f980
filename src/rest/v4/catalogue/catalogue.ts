import type { FastifyReply, FastifyRequest } from "fastify";
import { listCategoryTypes } from "../../../domain/catalogue/list-category-types.ts";
import { listStatuses } from "../../../domain/catalogue/list-statuses.ts";
import type { Context } from "../../../domain/context.ts";
import { queryOf } from "../../../http/callers/request-texts.ts";
import {
	formatCategoryType,
	formatStatus,
} from "../format/format-catalogue.ts";
import { sendProblems } from "../format/send-problems.ts";
import { readCategoryTypeQuery } from "../read/read-category-type-query.ts";

/** `GET /cases/status`: the active statuses. */
export async function statusesRoute(
	ctx: Context,
	_request: FastifyRequest,
	reply: FastifyReply,
) {
	return reply.send({ caseStatuses: listStatuses(ctx).map(formatStatus) });
}

/** `GET /cases/typecategory`: the category types that the caller may use. */
export async function categoryTypesRoute(
	ctx: Context,
	request: FastifyRequest,
	reply: FastifyReply,
) {
	const outcome = listCategoryTypes(
		ctx,
		readCategoryTypeQuery(queryOf(request)),
	);
	return outcome.categoryTypes === null
		? sendProblems(reply, outcome.problems)
		: reply.send({
				caseTypeCategories: outcome.categoryTypes.map((categoryType) =>
					formatCategoryType(ctx, categoryType),
				),
			});
}
