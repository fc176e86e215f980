/** Limits on what one command may carry; each is configurable, and named with its figure in the error. */
export type Limits = {
	/** Characters (code points) of a comment or a Text field. */
	readonly textLength: number;
	/** Characters of file names, content types and other short texts. */
	readonly shortTextLength: number;
	/** Comments in one create. */
	readonly comments: number;
	/** Attachments in one create, and of one case. */
	readonly attachments: number;
	/** Decoded bytes of all inline attachments of one create together. */
	readonly inlineAttachmentBytes: number;
	/** Bytes of a file that is sent on its own. */
	readonly attachmentBytes: number;
	/** Uploads of one caller that no case has used yet. */
	readonly uploads: number;
	/** Tags that a caller may put on a case. */
	readonly tags: number;
};

export const defaultLimits: Limits = {
	textLength: 65_536,
	shortTextLength: 255,
	comments: 100,
	attachments: 20,
	inlineAttachmentBytes: 5 * 1024 * 1024,
	attachmentBytes: 10 * 1024 * 1024,
	uploads: 100,
	tags: 25,
};
