import { after, before } from "node:test";
import { openAttachmentBucket } from "../../../src/store/attachments/s3/open-attachment-bucket.ts";
import { replaceEnvironment } from "../../support/replace-environment.ts";
import {
	type S3Server,
	s3Bucket,
	startS3Server,
} from "../../support/s3/start-s3-server.ts";
import { describeAttachments } from "./attachment-contract.ts";

let s3: S3Server;
let putBack: () => void;
before(async () => {
	s3 = await startS3Server();
	putBack = replaceEnvironment(s3.env);
});
after(async () => {
	putBack();
	await s3[Symbol.asyncDispose]();
});

let count = 0;

for (const depth of ["", "cases", "acme/cases"])
	describeAttachments(`a bucket, with the prefix "${depth}"`, async (scan) => {
		const prefix = depth && `${depth}/${++count}`;
		const before = prefix && `${prefix}/`;
		if (prefix === "") s3.objects.clear();
		// What belongs to somebody else, and must stay.
		if (prefix !== "")
			s3.objects.set(`${before}deeper/x`, { content: Buffer.alloc(1), at: 0 });
		const storage = openAttachmentBucket(
			{
				kind: "bucket",
				bucket: s3Bucket,
				prefix,
				endpoint: s3.url,
				region: "us-east-1",
			},
			scan ? { scan } : {},
		);
		await storage.prepare();
		return {
			storage,
			names: () =>
				[...s3.objects.keys()]
					.filter((key) => key.startsWith(before))
					.map((key) => key.slice(before.length))
					.filter((name) => name !== "deeper/x")
					.toSorted(),
			contentOf: (name) => s3.objects.get(before + name)?.content as Buffer,
			put(name, content, age = 0) {
				s3.objects.set(before + name, { content, at: s3.clock.now - age });
			},
			drop(name) {
				s3.objects.delete(before + name);
			},
		};
	});
