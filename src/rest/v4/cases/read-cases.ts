import { ReadableStream } from "node:stream/web";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Case } from "../../../domain/cases/case.ts";
import { caseNotFound } from "../../../domain/cases/change/refuse-change.ts";
import { findCaseByKey } from "../../../domain/cases/queries/find-case-by-key.ts";
import { findCase } from "../../../domain/cases/queries/find-cases.ts";
import { listCases } from "../../../domain/cases/queries/list-cases.ts";
import {
	type CasePage,
	parseCasePage,
} from "../../../domain/cases/queries/parse-case-page.ts";
import type { Context } from "../../../domain/context.ts";
import type { Problem } from "../../../domain/problems/problem.ts";
import { queryOf, queryValues } from "../../../http/callers/request-texts.ts";
import { noteProblems } from "../../../http/log/note-problems.ts";
import { caseIsUnknown } from "../format/case-is-unknown.ts";
import { formatCase } from "../format/format-case.ts";
import { sendProblems } from "../format/send-problems.ts";
import { readCaseId } from "./read-case-id.ts";

/** `GET /cases`: the cases of the caller, or, with `idempotencyKey`, the one that the key made; of these, a page. */
export async function listCasesRoute(
	ctx: Context,
	request: FastifyRequest,
	reply: FastifyReply,
) {
	const query = queryOf(request);
	const keys = queryValues(query, "idempotencyKey");
	const { page, problems } = parseCasePage(
		queryValues(query, "limit"),
		queryValues(query, "after"),
	);
	if (keys.length > 0) return sendCaseOfKey(ctx, keys, page, problems, reply);
	const pages = listCases(ctx, page);
	return problems.length > 0
		? sendProblems(reply, problems)
		: sendAll(ctx, reply, pages);
}

async function sendCaseOfKey(
	ctx: Context,
	keys: readonly string[],
	{ after }: CasePage,
	pageProblems: readonly Problem[],
	reply: FastifyReply,
) {
	const { case: found, problems } = await findCaseByKey(ctx, keys);
	if (problems.length + pageProblems.length > 0)
		return sendProblems(reply, [...problems, ...pageProblems]);
	const isOnPage = found !== null && found.id > (after ?? 0);
	return reply.send({
		cases: isOnPage ? [formatCase(found, ctx)] : [],
	});
}

/** Read and written bit by bit as the caller takes them. */
function sendAll(
	ctx: Context,
	reply: FastifyReply,
	pages: AsyncIterable<readonly Case[]>,
) {
	return reply
		.type("application/json; charset=utf-8")
		.send(ReadableStream.from(jsonOf(pages, ctx)));
}

/** `GET /cases/{id}`: the bare case. */
export async function readCaseRoute(
	ctx: Context,
	request: FastifyRequest,
	reply: FastifyReply,
) {
	const id = readCaseId(request);
	const found = await findCase(ctx, id);
	if (found) return reply.send(formatCase(found, ctx));
	noteProblems(request, [caseNotFound(id)]);
	return reply.code(400).send(caseIsUnknown(ctx.language));
}

/** Characters that are written together. */
const chunkLength = 65_536;

/** `{"cases":[…]}` in chunks. Other requests get their turn after each page: a fast reader would never let go. */
async function* jsonOf(
	pages: AsyncIterable<readonly Case[]>,
	ctx: Context,
): AsyncGenerator<string> {
	let text = '{"cases":[';
	let separator = "";
	for await (const page of pages) {
		for (const found of page) {
			text += separator + JSON.stringify(formatCase(found, ctx));
			separator = ",";
			if (text.length < chunkLength) continue;
			yield text;
			text = "";
		}
		await new Promise(setImmediate);
	}
	yield `${text}]}`;
}
