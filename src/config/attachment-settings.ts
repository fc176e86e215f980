import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import type {
	AttachmentLocation,
	BucketLocation,
} from "../store/attachments/attachment-location.ts";
import { filePath, isHttpUrl } from "./config-values.ts";

/** The most bytes that S3 takes in one request. */
const largestObject = 5 * 1024 ** 3;

/* Where attachments are kept: the variables, what they say together, and what contradicts itself. */

export const attachmentSettings = {
	ATTACHMENTS_URL: z
		.string()
		.refine(
			(value) => parseAttachmentsUrl(value) !== null,
			'must be a folder such as "file:data/attachments", or a bucket such as "s3://bucket" or "s3://bucket/prefix" whose prefix has letters, digits and "/!_.*\'()-" alone',
		)
		.optional(),
	ATTACHMENTS_DIR: z.string().optional(),
	S3_ENDPOINT: z
		.string()
		.refine(
			isHttpUrl,
			'must be an address such as "http://minio:9000", without a query, a fragment or a login',
		)
		.optional(),
	AWS_REGION: z.string().optional(),
};

type Settings = {
	readonly [Name in keyof typeof attachmentSettings]?: string | undefined;
};

/** By default the folder stands beside the database. */
export function attachmentLocation(
	read: Settings,
	databaseFile: string,
): AttachmentLocation {
	if (read.ATTACHMENTS_URL) {
		const named = parseAttachmentsUrl(read.ATTACHMENTS_URL);
		if (named?.kind === "bucket") {
			const endpoint = read.S3_ENDPOINT?.replace(/\/+$/, "") ?? null;
			// Servers other than Amazon's have one region, which by custom has this name.
			const preset = endpoint === null ? null : "us-east-1";
			return { ...named, endpoint, region: read.AWS_REGION ?? preset };
		}
		if (named) return { ...named, setting: "ATTACHMENTS_URL" };
	}
	return {
		kind: "folder",
		folder: resolve(
			read.ATTACHMENTS_DIR ?? join(dirname(databaseFile), "attachments"),
		),
		setting: read.ATTACHMENTS_DIR ? "ATTACHMENTS_DIR" : "DATABASE_URL",
	};
}

/** Settings that cannot stand beside each other, a sentence for each. */
export function attachmentContradictions(env: NodeJS.ProcessEnv): string[] {
	const named = parseAttachmentsUrl(env.ATTACHMENTS_URL ?? "");
	const folder = env.ATTACHMENTS_DIR;
	const found: string[] = [];
	if (named && folder && !isSame(named, folder))
		found.push(
			"ATTACHMENTS_URL and ATTACHMENTS_DIR name two places; set ATTACHMENTS_URL alone.",
		);
	if (named?.kind === "bucket") {
		if (Number(env.MAX_ATTACHMENT_BYTES) > largestObject)
			found.push(
				`MAX_ATTACHMENT_BYTES must be at most ${largestObject} where ATTACHMENTS_URL is a bucket.`,
			);
	} else if (env.S3_ENDPOINT)
		found.push(
			"S3_ENDPOINT needs ATTACHMENTS_URL, which says whose bucket it is, such as s3://bucket.",
		);
	return found;
}

type NamedPlace =
	| { readonly kind: "folder"; readonly folder: string }
	| Pick<BucketLocation, "kind" | "bucket" | "prefix">;

/** The folder or the bucket that an address names; null for any other address. */
function parseAttachmentsUrl(url: string): NamedPlace | null {
	if (url.startsWith("file:")) {
		const folder = filePath(url);
		return folder === null ? null : { kind: "folder", folder };
	}
	const [, bucket, path = ""] = /^s3:\/\/([^/]*)(\/.*)?$/.exec(url) ?? [];
	if (bucket === undefined) return null;
	const prefix = path.replace(/^\/|\/$/g, "");
	const isUsable =
		/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) &&
		/^([\w!.*'()-]+(\/[\w!.*'()-]+)*)?$/.test(prefix) &&
		!/(^|\/)\.\.?(\/|$)/.test(prefix) &&
		prefix.length <= 512;
	return isUsable ? { kind: "bucket", bucket, prefix } : null;
}

function isSame(named: NamedPlace, folder: string): boolean {
	return named.kind === "folder" && named.folder === resolve(folder);
}
