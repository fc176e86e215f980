import type { FastifyReply, FastifyRequest } from "fastify";
import {
	parseTransition,
	transitionCase,
} from "../../../domain/cases/change/transition-case.ts";
import type { Context } from "../../../domain/context.ts";
import type { Links } from "../../../http/answers/create-links.ts";
import { readBodyObject } from "../read/read-body-object.ts";
import { readCaseId } from "./read-case-id.ts";
import { sendChangedCase } from "./send-change.ts";

/** `PUT /cases/{id}/transitions`: moves a case to another status. */
export function transitionRoute(links: Links) {
	return async (ctx: Context, request: FastifyRequest, reply: FastifyReply) => {
		const { value, problems } = parseTransition(readBodyObject(request.body));
		const outcome = await transitionCase(ctx, {
			caseId: readCaseId(request),
			statusName: value.statusName ?? null,
			problems,
		});
		return sendChangedCase({ ctx, links }, reply, outcome);
	};
}
