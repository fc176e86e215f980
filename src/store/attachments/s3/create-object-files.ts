import { hash } from "node:crypto";
import { Readable } from "node:stream";
import type { AttachmentFiles } from "../../../domain/ports/stored-files.ts";
import { RequestError } from "../../../domain/problems/request-error.ts";
import { refusalOf, StreamRefused } from "../measure-stream.ts";
import { type Scan, scanNothing } from "../scan-content.ts";
import { newStorageName } from "../storage-name.ts";
import { deleteObject } from "./delete-object.ts";
import type { Bucket } from "./open-bucket.ts";
import { openCheckedObject } from "./open-checked-object.ts";
import { putObject } from "./put-object.ts";
import { failureOf } from "./s3-failures.ts";
import { readSpooled, type Spooled, spool } from "./spool.ts";

export type Log = { error(details: object, message: string): void };

/**
 * What the domain asks of a bucket. A file comes into a temporary file first: its length and SHA-256 have to be known
 * before its request, the scanner is asked before anything is kept, and what breaks off can be sent again.
 */
export function createObjectFiles(
	bucket: Bucket,
	scan: Scan,
	log: Log,
): AttachmentFiles {
	async function approve(spooled: Spooled) {
		if (scan === scanNothing) return;
		if ((await scan(readSpooled(spooled))) === "infected")
			throw new StreamRefused("infected");
	}

	/** A failure of S3 is in the log; its caller may come again. */
	async function asked<Result>(
		operation: string,
		request: () => Promise<Result>,
	): Promise<Result> {
		try {
			return await request();
		} catch (error) {
			const failure = failureOf(error);
			if (failure === null) throw error;
			log.error({ operation, ...failure }, "the bucket of attachments failed");
			throw new RequestError("cannotReachFiles", {});
		}
	}

	return {
		scan,
		write: (content) =>
			asked("put", async () => {
				const storageName = newStorageName();
				const digest = {
					size: content.length,
					sha256: hash("sha256", content),
				};
				const read = () => Readable.from([content]);
				await putObject(bucket, storageName, digest, read);
				return storageName;
			}),
		async writeStream(source, longest) {
			let spooled: Spooled | null = null;
			try {
				const came = await spool(source, longest);
				spooled = came;
				await approve(came);
				const storageName = newStorageName();
				await asked("put", () =>
					putObject(bucket, storageName, came, () => readSpooled(came)),
				);
				const { size, sha256 } = came;
				return { storageName, size, sha256 };
			} catch (error) {
				return refusalOf(error);
			} finally {
				await spooled?.file.close();
			}
		},
		openChecked: (file) => asked("get", () => openCheckedObject(bucket, file)),
		async remove(storageName) {
			const request = () => deleteObject(bucket, storageName);
			await asked("delete", request).catch((error) => {
				if (!(error instanceof RequestError)) throw error;
			});
		},
	};
}
