import type { FastifyReply, FastifyRequest } from "fastify";
import { updateCase } from "../../../domain/cases/change/update-case.ts";
import type { Parsers } from "../../../domain/cases/parsers.ts";
import type { Context } from "../../../domain/context.ts";
import type { Links } from "../../../http/answers/create-links.ts";
import { readBodyObject, readCaseBody } from "../read/read-body-object.ts";
import { readCaseId } from "./read-case-id.ts";
import { sendChangedCase } from "./send-change.ts";

/** `PUT /cases/{id}`: changes a case, and appends comments. */
export function updateCaseRoute(parsers: Parsers, links: Links) {
	return async (ctx: Context, request: FastifyRequest, reply: FastifyReply) => {
		const { raw, problems } = readCaseBody(readBodyObject(request.body));
		const parsed = parsers.updateCase(raw);
		const outcome = await updateCase(ctx, {
			caseId: readCaseId(request),
			command: { ...parsed, problems: [...problems, ...parsed.problems] },
		});
		return sendChangedCase({ ctx, links }, reply, outcome);
	};
}
