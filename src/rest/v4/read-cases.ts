import { ReadableStream } from "node:stream/web";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Case } from "../../domain/case/case.ts";
import { findCaseByKey } from "../../domain/case/find-case-by-key.ts";
import { findCase } from "../../domain/case/find-cases.ts";
import { listCases } from "../../domain/case/list-cases.ts";
import { caseNotFound } from "../../domain/case/refuse-change.ts";
import type { Catalogue } from "../../domain/catalogue/catalogue.ts";
import type { Context } from "../../domain/context.ts";
import { noteProblems } from "../../http/note-refusal.ts";
import { readCaseId } from "./read-case-id.ts";
import { sendProblems } from "./send-problems.ts";
import { caseIsUnknown, formatCase, queryValues } from "./v4-format.ts";

/** `GET /cases`: all cases of the caller, or, with `idempotencyKey`, the one that the key made. */
export async function listCasesRoute(
	ctx: Context,
	request: FastifyRequest,
	reply: FastifyReply,
) {
	const keys = queryValues(request.query, "idempotencyKey");
	return keys.length > 0
		? sendCaseOfKey(ctx, keys, reply)
		: sendAll(ctx, reply);
}

async function sendCaseOfKey(
	ctx: Context,
	keys: readonly string[],
	reply: FastifyReply,
) {
	const { case: found, problems } = await findCaseByKey(ctx, keys);
	if (problems.length > 0) return sendProblems(reply, problems);
	return reply.send({
		cases: found ? [formatCase(found, ctx.catalogue)] : [],
	});
}

/** Read and written bit by bit as the caller takes them. */
function sendAll(ctx: Context, reply: FastifyReply) {
	const pages = listCases(ctx);
	return reply
		.type("application/json; charset=utf-8")
		.send(ReadableStream.from(jsonOf(pages, ctx.catalogue)));
}

/** `GET /cases/{id}`: the bare case. */
export async function readCaseRoute(
	ctx: Context,
	request: FastifyRequest,
	reply: FastifyReply,
) {
	const id = readCaseId(request);
	const found = await findCase(ctx, id);
	if (found) return reply.send(formatCase(found, ctx.catalogue));
	noteProblems(request, [caseNotFound(id)]);
	return reply.code(400).send(caseIsUnknown);
}

/** Characters that are written together. */
const chunkLength = 65_536;

/** `{"cases":[…]}` in chunks. Other requests get their turn after each page: a fast reader would never let go. */
async function* jsonOf(
	pages: AsyncIterable<readonly Case[]>,
	catalogue: Catalogue,
): AsyncGenerator<string> {
	let text = '{"cases":[';
	let separator = "";
	for await (const page of pages) {
		for (const found of page) {
			text += separator + JSON.stringify(formatCase(found, catalogue));
			separator = ",";
			if (text.length < chunkLength) continue;
			yield text;
			text = "";
		}
		await new Promise(setImmediate);
	}
	yield `${text}]}`;
}
