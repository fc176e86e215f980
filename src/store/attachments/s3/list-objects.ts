import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import type { Bucket } from "./open-bucket.ts";
import { NotS3Error } from "./s3-failures.ts";
import { withAttempts } from "./with-attempts.ts";

/**
 * A page of the objects whose names begin with the prefix of the bucket and have no further slash; the token of the next
 * page, if there is one; and the time at which S3 answered.
 */
export async function listObjects(
	{ client, location, prefix, patience }: Bucket,
	token?: string,
) {
	const command = new ListObjectsV2Command({
		Bucket: location.bucket,
		Prefix: prefix,
		Delimiter: "/",
		ContinuationToken: token,
	});
	let at = Number.NaN;
	command.middlewareStack.add(
		(next) => async (args) => {
			const answer = await next(args);
			const { headers } = answer.response as {
				headers: { readonly date?: string };
			};
			at = Date.parse(headers.date ?? "");
			return answer;
		},
		{ step: "deserialize" },
	);
	const { Contents, IsTruncated, NextContinuationToken } = await withAttempts(
		() =>
			client.send(command, {
				abortSignal: AbortSignal.timeout(patience.request),
			}),
	);
	if (IsTruncated === undefined) throw new NotS3Error();
	const next = IsTruncated ? NextContinuationToken : undefined;
	return { objects: Contents ?? [], next, at };
}
