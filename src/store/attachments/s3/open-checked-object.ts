import type { WrittenFile } from "../../../domain/ports/stored-files.ts";
import { StreamRefused } from "../measure-stream.ts";
import type { Bucket } from "./open-bucket.ts";
import { readObject } from "./read-object.ts";
import { spool } from "./spool.ts";

/** The bytes of an object from a temporary file, after all of them have come and were compared with their SHA-256. */
export async function openCheckedObject(
	bucket: Bucket,
	{ storageName, size, sha256 }: WrittenFile,
): Promise<NodeJS.ReadableStream> {
	const damaged = new Error(
		`Attachment object ${storageName} of ${bucket.place} does not match its SHA-256.`,
	);
	const spooled = await readObject(bucket, storageName, (body) =>
		spool(body, size),
	).catch((error) => {
		throw error instanceof StreamRefused ? damaged : error;
	});
	if (spooled === null)
		throw new Error(
			`Attachment object ${storageName} is not in ${bucket.place}.`,
		);
	if (spooled.sha256 !== sha256) {
		await spooled.file.close();
		throw damaged;
	}
	return spooled.file.createReadStream({ start: 0 });
}
