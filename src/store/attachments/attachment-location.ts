/** Where an installation keeps its attachments. */
export type AttachmentLocation = FolderLocation | BucketLocation;

export type FolderLocation = {
	readonly kind: "folder";
	readonly folder: string;
	/** The variable that names it. */
	readonly setting: "ATTACHMENTS_URL" | "ATTACHMENTS_DIR" | "DATABASE_URL";
};

export type BucketLocation = {
	readonly kind: "bucket";
	readonly bucket: string;
	/** Before the names of all files, without a slash at its end; may be empty. */
	readonly prefix: string;
	/** The address of a server that speaks S3; null for Amazon's. */
	readonly endpoint: string | null;
	/** Null for the one of the AWS configuration. */
	readonly region: string | null;
};
