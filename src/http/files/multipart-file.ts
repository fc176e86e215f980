import { MIMEType } from "node:util";
import type { FastifyRequest } from "fastify";
import { problem } from "../../domain/problems/problem.ts";
import { HttpError } from "../answers/http-error.ts";
import { bodyTooLarge } from "../body/body-too-large.ts";
import { startDigestCheck } from "../body/content-digest.ts";
import { announcedSize } from "../body/raw-body.ts";
import { releaseChunks } from "../body/release-chunks.ts";
import { decodeCharset } from "../json/decode-charset.ts";
import { sayHttp } from "../messages/say-http.ts";
import { type Disposition, readDisposition } from "./read-disposition.ts";
import { type Part, readParts } from "./read-parts.ts";

/** Bytes that a body may hold beside its file. */
export const overhead = 15 * 1024 * 1024;
/** Bytes of a part that holds no file. */
const longestField = 64 * 1024;

type UploadedFile = Pick<Disposition, "fileName" | "unreadable"> & {
	readonly contentType: string | undefined;
	/** Fails also when something is wrong behind the file: only a whole body counts. */
	readonly source: AsyncIterable<Uint8Array>;
};

/** The file in the part of this name, as it comes; other parts that hold no file are passed over. `longest` is what a file may have. */
export async function readMultipartFile(
	request: FastifyRequest,
	partName: string,
	longest: number,
): Promise<UploadedFile> {
	const boundary = readBoundary(request.headers["content-type"]);
	if (request.raw.destroyed)
		throw new HttpError("badRequest", sayHttp("bodyCutOff", {}));
	const most = longest + overhead;
	if ((announcedSize(request) ?? 0) > most) throw bodyTooLarge(most);
	const check = startDigestCheck(request);
	const parts = readParts(request.raw, boundary, {
		most,
		onBytes: (bytes) => check?.update(bytes),
	});
	const file = await nextFile(parts, partName);
	if (file === null || (file.unreadable === null && file.name !== partName))
		throw new HttpError(
			"badRequest",
			sayHttp("multipartOneFile", { part: partName }),
		);
	const { fileName, unreadable, headers, body } = file;
	requirePlainBytes(headers);
	async function* source() {
		yield* releaseChunks(body);
		if ((await nextFile(parts, partName)) !== null)
			throw new HttpError("badRequest", sayHttp("multipartOnlyOneFile", {}));
		check?.end();
	}
	const [contentType] = headers["content-type"] ?? [];
	return {
		fileName,
		unreadable,
		contentType: contentType?.trim() || undefined,
		source: source(),
	};
}

function readBoundary(header = ""): string {
	try {
		const { essence, params } = new MIMEType(header);
		const boundary = params.get("boundary");
		if (essence === "multipart/form-data" && boundary) return boundary;
	} catch {
		// It is no media type at all.
	}
	throw new HttpError("unsupportedMediaType", sayHttp("multipartExpected", {}));
}

/** Goes to the next part with a file, or of this name; null at the end of the body. */
async function nextFile(
	parts: AsyncIterator<Part>,
	partName: string,
): Promise<(Part & Disposition) | null> {
	for (;;) {
		const { value: part, done } = await parts.next();
		if (done) return null;
		const disposition = dispositionOf(part);
		const { name, fileName, unreadable } = disposition;
		if (unreadable !== null || fileName !== null || name === partName)
			return { ...part, ...disposition };
		await passOver(part);
	}
}

function dispositionOf({ headers }: Part): Disposition {
	const twice = ["content-disposition", "content-type"].find(
		(name) => (headers[name]?.length ?? 0) > 1,
	);
	const none = { name: null, fileName: null };
	if (twice)
		return {
			...none,
			unreadable: problem("partHeaderTwice", ["fileName"], { header: twice }),
		};
	const [bytes] = headers["content-disposition"] ?? [];
	if (bytes === undefined) return { ...none, unreadable: null };
	const text = decodeCharset(Buffer.from(bytes, "latin1"), "utf-8");
	return text === null
		? { ...none, unreadable: problem("dispositionNotUtf8", ["fileName"], {}) }
		: readDisposition(text, { isPart: true });
}

async function passOver({ body }: Part): Promise<void> {
	let length = 0;
	for await (const chunk of body) {
		length += chunk.length;
		if (length > longestField)
			throw new HttpError(
				"badRequest",
				sayHttp("multipartFieldTooLong", { most: longestField }),
			);
	}
}

/** Bytes in an encoding, which RFC 7578 deprecates, would not be what was sent. */
function requirePlainBytes(headers: Part["headers"]): void {
	const [encoding = "binary"] = headers["content-transfer-encoding"] ?? [];
	if (!/^(7bit|8bit|binary)$/i.test(encoding.trim()))
		throw new HttpError("badRequest", sayHttp("multipartEncoded", {}));
}
