import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { Readable } from "node:stream";
import { StoreError } from "../../store-error.ts";
import { newStorageName } from "../storage-name.ts";
import { deleteObject } from "./delete-object.ts";
import { listObjects } from "./list-objects.ts";
import type { Bucket } from "./open-bucket.ts";
import { putObject } from "./put-object.ts";
import { digestOfBody, readObject } from "./read-object.ts";
import { spool } from "./spool.ts";

/** Does all that is needed later, with an object of its own: lists, stores, reads and deletes. */
export async function prepareBucket(bucket: Bucket): Promise<void> {
	const content = randomBytes(16);
	const spooled = await spool(Readable.from([content]), content.length).catch(
		(error: NodeJS.ErrnoException) => {
			throw new StoreError(
				`The temporary folder ${tmpdir()} cannot be written (${error.code ?? error.message}); make it writable, or name another one in TMPDIR.`,
			);
		},
	);
	await spooled.file.close();
	await listObjects(bucket);
	const name = newStorageName();
	await putObject(bucket, name, spooled, () => Readable.from([content]));
	const read = await readObject(bucket, name, digestOfBody);
	await deleteObject(bucket, name);
	if (read?.sha256 !== spooled.sha256)
		throw new StoreError(
			`${bucket.place} gives back other bytes than it was given; correct S3_ENDPOINT, or use another server.`,
		);
}
