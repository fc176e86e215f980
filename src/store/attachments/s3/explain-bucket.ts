import { StoreError } from "../../store-error.ts";
import type { BucketLocation } from "../attachment-location.ts";
import { failureOf, type S3Failure } from "./s3-failures.ts";

/** What an administrator should do about a bucket that cannot be worked with; any other error as it is. Values of credentials are never quoted. */
export function explainBucket(
	location: BucketLocation,
	error: unknown,
): unknown {
	const failure = failureOf(error);
	return failure === null
		? error
		: new StoreError(sentenceOf(location, failure));
}

function sentenceOf(
	location: BucketLocation,
	{ name, status }: S3Failure,
): string {
	const { bucket } = location;
	const address = addressOf(location);
	if (name === "NotS3Error")
		return `${address} does not answer as S3 does; correct S3_ENDPOINT.`;
	if (name === "NoSuchBucket")
		return `${address} has no bucket "${bucket}"; make it, or name another one in ATTACHMENTS_URL.`;
	if (/^(CredentialsProvider|TokenProvider)Error$/.test(name))
		return "No credentials for S3 were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine a role.";
	if (isCredentialError(name) || status === 401)
		return `${address} refuses the credentials (${name}); set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to those of a user of the bucket "${bucket}".`;
	if (status === 403)
		return `${address} does not let these credentials work in the bucket "${bucket}" (${name}); allow them s3:ListBucket there, and s3:GetObject, s3:PutObject and s3:DeleteObject on its objects.`;
	if (name === "RequestTimeTooSkewed")
		return `The clock of this machine differs from that of ${address}; set it right.`;
	if (name === "RegionMissing")
		return "The region of S3 is not known; set AWS_REGION to that of the bucket.";
	if (
		(status !== null && status >= 300 && status < 400) ||
		/^(AuthorizationHeaderMalformed|IllegalLocationConstraint)/.test(name)
	)
		return `The bucket "${bucket}" is in another region (${name}); set AWS_REGION to that region.`;
	if (
		/^(CERT_|ERR_(TLS|SSL)|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|EPROTO)/.test(name)
	)
		return `TLS with ${address} fails (${name}); correct S3_ENDPOINT, or name the certificate of its authority in NODE_EXTRA_CA_CERTS.`;
	if (status === null)
		return `${address} cannot be reached (${name}); start S3 there, or correct S3_ENDPOINT and the network.`;
	return `${address} answers ${status} (${name}); see to it, and try again.`;
}

function addressOf({ endpoint, region }: BucketLocation): string {
	return endpoint ?? (region === null ? "S3" : `S3 in ${region}`);
}

function isCredentialError(name: string): boolean {
	return /^(InvalidAccessKeyId|SignatureDoesNotMatch|InvalidToken|ExpiredToken|TokenRefreshRequired|InvalidClientTokenId)/.test(
		name,
	);
}
