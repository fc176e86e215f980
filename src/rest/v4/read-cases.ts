import { ReadableStream } from "node:stream/web";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Case } from "../../domain/case/case.ts";
import { findCase } from "../../domain/case/find-cases.ts";
import { listCases } from "../../domain/case/list-cases.ts";
import type { Catalogue } from "../../domain/catalogue/catalogue.ts";
import type { Context } from "../../domain/context.ts";
import { readCaseId } from "./read-case-id.ts";
import { caseIsUnknown, formatCase } from "./v4-format.ts";

/** `GET /cases`: all cases of the caller, read and written bit by bit as the caller takes them. */
export async function listCasesRoute(
	ctx: Context,
	_request: FastifyRequest,
	reply: FastifyReply,
) {
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
	const found = await findCase(ctx, readCaseId(request));
	return found
		? reply.send(formatCase(found, ctx.catalogue))
		: reply.code(400).send({ errors: caseIsUnknown });
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
