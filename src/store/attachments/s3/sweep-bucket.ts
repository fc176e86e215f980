import { gracePeriod } from "../attachment-storage.ts";
import { isStorageName } from "../storage-name.ts";
import { deleteObject } from "./delete-object.ts";
import { listObjects } from "./list-objects.ts";
import type { Bucket } from "./open-bucket.ts";

/** Removes objects that no row names, page by page, once they are old by the clock of S3 alone. Answers how many went. */
export async function sweepBucket(
	bucket: Bucket,
	isNamed: (storageName: string) => Promise<boolean>,
	signal?: AbortSignal,
): Promise<number> {
	const { prefix } = bucket;
	let removed = 0;
	let token: string | undefined;
	do {
		const page = await listObjects(bucket, token);
		for (const { Key = "", LastModified } of page.objects) {
			if (signal?.aborted) return removed;
			const name = Key.slice(prefix.length);
			const age = page.at - (LastModified?.getTime() ?? Number.NaN);
			// What has no date has no age that could be compared.
			if (!isStorageName(name) || !(age >= gracePeriod)) continue;
			if (await isNamed(name)) continue;
			await deleteObject(bucket, name);
			removed++;
		}
		token = page.next;
	} while (token !== undefined);
	return removed;
}
