import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readdirSync, readlinkSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { after, before, beforeEach, describe, test } from "node:test";
import { RequestError } from "../../../src/domain/problems/request-error.ts";
import type { AttachmentStorage } from "../../../src/store/attachments/attachment-storage.ts";
import { openAttachmentBucket } from "../../../src/store/attachments/s3/open-attachment-bucket.ts";
import { defaultPatience } from "../../../src/store/attachments/s3/open-bucket.ts";
import { replaceEnvironment } from "../../support/replace-environment.ts";
import {
	type S3Fault,
	type S3Server,
	s3Bucket,
	s3Credentials,
	startS3Server,
} from "../../support/s3/start-s3-server.ts";
import { temporaryFolder } from "../../support/test-server.ts";

const content = randomBytes(300_000);
const unavailable = { name: "RequestError", kind: "unavailable" };
const spoolFolder = temporaryFolder();

let s3: S3Server;
let putBack: () => void;
let storage: AttachmentStorage;
let logged: string[];

before(async () => {
	s3 = await startS3Server();
	putBack = replaceEnvironment({ ...s3.env, TMPDIR: spoolFolder });
});
after(async () => {
	putBack();
	await s3[Symbol.asyncDispose]();
});

beforeEach(() => {
	s3.fault = null;
	s3.objects.clear();
	s3.requests.length = 0;
	logged = [];
	storage = open();
});

/** For faults without an answer; every other answer is waited for as long as in production, since a busy machine may be slow. */
const impatient = { ...defaultPatience, silence: 1_000 };

/** Lets requests fail from now on, those of `storage` among them. */
function failBy(fault: S3Fault) {
	s3.fault = fault;
	const isSilent = fault.kind === "hang" || fault.kind === "halfThenHang";
	if (isSilent) storage = open({}, impatient);
}

function open(
	change: object = {},
	patience = defaultPatience,
): AttachmentStorage {
	return openAttachmentBucket(
		{
			kind: "bucket",
			bucket: s3Bucket,
			prefix: "",
			endpoint: s3.url,
			region: "us-east-1",
			...change,
		},
		{
			log: { error: (details) => logged.push(JSON.stringify(details)) },
			patience,
		},
	);
}

async function* chunks(bytes: Uint8Array = content) {
	for (let start = 0; start < bytes.length; start += 50_000)
		yield bytes.subarray(start, start + 50_000);
}

async function written() {
	const file = await storage.writeStream(chunks(), content.length);
	assert.ok(typeof file === "object");
	return file;
}

/** Temporary files that are open; they have no name any more. */
function openSpools(): string[] {
	const links = readdirSync("/proc/self/fd").map((descriptor) => {
		try {
			return readlinkSync(`/proc/self/fd/${descriptor}`);
		} catch {
			return "";
		}
	});
	return links.filter((path) => path.startsWith(spoolFolder));
}

function assertNoSpools() {
	assert.deepEqual(openSpools(), []);
	assert.deepEqual(readdirSync(spoolFolder), []);
}

const count = (operation: string) =>
	s3.requests.filter((line) => line.startsWith(`${operation} `)).length;

const passing: readonly S3Fault["kind"][] = [
	"SlowDown",
	"InternalError",
	"cut",
	"storedThenCut",
];

describe("a file that is written to a bucket", () => {
	for (const kind of passing)
		test(`is there when S3 fails once (${kind})`, async () => {
			s3.fault = { on: "Put", kind, times: 1 };
			const file = await written();
			assert.equal(count("Put"), 2);
			assert.deepEqual([...s3.objects.keys()], [file.storageName]);
			assert.ok(s3.objects.get(file.storageName)?.content.equals(content));
			s3.fault = { on: "Put", kind, times: 1 };
			const name = await storage.write(content);
			assert.ok(s3.objects.get(name)?.content.equals(content));
			assert.deepEqual(logged, []);
			assertNoSpools();
		});

	for (const kind of [
		...passing,
		"AccessDenied",
		"NoSuchBucket",
		"hang",
		"html",
	] as const)
		test(`is refused, for the caller to send again, when S3 goes on failing (${kind}); nothing is left`, async () => {
			failBy({ on: "Put", kind });
			await assert.rejects(storage.writeStream(chunks(), 1e6), unavailable);
			await assert.rejects(storage.write(content), unavailable);
			assert.deepEqual([...s3.objects.keys()], []);
			assert.equal(logged.length, 2);
			assertNoSecret(logged.join());
			assertNoSpools();
		});

	test("is signed with the SHA-256 of its bytes, so that S3 takes no others", async () => {
		const changed = Buffer.from(content);
		// The file changes under the request, after it was digested.
		async function* source() {
			yield changed;
		}
		const result = storage.write(changed);
		changed[0] = (changed[0] as number) ^ 1;
		await assert.rejects(result, unavailable);
		assert.match(logged.join(), /XAmzContentSHA256Mismatch/);
		assert.deepEqual([...s3.objects.keys()], []);
		assert.ok(typeof (await storage.writeStream(source(), 1e6)) === "object");
	});
});

