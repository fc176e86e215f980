import assert from "node:assert/strict";
import { resolve } from "node:path";
import { describe, test } from "node:test";
import { ConfigError, readConfig } from "../../src/config/read-config.ts";

const DATABASE_URL = "file:/var/lib/casebridge/casebridge.db";
const folder = (path: string, setting: string) => ({
	kind: "folder",
	folder: path,
	setting,
});
const bucket = (
	name: string,
	prefix: string,
	endpoint: string | null = null,
	region: string | null = null,
) => ({ kind: "bucket", bucket: name, prefix, endpoint, region });

describe("attachments are kept", () => {
	const places: readonly [NodeJS.ProcessEnv, object][] = [
		[{}, folder("/var/lib/casebridge/attachments", "DATABASE_URL")],
		[{ ATTACHMENTS_DIR: "/files" }, folder("/files", "ATTACHMENTS_DIR")],
		[{ ATTACHMENTS_DIR: "files" }, folder(resolve("files"), "ATTACHMENTS_DIR")],
		[{ ATTACHMENTS_URL: "file:/files" }, folder("/files", "ATTACHMENTS_URL")],
		[
			{ ATTACHMENTS_URL: "file:///files%20a" },
			folder("/files a", "ATTACHMENTS_URL"),
		],
		[
			{ ATTACHMENTS_URL: "file:files" },
			folder(resolve("files"), "ATTACHMENTS_URL"),
		],
		[
			{ ATTACHMENTS_URL: "file:/files", ATTACHMENTS_DIR: "/files/" },
			folder("/files", "ATTACHMENTS_URL"),
		],
		[
			{ ATTACHMENTS_URL: "", ATTACHMENTS_DIR: "/files" },
			folder("/files", "ATTACHMENTS_DIR"),
		],
		[{ ATTACHMENTS_URL: "s3://files" }, bucket("files", "")],
		[{ ATTACHMENTS_URL: "s3://files/" }, bucket("files", "")],
		[
			{ ATTACHMENTS_URL: "s3://my.files-1/acme/case_files/" },
			bucket("my.files-1", "acme/case_files"),
		],
		[
			{ ATTACHMENTS_URL: "s3://files", AWS_REGION: "eu-west-1" },
			bucket("files", "", null, "eu-west-1"),
		],
		[
			{ ATTACHMENTS_URL: "s3://files", S3_ENDPOINT: "http://minio:9000/" },
			bucket("files", "", "http://minio:9000", "us-east-1"),
		],
		[
			{
				ATTACHMENTS_URL: "s3://files",
				S3_ENDPOINT: "https://s3.example/path",
				AWS_REGION: "home",
			},
			bucket("files", "", "https://s3.example/path", "home"),
		],
	];
	for (const [env, expected] of places)
		test(`where ${JSON.stringify(env)} says`, () => {
			const { attachments } = readConfig({ DATABASE_URL, ...env });
			assert.deepEqual(attachments, expected);
		});

	const wrong: readonly [NodeJS.ProcessEnv, RegExp][] = [
		...[
			"files",
			"http://files",
			"file:",
			"file://elsewhere/files",
			"s3:",
			"s3://",
			"s3:///prefix",
			"s3://Files",
			"s3://fi",
			"s3://key:secret@files",
			"s3://files?region=x",
			"s3://files/a?b",
			"s3://files/a//b",
			"s3://files//a",
			"s3://files/..",
			"s3://files/a/../b",
			"s3://files/.",
			"s3://files/é",
			"s3://files/a b",
			`s3://files/${"a".repeat(513)}`,
		].map((url): [NodeJS.ProcessEnv, RegExp] => [
			{ ATTACHMENTS_URL: url },
			/^ {2}ATTACHMENTS_URL="[^\n]+" must be a folder such as "file:data\/attachments", or a bucket such as/m,
		]),
		[
			{ ATTACHMENTS_URL: "file:/files", ATTACHMENTS_DIR: "/other" },
			/^ {2}ATTACHMENTS_URL and ATTACHMENTS_DIR name two places; set ATTACHMENTS_URL alone\.$/m,
		],
		[
			{ ATTACHMENTS_URL: "s3://files", ATTACHMENTS_DIR: "/files" },
			/^ {2}ATTACHMENTS_URL and ATTACHMENTS_DIR name two places/m,
		],
		[
			{ S3_ENDPOINT: "http://minio:9000" },
			/^ {2}S3_ENDPOINT needs ATTACHMENTS_URL/m,
		],
		[
			{ ATTACHMENTS_URL: "file:/files", S3_ENDPOINT: "http://minio:9000" },
			/^ {2}S3_ENDPOINT needs ATTACHMENTS_URL/m,
		],
		...["minio:9000", "s3://x", "http://a:b@minio", "http://minio?x"].map(
			(endpoint): [NodeJS.ProcessEnv, RegExp] => [
				{ ATTACHMENTS_URL: "s3://files", S3_ENDPOINT: endpoint },
				/^ {2}S3_ENDPOINT="[^\n]+" must be an address such as/m,
			],
		),
		[
			{ ATTACHMENTS_URL: "s3://files", MAX_ATTACHMENT_BYTES: "5368709121" },
			/^ {2}MAX_ATTACHMENT_BYTES must be at most 5368709120 where ATTACHMENTS_URL is a bucket\.$/m,
		],
	];
	for (const [env, expected] of wrong)
		test(`nowhere by ${JSON.stringify(env).slice(0, 80)}, which is refused in words`, () => {
			assert.throws(
				() => readConfig({ DATABASE_URL, ...env }),
				(error: Error) => {
					assert.ok(error instanceof ConfigError);
					assert.match(error.message, expected);
					return true;
				},
			);
		});

	test("in a bucket with a file of 5 GiB at most, and in a folder with any", () => {
		for (const env of [
			{ ATTACHMENTS_URL: "s3://files", MAX_ATTACHMENT_BYTES: "5368709120" },
			{ MAX_ATTACHMENT_BYTES: "5368709121" },
		])
			assert.equal(
				readConfig(env).limits.attachmentBytes,
				Number(env.MAX_ATTACHMENT_BYTES),
			);
	});
});
