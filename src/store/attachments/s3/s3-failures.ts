/** What is known of a request that failed; nothing of it is a secret. */
export type S3Failure = {
	/** S3's own name of the error, or that of the system or the SDK. */
	readonly name: string;
	readonly status: number | null;
};

/** Thrown when an answer lacks what S3 always says. */
export class NotS3Error extends Error {
	override readonly name = "NotS3Error";
	readonly $metadata = { httpStatusCode: 200 };
}

type SdkError = Error & {
	readonly code?: unknown;
	readonly $metadata?: { readonly httpStatusCode?: number };
};

/** Null for an error that does not come from a request to S3. */
export function failureOf(error: unknown): S3Failure | null {
	if (!(error instanceof Error)) return null;
	const { name, code, $metadata } = error as SdkError;
	const status = $metadata?.httpStatusCode ?? null;
	if (status !== null) return { name, status };
	const isNetwork = typeof code === "string" && isNetworkCode(code);
	if (isNetwork) return { name: code, status };
	// The SDK has no other name for it.
	if (error.message === "Region is missing")
		return { name: "RegionMissing", status };
	const isOfSdk =
		/^(Timeout|Abort|CredentialsProvider|TokenProvider)Error$/.test(name);
	return isOfSdk ? { name, status } : null;
}

/** Whether the same request may succeed a moment later. A server that was waited for in vain is not waited for again. */
export function isPassing({ name, status }: S3Failure): boolean {
	if (/^(RequestTimeTooSkewed|XAmzContentSHA256Mismatch|BadDigest)$/.test(name))
		return true;
	if (status === null) return isNetworkCode(name);
	return status >= 500 || status === 429 || status === 408 || status < 300;
}

/** Whether S3 certainly did not do what it was asked to. */
export function isRefused({ status }: S3Failure): boolean {
	if (status === null || status < 300) return false;
	return status < 500 || status === 503;
}

export function isMissing(error: unknown): boolean {
	return failureOf(error)?.name === "NoSuchKey";
}

function isNetworkCode(code: string): boolean {
	return /^(E(CONN|HOST|NET|PIPE|TIMEDOUT|AI_AGAIN|NOTFOUND|PROTO)|CERT_|ERR_(TLS|SSL)|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|HPE_)/.test(
		code,
	);
}