describe("a file that is read from a bucket", () => {
	for (const kind of ["SlowDown", "InternalError", "cut", "half"] as const)
		test(`is whole when S3 fails once (${kind})`, async () => {
			const file = await written();
			s3.fault = { on: "Get", kind, times: 1 };
			const stream = await storage.openChecked(file);
			assert.ok((await buffer(stream)).equals(content));
			assert.equal(count("Get"), 2);
			assertNoSpools();
		});

	for (const kind of [
		"SlowDown",
		"cut",
		"half",
		"hang",
		"halfThenHang",
		"AccessDenied",
		"NoSuchBucket",
	] as const)
		test(`is refused, for the caller to come again, when S3 goes on failing (${kind})`, async () => {
			const file = await written();
			failBy({ on: "Get", kind });
			await assert.rejects(storage.openChecked(file), unavailable);
			assert.equal(logged.length, 1);
			assertNoSecret(logged.join());
			assertNoSpools();
		});

	test("is whole for each of many who read it at once", async () => {
		const file = await written();
		const answers = await Promise.all(
			Array.from({ length: 150 }, async () =>
				(await buffer(await storage.openChecked(file))).equals(content),
			),
		);
		assert.ok(answers.every(Boolean));
		assertNoSpools();
	});

	test("is a fault of ours when other bytes come", async () => {
		const file = await written();
		s3.fault = { on: "Get", kind: "wrongBytes" };
		await assert.rejects(storage.openChecked(file), (error: Error) => {
			assert.ok(!(error instanceof RequestError));
			assert.match(error.message, /does not match its SHA-256/);
			return true;
		});
		assertNoSpools();
	});

	test("has a temporary file only as long as it is read, also when its caller leaves", async () => {
		const file = await written();
		const stream = await storage.openChecked(file);
		assert.equal(openSpools().length, 1);
		assert.deepEqual(readdirSync(spoolFolder), []);
		const closed = new Promise((resolve) => stream.once("close", resolve));
		for await (const _ of stream) break;
		await closed;
		assertNoSpools();
	});
});

test("a file that cannot be deleted now is left for the sweep", async () => {
	const { storageName } = await written();
	s3.fault = { on: "Delete", kind: "SlowDown" };
	await storage.remove(storageName);
	assert.equal(s3.objects.size, 1);
	s3.fault = null;
	s3.clock.now += 2 * 60 * 60_000;
	assert.equal(await storage.sweep(async () => false, Date.now), 1);
	assert.equal(s3.objects.size, 0);
	s3.clock.now = Date.now();
});

describe("the sweep of a bucket", () => {
	test("reads all pages, and takes what is old on each", async () => {
		const names = Array.from(
			{ length: 1_050 },
			(_, index) =>
				`00000000-0000-0000-0000-${String(index).padStart(12, "0")}`,
		);
		for (const name of names)
			s3.objects.set(name, { content: Buffer.alloc(0), at: 0 });
		const isNamed = async (name: string) => !name.endsWith("49");
		assert.equal(await storage.sweep(isNamed, Date.now), 11);
		assert.equal(count("List"), 2);
		s3.pageSize = 100;
		s3.requests.length = 0;
		assert.equal(await storage.sweep(async () => false, Date.now), 1_039);
		assert.equal(count("List"), 11);
		s3.pageSize = 1_000;
		assert.equal(s3.objects.size, 0);
	});

	test("takes nothing while the clock of S3 says that it is young, whatever that of this process says", async () => {
		s3.clock.now = Date.now() - 30 * 24 * 60 * 60_000;
		await written();
		const later = () => Date.now() + 365 * 24 * 60 * 60_000;
		assert.equal(await storage.sweep(async () => false, later), 0);
		s3.clock.now += 2 * 60 * 60_000;
		assert.equal(await storage.sweep(async () => false, later), 1);
		s3.clock.now = Date.now();
	});

	test("says in a sentence why it failed", async () => {
		s3.fault = { on: "List", kind: "SlowDown" };
		await assert.rejects(
			storage.sweep(async () => false, Date.now),
			{
				name: "StoreError",
				message: `${s3.url} answers 503 (SlowDown); see to it, and try again.`,
			},
		);
	});
});

