import type { FastifyReply, FastifyRequest } from "fastify";
import {
	assignCase,
	parseAssignment,
} from "../../../domain/cases/change/assign-case.ts";
import type { Context } from "../../../domain/context.ts";
import type { Links } from "../../../http/answers/create-links.ts";
import { readBodyObject } from "../read/read-body-object.ts";
import { readCaseId } from "./read-case-id.ts";
import { sendChangedCase } from "./send-change.ts";

/** `PUT /cases/{id}/assignment`: gives a case to an operator or a group. */
export function assignmentRoute(links: Links) {
	return async (ctx: Context, request: FastifyRequest, reply: FastifyReply) => {
		const { value, problems } = parseAssignment(readBodyObject(request.body));
		const outcome = await assignCase(ctx, {
			caseId: readCaseId(request),
			email: value.email ?? null,
			groupName: value.groupName ?? null,
			problems,
		});
		return sendChangedCase({ ctx, links }, reply, outcome);
	};
}
