import type { AttachmentLocation } from "./attachment-location.ts";
import type { AttachmentStorage } from "./attachment-storage.ts";
import { openAttachmentFolder } from "./folder/open-attachment-folder.ts";
import { type Scan, scanNothing } from "./scan-content.ts";

type Options = {
	readonly scan?: Scan;
	/** Told of each request to S3 that fails while files are served. */
	readonly log?: { error(details: object, message: string): void };
};

/** Opens the place that an installation keeps its attachments in. Nothing is made or asked before `prepare`. */
export async function openAttachments(
	location: AttachmentLocation,
	options: Options = {},
): Promise<AttachmentStorage> {
	const { scan = scanNothing } = options;
	if (location.kind === "folder")
		return openAttachmentFolder(location.folder, location.setting, scan);
	// The AWS SDK takes half a second and 24 MB to load, which a start without a bucket does not pay.
	const { openAttachmentBucket } = await import(
		"./s3/open-attachment-bucket.ts"
	);
	return openAttachmentBucket(location, options);
}
