import type { IncomingMessage } from "node:http";
import multipart, {
	type Multipart,
	type MultipartFile,
} from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { type DigestCheck, startDigestCheck } from "./content-digest.ts";
import { HttpError } from "./http-error.ts";
import { announcedSize } from "./raw-body.ts";
import { releaseChunks } from "./release-chunks.ts";

/** Bytes that a body may hold beside its file. */
export const overhead = 15 * 1024 * 1024;

/** `fileSize` is for whoever reads the file: here a longer one would be cut, not refused. */
const limits = {
	parts: 40,
	files: 1,
	fields: 39,
	fieldSize: 64 * 1024,
	headerSize: 8 * 1024,
	headerPairs: 20,
	fileSize: Number.MAX_SAFE_INTEGER,
};

export type UploadedFile = {
	/** As it was sent, folders included. */
	readonly fileName: string;
	readonly contentType: string;
	/** Fails also when something is wrong behind the file: only a whole body counts. */
	readonly source: AsyncIterable<Uint8Array>;
};

/** Lets routes of this instance read `multipart/form-data`. */
export async function useMultipart(app: FastifyInstance): Promise<void> {
	await app.register(multipart, { preservePath: true, limits });
}

/** The file in the part of this name, as it comes; other parts that hold no file are passed over. `longest` is what a file may have. */
export async function readMultipartFile(
	request: FastifyRequest,
	partName: string,
	longest: number,
): Promise<UploadedFile> {
	if (!request.isMultipart())
		throw new HttpError(
			"unsupportedMediaType",
			"The body must be multipart/form-data.",
		);
	if (request.raw.destroyed)
		throw new HttpError("badRequest", "The body was cut off.");
	const most = longest + overhead;
	if ((announcedSize(request) ?? 0) > most) throw tooLarge(most);
	const check = startDigestCheck(request);
	failBeyond(request.raw, most, check);
	const parts = request.parts();
	const file = await nextFile(parts);
	if (file?.fieldname !== partName || hasLostBytes(file))
		throw new HttpError(
			"badRequest",
			`The body must hold one file, in the part ${JSON.stringify(partName)}, with a name in UTF-8 and its bytes as they are.`,
		);
	async function* source(part: MultipartFile) {
		try {
			yield* releaseChunks(part.file);
		} catch (error) {
			throw unreadable(error);
		}
		await nextFile(parts);
		check?.end();
	}
	const { filename: fileName, mimetype: contentType } = file;
	return { fileName, contentType, source: source(file) };
}

/** Goes to the next file; null at the end of the body. The parser itself refuses a second one. */
async function nextFile(
	parts: AsyncIterator<Multipart>,
): Promise<MultipartFile | null> {
	for (;;) {
		const { value: part, done } = await parts.next().catch((error) => {
			throw unreadable(error);
		});
		if (done) return null;
		if (part.type === "file") return part;
		if (part.valueTruncated)
			throw new HttpError(
				"badRequest",
				`A part without a file may hold at most ${limits.fieldSize} bytes.`,
			);
	}
}

/** A name that is not UTF-8, or bytes in an encoding (RFC 7578 deprecates it), would not be what was sent. */
function hasLostBytes({ filename, encoding }: MultipartFile): boolean {
	return filename?.includes("\ufffd") || !/^(7bit|8bit|binary)$/.test(encoding);
}

/** The parser counts no bytes outside of files; it ends with the error that the request emits. */
function failBeyond(
	raw: IncomingMessage,
	most: number,
	check: DigestCheck | null,
): void {
	let length = 0;
	const count = (chunk: Buffer) => {
		length += chunk.length;
		check?.update(chunk);
		if (length <= most) return;
		raw.off("data", count);
		raw.emit("error", tooLarge(most));
	};
	raw.on("data", count);
}

function tooLarge(most: number) {
	return new HttpError(
		"bodyTooLarge",
		`The body may hold at most ${most} bytes.`,
	);
}

function unreadable(error: unknown): HttpError {
	return error instanceof HttpError
		? error
		: new HttpError(
				"badRequest",
				`The multipart body cannot be read: ${String(error)}.`,
			);
}
