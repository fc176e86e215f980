import { S3Client } from "@aws-sdk/client-s3";
import type { BucketLocation } from "../attachment-location.ts";
import { requireStorageName } from "../storage-name.ts";

/** How long S3 is waited for, in milliseconds. */
export type Patience = {
	/** For a connection, which may have to become free first. */
	readonly connection: number;
	/** For the next byte in either direction. */
	readonly silence: number;
	/** For a request without bytes of a file. */
	readonly request: number;
	/** For the bytes of a file. */
	readonly transfer: number;
};

export const defaultPatience: Patience = {
	connection: 2_000,
	silence: 10_000,
	request: 15_000,
	transfer: 30 * 60_000,
};

export type Bucket = {
	readonly location: BucketLocation;
	readonly patience: Patience;
	readonly client: S3Client;
	/** How messages name it. */
	readonly place: string;
	/** What stands before the names of all its files. */
	readonly prefix: string;
	/** What every request names: the bucket, and the object with this name. */
	object(storageName: string): {
		readonly Bucket: string;
		readonly Key: string;
	};
};

/** Connections to S3 at once; whoever waits for one longer than for a connection comes again. */
const maxSockets = 200;

const quiet = () => {};

/** A client for one bucket. Credentials, and the region unless it is given, are those that the AWS SDK finds. */
export function openBucket(
	location: BucketLocation,
	patience: Patience,
): Bucket {
	const { bucket, prefix: folder, endpoint, region } = location;
	const prefix = folder === "" ? "" : `${folder}/`;
	const client = new S3Client({
		...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
		...(region === null ? {} : { region }),
		// Otherwise a stream is sent in chunks with a checksum after it, which some servers store as they came.
		requestChecksumCalculation: "WHEN_REQUIRED",
		responseChecksumValidation: "WHEN_REQUIRED",
		// The SDK repeats no request whose body is a stream; `withAttempts` repeats all alike.
		maxAttempts: 1,
		// Each such request has a connection of its own, and waits for proxies that do not answer it.
		expectContinueHeader: false,
		requestHandler: {
			connectionTimeout: patience.connection,
			socketTimeout: patience.silence,
			httpAgent: { maxSockets },
			httpsAgent: { maxSockets },
		},
		logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
	});
	return {
		location,
		patience,
		client,
		place: `s3://${bucket}/${prefix}`,
		prefix,
		object: (storageName) => ({
			Bucket: bucket,
			Key: prefix + requireStorageName(storageName),
		}),
	};
}
