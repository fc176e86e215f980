import type { FastifyReply, FastifyRequest } from "fastify";
import { uploadFile } from "../../../domain/cases/attachments/upload-file.ts";
import type { Parsers } from "../../../domain/cases/parsers.ts";
import type { Context } from "../../../domain/context.ts";
import type { Problem } from "../../../domain/problems/problem.ts";
import { checkDigest } from "../../../http/body/content-digest.ts";
import {
	announcedSize,
	readRawBody,
	sentContentType,
} from "../../../http/body/raw-body.ts";
import { headerText, queryOf } from "../../../http/callers/request-texts.ts";
import { readDisposition } from "../../../http/files/read-disposition.ts";
import { readUploadType } from "../../../http/files/read-upload-type.ts";
import { noteProblems } from "../../../http/log/note-refusal.ts";
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
