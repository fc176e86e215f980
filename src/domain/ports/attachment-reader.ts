import type { StoredAttachment } from "./stored-files.ts";

/** The port to what is known of files. */
export type AttachmentReader = {
	find(id: number): Promise<StoredAttachment | null>;
	/** Whether a row, of an attachment or an upload, names this file of the attachment folder. */
	hasFile(storageName: string): Promise<boolean>;
};
