import { createReadStream } from "node:fs";
import { CopyObjectCommand, GetObjectCommand } from "@aws-sdk/client-s3";
import { digestOfFile } from "../../digest-of-file.ts";
import { writeFileDurably } from "../../write-file-durably.ts";
import type { BucketLocation } from "../attachment-location.ts";
import type { AttachmentStorage } from "../attachment-storage.ts";
import { type Scan, scanNothing } from "../scan-content.ts";
import { createObjectFiles, type Log } from "./create-object-files.ts";
import { explainBucket } from "./explain-bucket.ts";
import { defaultPatience, openBucket, type Patience } from "./open-bucket.ts";
import { prepareBucket } from "./prepare-bucket.ts";
import { putObject } from "./put-object.ts";
import { digestOfBody, readObject } from "./read-object.ts";
import { isMissing, NotS3Error } from "./s3-failures.ts";
import { sweepBucket } from "./sweep-bucket.ts";
import { withAttempts } from "./with-attempts.ts";

type Options = {
	readonly scan?: Scan;
	readonly log?: Log;
	readonly patience?: Patience;
};

/** Of an object that is nowhere. */
const absentName = "00000000-0000-0000-0000-000000000000";

/** Attachments in a bucket of a server that speaks S3, which any number of machines share. */
export function openAttachmentBucket(
	location: BucketLocation,
	{
		scan = scanNothing,
		log = { error() {} },
		patience = defaultPatience,
	}: Options = {},
): AttachmentStorage {
	const bucket = openBucket(location, patience);
	const { client, place } = bucket;

	async function explained<Result>(
		request: () => Promise<Result>,
	): Promise<Result> {
		try {
			return await request();
		} catch (error) {
			throw explainBucket(location, error);
		}
	}

	return {
		...createObjectFiles(bucket, scan, log),
		place,
		folders: [],
		prepare: () => explained(() => prepareBucket(bucket)),
		/** Reading what is not there is the cheapest request that shows whether S3 takes requests. */
		async check() {
			const abortSignal = AbortSignal.timeout(patience.connection);
			const command = new GetObjectCommand(bucket.object(absentName));
			try {
				await client.send(command, { abortSignal });
			} catch (error) {
				if (isMissing(error)) return;
				throw error;
			}
			throw new NotS3Error();
		},
		sweep: (isNamed, _now, signal) =>
			explained(() => sweepBucket(bucket, isNamed, signal)),
		digest: (storageName) =>
			explained(() => readObject(bucket, storageName, digestOfBody)),
		copyTo: (storageName, path) =>
			explained(async () => {
				const copied = await readObject(bucket, storageName, async (body) => {
					await writeFileDurably(path, body);
					return true;
				});
				return copied ?? false;
			}),
		setAside: (storageName, suffix) =>
			explained(async () => {
				const { Bucket, Key } = bucket.object(storageName);
				const command = new CopyObjectCommand({
					Bucket,
					Key: Key + suffix,
					CopySource: encodeURI(`${Bucket}/${Key}`),
				});
				const abortSignal = AbortSignal.timeout(patience.transfer);
				await withAttempts(() => client.send(command, { abortSignal }));
			}),
		putBack: (storageName, path) =>
			explained(() =>
				putObject(bucket, storageName, digestOfFile(path), () =>
					createReadStream(path),
				),
			),
		async sync() {},
		async close() {
			client.destroy();
		},
	};
}
