import type { CallerOwner } from "./idempotency-keys.ts";
import type { NewUpload, StoredUpload } from "./stored-files.ts";

/** The port to the uploads that no case has used yet. */
export type UploadStore = {
	/** Answers its id; null when its owner has `most` uploads waiting already. */
	add(upload: NewUpload, most: number): Promise<number | null>;
	count(owner: CallerOwner): Promise<number>;
	find(id: number): Promise<StoredUpload | null>;
	/** Removes uploads that nothing used by then. */
	remove(olderThan: number): Promise<number>;
};
