import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import type { FileDigest } from "../attachment-storage.ts";
import type { Bucket } from "./open-bucket.ts";
import { isMissing, NotS3Error } from "./s3-failures.ts";
import { withAttempts } from "./with-attempts.ts";

/** Hands the bytes of an object to `use`, from the start again when they break off. Null where there is no such object. */
export async function readObject<Result>(
	{ client, patience, object }: Bucket,
	storageName: string,
	use: (body: AsyncIterable<Uint8Array>) => Promise<Result>,
): Promise<Result | null> {
	try {
		return await withAttempts(async () => {
			const { Body, ETag } = await client.send(
				new GetObjectCommand(object(storageName)),
				{ abortSignal: AbortSignal.timeout(patience.transfer) },
			);
			const body = Body as Readable;
			try {
				if (ETag === undefined) throw new NotS3Error();
				return await use(body);
			} finally {
				body.destroy();
			}
		});
	} catch (error) {
		if (isMissing(error)) return null;
		throw error;
	}
}

export async function digestOfBody(
	body: AsyncIterable<Uint8Array>,
): Promise<FileDigest> {
	const digest = createHash("sha256");
	let size = 0;
	for await (const chunk of body) {
		digest.update(chunk);
		size += chunk.length;
	}
	return { size, sha256: digest.digest("hex") };
}
