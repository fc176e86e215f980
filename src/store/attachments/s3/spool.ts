import { randomUUID } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { FileDigest } from "../attachment-storage.ts";
import { diskRequestError } from "../disk-request-error.ts";
import { measureStream } from "../measure-stream.ts";

const chunkSize = 64 * 1024;

/** Bytes in a file without a name, which goes when it is closed or when the process ends. */
export type Spooled = FileDigest & { readonly file: FileHandle };

/** Takes all bytes of a stream, of which more than `longest` end it, into a temporary file. */
export async function spool(
	source: AsyncIterable<Uint8Array>,
	longest: number,
): Promise<Spooled> {
	const { bytes, measured } = measureStream(source, longest);
	const path = join(tmpdir(), `casebridge-${randomUUID()}`);
	try {
		const file = await open(path, "wx+", 0o600);
		try {
			await rm(path);
			await file.writeFile(bytes());
			return { ...measured(), file };
		} catch (error) {
			await file.close();
			throw error;
		}
	} catch (error) {
		throw diskRequestError(error);
	}
}

/** The bytes from the start; the file stays open, which a stream of its own would close when it is destroyed. */
export function readSpooled({ file }: Spooled): Readable {
	return Readable.from(bytesOf(file), { objectMode: false });
}

async function* bytesOf(file: FileHandle): AsyncGenerator<Uint8Array> {
	for (let position = 0; ; ) {
		const chunk = Buffer.allocUnsafe(chunkSize);
		const { bytesRead } = await file.read(chunk, 0, chunkSize, position);
		if (bytesRead === 0) return;
		yield chunk.subarray(0, bytesRead);
		position += bytesRead;
	}
}
