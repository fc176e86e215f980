import type { ServerResponse } from "node:http";

const xml = (text: string) => `<?xml version="1.0" encoding="UTF-8"?>\n${text}`;

const statuses = {
	AccessDenied: 403,
	InvalidAccessKeyId: 403,
	SignatureDoesNotMatch: 403,
	XAmzContentSHA256Mismatch: 400,
	NoSuchBucket: 404,
	NoSuchKey: 404,
	PermanentRedirect: 301,
	MissingContentLength: 411,
	NotImplemented: 501,
	InternalError: 500,
	SlowDown: 503,
} as const;

export type S3ErrorCode = keyof typeof statuses;

export function sendS3Error(response: ServerResponse, code: S3ErrorCode): void {
	response.writeHead(statuses[code], { "content-type": "application/xml" });
	response.end(
		xml(`<Error><Code>${code}</Code><Message>${code}.</Message></Error>`),
	);
}

export function sendXml(response: ServerResponse, text: string): void {
	response.writeHead(200, { "content-type": "application/xml" });
	response.end(xml(text));
}

type Page = {
	readonly objects: readonly { readonly key: string; readonly at: number }[];
	readonly next: string | null;
};

export function describePage({ objects, next }: Page): string {
	const contents = objects.map(
		({ key, at }) =>
			`<Contents><Key>${key}</Key><LastModified>${new Date(at).toISOString()}</LastModified><Size>0</Size></Contents>`,
	);
	const end =
		next === null
			? "<IsTruncated>false</IsTruncated>"
			: `<IsTruncated>true</IsTruncated><NextContinuationToken>${next}</NextContinuationToken>`;
	return `<ListBucketResult>${contents.join("")}${end}</ListBucketResult>`;
}