describe("the check of a bucket", () => {
	for (const kind of [
		"SlowDown",
		"cut",
		"hang",
		"AccessDenied",
		"NoSuchBucket",
		"html",
	] as const)
		test(`fails as long as S3 does (${kind})`, async () => {
			await storage.check();
			failBy({ on: "Get", kind });
			await assert.rejects(storage.check());
			s3.fault = null;
			await storage.check();
		});
});

describe("a start", () => {
	const faults: readonly [S3Fault, RegExp][] = [
		[
			{ on: "List", kind: "AccessDenied" },
			/does not let these credentials work in the bucket "files" \(AccessDenied\); allow them s3:ListBucket there/,
		],
		[
			{ on: "Put", kind: "AccessDenied" },
			/\(AccessDenied\); allow them .*s3:PutObject/,
		],
		[
			{ on: "Get", kind: "AccessDenied" },
			/\(AccessDenied\); allow them .*s3:GetObject/,
		],
		[
			{ on: "Delete", kind: "AccessDenied" },
			/\(AccessDenied\); allow them .*s3:DeleteObject/,
		],
		[
			{ on: "List", kind: "PermanentRedirect" },
			/is in another region \(PermanentRedirect\); set AWS_REGION/,
		],
		[{ on: "List", kind: "SlowDown" }, /answers 503 \(SlowDown\); see to it/],
		[{ on: "List", kind: "hang" }, /cannot be reached \(TimeoutError\)/],
		[
			{ on: "List", kind: "html" },
			/does not answer as S3 does; correct S3_ENDPOINT/,
		],
		[
			{ on: "Get", kind: "wrongBytes" },
			/gives back other bytes than it was given/,
		],
	];
	for (const [fault, expected] of faults)
		test(`says what to do when S3 fails (${fault.on} ${fault.kind})`, async () => {
			failBy(fault);
			await assertRefused(storage, expected);
		});

	const locations: readonly [string, object, NodeJS.ProcessEnv, RegExp][] = [
		[
			"a bucket that is nowhere",
			{ bucket: "nowhere" },
			{},
			/has no bucket "nowhere"; make it, or name another one in ATTACHMENTS_URL\.$/,
		],
		[
			"an unknown key",
			{},
			{ AWS_ACCESS_KEY_ID: "AKIAOTHER" },
			/refuses the credentials \(InvalidAccessKeyId\); set AWS_ACCESS_KEY_ID/,
		],
		[
			"a wrong secret",
			{},
			{ AWS_SECRET_ACCESS_KEY: "wrong" },
			/refuses the credentials \(SignatureDoesNotMatch\)/,
		],
		[
			"no credentials",
			{},
			{
				AWS_ACCESS_KEY_ID: "",
				AWS_SECRET_ACCESS_KEY: "",
				AWS_EC2_METADATA_DISABLED: "true",
				AWS_SHARED_CREDENTIALS_FILE: "/nowhere",
				AWS_CONFIG_FILE: "/nowhere",
			},
			/^No credentials for S3 were found; set AWS_ACCESS_KEY_ID/,
		],
		[
			"no region",
			{ region: null },
			{ AWS_REGION: "", AWS_CONFIG_FILE: "/nowhere" },
			/^The region of S3 is not known; set AWS_REGION/,
		],
		[
			"a port where nothing listens",
			{ endpoint: "http://127.0.0.1:1" },
			{},
			/^http:\/\/127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\); start S3 there/,
		],
		[
			"a name that does not resolve",
			{ endpoint: "http://nowhere.invalid" },
			{},
			/cannot be reached \((ENOTFOUND|EAI_AGAIN)\)/,
		],
		[
			"a temporary folder that is not there",
			{},
			{ TMPDIR: "/nowhere" },
			/^The temporary folder \/nowhere cannot be written \(ENOENT\); .* TMPDIR\.$/,
		],
	];
	for (const [title, change, env, expected] of locations)
		test(`says what to do about ${title}`, async () => {
			const putOthersBack = replaceEnvironment(env);
			try {
				await assertRefused(open(change), expected);
			} finally {
				putOthersBack();
			}
		});

	test("speaks TLS only with a server that it knows", async () => {
		const endpoint = s3.url.replace("http:", "https:");
		await assertRefused(
			open({ endpoint }),
			/^TLS with https:.* fails \(\w+\); /,
		);
	});
});

async function assertRefused(opened: AttachmentStorage, expected: RegExp) {
	await assert.rejects(opened.prepare(), (error: Error) => {
		assert.equal(error.name, "StoreError", error.stack);
		assert.match(error.message, expected);
		assert.equal(error.message.split("\n").length, 1);
		assertNoSecret(`${error.message} ${error.stack} ${String(error.cause)}`);
		return true;
	});
}

function assertNoSecret(text: string) {
	for (const secret of [s3Credentials.secret, s3Credentials.keyId])
		assert.ok(!text.includes(secret), text);
}
