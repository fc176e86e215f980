import { DeleteObjectCommand } from "@aws-sdk/client-s3";
import type { Bucket } from "./open-bucket.ts";
import { withAttempts } from "./with-attempts.ts";

/** Removes an object, whether it is there or not. */
export async function deleteObject(
	{ client, patience, object }: Bucket,
	storageName: string,
): Promise<void> {
	await withAttempts(() =>
		client.send(new DeleteObjectCommand(object(storageName)), {
			abortSignal: AbortSignal.timeout(patience.request),
		}),
	);
}
