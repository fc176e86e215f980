import type { AttachmentLocation } from "../../store/attachments/attachment-location.ts";
import type { AttachmentStorage } from "../../store/attachments/attachment-storage.ts";
import { openAttachments } from "../../store/attachments/open-attachments.ts";

/** Opens the place of the attachments, hands it over, and closes it. */
export async function withAttachments<Result>(
	location: AttachmentLocation,
	use: (attachments: AttachmentStorage) => Promise<Result>,
): Promise<Result> {
	const attachments = await openAttachments(location);
	try {
		return await use(attachments);
	} finally {
		await attachments.close();
	}
}
