import type { CallerOwner } from "./idempotency-keys.ts";

export type NewAttachment = {
	readonly fileName: string;
	readonly contentType: string;
	readonly size: number;
	/** Hexadecimal SHA-256 of the bytes. */
	readonly sha256: string;
	/** The file's name where attachment bytes are kept. */
	readonly storageName: string;
	/** The upload that this attachment uses up. */
	readonly uploadId?: number;
};

/** A file that came ahead of its case. */
export type NewUpload = NewAttachment &
	CallerOwner & { readonly createdAt: number };

export type StoredUpload = NewUpload & { readonly id: number };

export type StoredAttachment = NewAttachment & {
	readonly id: number;
	readonly caseId: number;
	readonly partyId: number;
};

/** What is known of a file once its bytes are kept. */
export type WrittenFile = Pick<
	NewAttachment,
	"size" | "sha256" | "storageName"
>;

/** The port to where attachment bytes are kept. */
export type AttachmentFiles = {
	/** Asks the scanner of this installation, where there is one, whether bytes may be kept. */
	scan(content: Uint8Array): Promise<"clean" | "infected">;
	/** Writes a file that outlives a power cut, under its final name, when this resolves; answers that name. */
	write(content: Uint8Array): Promise<string>;
	/** The same for bytes as they come, scanned as well: the next are asked for when the last are written. What is not kept leaves nothing. */
	writeStream(
		source: AsyncIterable<Uint8Array>,
		longest: number,
	): Promise<WrittenFile | "tooLarge" | "infected">;
	/** The bytes of a file, all compared with their SHA-256 before the first is given; a missing or damaged file is thrown. */
	openChecked(file: WrittenFile): Promise<NodeJS.ReadableStream>;
	/** A file that cannot be removed now may stay: no row names it, so that the sweep takes it. */
	remove(storageName: string): Promise<void>;
};
