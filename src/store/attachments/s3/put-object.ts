import type { Readable } from "node:stream";
import { DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import type { FileDigest } from "../attachment-storage.ts";
import type { Bucket } from "./open-bucket.ts";
import { failureOf, isRefused, NotS3Error } from "./s3-failures.ts";
import { withAttempts } from "./with-attempts.ts";

/**
 * Stores an object: it is there, whole, when this resolves. The signature covers the SHA-256 of the bytes, so that S3
 * itself refuses others. Of an object that nobody knows to be stored or not, the deletion is tried; the sweep takes the rest.
 */
export async function putObject(
	bucket: Bucket,
	storageName: string,
	{ size, sha256 }: FileDigest,
	read: () => Readable,
): Promise<void> {
	const { client, patience } = bucket;
	const object = bucket.object(storageName);
	try {
		await withAttempts(async () => {
			const body = read();
			try {
				const command = new PutObjectCommand({
					...object,
					Body: body,
					ContentLength: size,
					ContentType: "application/octet-stream",
				});
				command.middlewareStack.add(
					(next) => (args) => {
						const { headers } = args.request as { headers: HeaderBag };
						headers["x-amz-content-sha256"] = sha256;
						return next(args);
					},
					{ step: "build" },
				);
				const abortSignal = AbortSignal.timeout(patience.transfer);
				const { ETag } = await client.send(command, { abortSignal });
				if (ETag === undefined) throw new NotS3Error();
			} finally {
				body.destroy();
			}
		});
	} catch (error) {
		const failure = failureOf(error);
		if (failure !== null && !isRefused(failure))
			await client
				.send(new DeleteObjectCommand(object), {
					abortSignal: AbortSignal.timeout(patience.connection),
				})
				.catch(() => {});
		throw error;
	}
}

type HeaderBag = Record<string, string>;
