import type { FastifyReply, FastifyRequest } from "fastify";
import { uploadFile } from "../../../domain/cases/attachments/upload-file.ts";
import type { Parsers } from "../../../domain/cases/parsers.ts";
import type { Context } from "../../../domain/context.ts";
import { messageOf } from "../../../domain/problems/messages/message-of.ts";
import { type Problem, problem } from "../../../domain/problems/problem.ts";
import { checkDigest } from "../../../http/body/content-digest.ts";
import {
	announcedSize,
	readRawBody,
	sentContentType,
} from "../../../http/body/raw-body.ts";
import { headerText, queryOf } from "../../../http/callers/request-texts.ts";
import { readDisposition } from "../../../http/files/read-disposition.ts";
import { readUploadType } from "../../../http/files/read-upload-type.ts";
import { noteProblems } from "../../../http/log/note-problems.ts";
import { sendProblems } from "../format/send-problems.ts";
import { sendV4Error } from "../format/v4-errors.ts";
import { parseFile } from "./parse-file.ts";

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
		const message = messageOf(tooLarge, ctx.language);
		return sendV4Error(reply, 413, "PAYLOAD_TOO_LARGE", message);
	};
}

/** The name in the query or in `Content-Disposition`; two different ones are refused. */
function readFileName(request: FastifyRequest): {
	fileName: unknown;
	unreadable: Problem | null;
	problems: readonly Problem[];
} {
	const { fileName } = queryOf(request);
	const header = headerText(request.headers["content-disposition"]);
	const { fileName: inHeader, unreadable } =
		header === undefined
			? { fileName: null, unreadable: null }
			: readDisposition(header, { isPart: false });
	const isTwice =
		fileName !== undefined && inHeader !== null && fileName !== inHeader;
	return {
		fileName: fileName ?? inHeader,
		unreadable,
		problems: isTwice ? [problem("fileNamesDiffer", ["fileName"], {})] : [],
	};
}
