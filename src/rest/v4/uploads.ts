import type { FastifyReply, FastifyRequest } from "fastify";
import type { Parsers } from "../../domain/case/parsers.ts";
import { uploadFile } from "../../domain/case/upload-file.ts";
import type { Context } from "../../domain/context.ts";
import type { Problem } from "../../domain/problem.ts";
import { checkDigest } from "../../http/content-digest.ts";
import { headerText } from "../../http/header-text.ts";
import { noteProblems } from "../../http/note-refusal.ts";
import { queryOf } from "../../http/query-of.ts";
import {
	announcedSize,
	readRawBody,
	sentContentType,
} from "../../http/raw-body.ts";
import { readDisposition } from "../../http/read-disposition.ts";
import { readUploadType } from "../../http/read-upload-type.ts";
import { parseFile } from "./parse-file.ts";
import { sendProblems } from "./send-problems.ts";
import { sendV4Error } from "./v4-errors.ts";

/** `PUT /uploads`: the body is a file; a case may use it by the id that is answered. */
export function uploadRoute(parsers: Parsers) {
	return async (ctx: Context, request: FastifyRequest, reply: FastifyReply) => {
		const { problems, ...said } = readFileName(request);
		const contentType = readUploadType(sentContentType(request));
		const command = parseFile(parsers, { ...said, contentType });
		const outcome = await uploadFile(ctx, {
			command: { ...command, problems: [...problems, ...command.problems] },
			source: checkDigest(request, readRawBody(request)),
			announcedSize: announcedSize(request),
		});
		if (outcome.upload !== null)
			return reply.code(201).send({ upload: outcome.upload });
		const tooLarge = outcome.problems.find(({ code }) => code === "TOO_LARGE");
		if (!tooLarge) return sendProblems(reply, outcome.problems);
		noteProblems(request, [tooLarge]);
		return sendV4Error(reply, 413, "PAYLOAD_TOO_LARGE", tooLarge.message);
	};
}

/** The name in the query or in `Content-Disposition`; with two different ones it would be a guess which is meant. */
function readFileName(request: FastifyRequest): {
	fileName: unknown;
	problem: string | null;
	problems: readonly Problem[];
} {
	const { fileName } = queryOf(request);
	const header = headerText(request.headers["content-disposition"]);
	const { fileName: inHeader, problem } =
		header === undefined
			? { fileName: null, problem: null }
			: readDisposition(header, { isPart: false });
	const isTwice =
		fileName !== undefined && inHeader !== null && fileName !== inHeader;
	const message =
		"The query and Content-Disposition name the file differently; send one name.";
	return {
		fileName: fileName ?? inHeader,
		problem,
		problems: isTwice
			? [{ code: "DUPLICATE_KEY", path: ["fileName"], message }]
			: [],
	};
}
