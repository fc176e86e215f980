import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { typeCommand } from "./cli/type-command.ts";
import { change, problemsIn } from "./graphql/change.ts";
import {
	addFile,
	deleteFile,
	newCase,
	readFile,
	startRequest,
	until,
	upload,
	uploaded,
} from "./rest/v4/file-calls.ts";
import { assertStored } from "./rest/v4/stored.ts";
import { bodyOf, fill, keyed } from "./support/filled-server.ts";
import { freePort } from "./support/free-port.ts";
import { replaceEnvironment } from "./support/replace-environment.ts";
import {
	graphql,
	party1,
	postCase,
	rows,
	send,
	telefonico,
} from "./support/requests.ts";
import {
	type S3Fault,
	type S3Server,
	s3Credentials,
	startS3Server,
} from "./support/s3/start-s3-server.ts";
import { spawnCasebridge } from "./support/spawn-casebridge.ts";
import {
	startServer,
	type TestServer,
	temporaryFolder,
} from "./support/test-server.ts";

let s3: S3Server;
let putBack: () => void;

before(async () => {
	s3 = await startS3Server();
	// The SDK reads its credentials from the process itself.
	putBack = replaceEnvironment(s3.env);
});
after(async () => {
	putBack();
	await s3[Symbol.asyncDispose]();
});
beforeEach(() => {
	s3.fault = null;
	s3.objects.clear();
});

const start = (env: NodeJS.ProcessEnv = {}) =>
	startServer({ ...s3.env, ...env });
const content = randomBytes(100_000);
const base64 = content.toString("base64");
const createDocument =
	"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number attachments { number } } userErrors { code } } }";
const createManyDocument =
	"mutation ($input: CreateCasesInput!) { createCases(input: $input) { results { case { number } } } }";

/** The names under the prefix, as rows name them. */
const objectNames = () =>
	[...s3.objects.keys()].map((key) => {
		assert.match(key, /^case\/files\/[0-9a-f-]{36}$/);
		return key.slice("case/files/".length);
	});

const storageNames = (server: TestServer) =>
	["case_attachments", "uploads"].flatMap((table) =>
		rows(server, table).map((row) => String(row.storage_name)),
	);

function assertSame(server: TestServer, count: number) {
	assert.equal(objectNames().length, count);
	assert.deepEqual(objectNames().toSorted(), storageNames(server).toSorted());
}

describe("attachments in a bucket", () => {
	test("come by every way of both protocols, and are read and deleted", async () => {
		await using server = await start();
		const attachments = [{ fileName: "a.bin", content: base64 }];
		const byRest = await postCase(server, { ...telefonico, attachments });
		assert.equal(byRest.status, 201);
		const { number, id } = {
			number: byRest.body.case.id,
			id: btoa(`Case:${byRest.body.case.id}`),
		};
		const byGraphql = await graphql(server, createDocument, {
			input: { ...telefonico, attachments },
		});
		const fileIds = [
			byRest.body.case.attachements[0].id,
			byGraphql.body.data.createCase.case.attachments[0].number,
			await addFile(server, number, { content }),
		];
		const added = await change(server, "addCaseAttachment", {
			id,
			attachment: { fileName: "b.bin", content: base64 },
		});
		assert.deepEqual(problemsIn(added), []);
		fileIds.push(added.payload.attachment.number);
		const uploadId = await uploaded(server, content);
		const used = await postCase(server, {
			...telefonico,
			attachments: [{ id: uploadId }],
		});
		fileIds.push(used.body.case.attachements[0].id);
		assertSame(server, 5);
		for (const fileId of fileIds)
			assert.ok((await readFile(server, fileId)).bytes.equals(content));
		assert.equal((await deleteFile(server, number, fileIds[0])).text, "true");
		assertSame(server, 4);
		assert.deepEqual(spools(), []);
	});

	test("have nothing, the most bytes, and one more", async () => {
		await using server = await start({ MAX_ATTACHMENT_BYTES: "100000" });
		const number = await newCase(server);
		const empty = await addFile(server, number, { content: "" });
		assert.equal((await readFile(server, empty)).bytes.length, 0);
		await uploaded(server, content);
		const tooLarge = await upload(
			server,
			Buffer.concat([content, Buffer.alloc(1)]),
		);
		assert.equal(tooLarge.status, 413);
		assertSame(server, 2);
	});

	test("that no row needs go again: a replay, a refused bulk, a dry run", async () => {
		await using server = await start();
		await postCase(server, bodyOf(1), keyed("a"));
		const again = await postCase(server, bodyOf(1), keyed("a"));
		assert.equal(again.headers.get("idempotent-replayed"), "true");
		assertSame(server, 1);
		const good = {
			...telefonico,
			attachments: [{ fileName: "a", content: base64 }],
		};
		const bulk = { cases: [good, { ...good, status: "Nada" }] };
		const refused = await graphql(server, createManyDocument, { input: bulk });
		const { results } = refused.body.data.createCases;
		assert.deepEqual(results, [{ case: null }, { case: null }]);
		assertSame(server, 1);
		const input = { ...good, dryRun: true };
		const tried = await graphql(server, createDocument, { input });
		assert.deepEqual(tried.body.data.createCase, {
			case: null,
			userErrors: [],
		});
		assertSame(server, 1);
	});

	test("are a folder's no more: the disk of a folder is not asked for space, and none is made", async () => {
		await using server = await start();
		const { body } = await send(server, "GET", "/readyz", {});
		assert.equal(body.checks.attachments, "ok");
		const folder = join(server.databaseFile, "..");
		assert.ok(!readdirSync(folder).includes("attachments"));
	});
});

describe("while the bucket fails", () => {
	const kinds: readonly S3Fault["kind"][] = [
		"SlowDown",
		"cut",
		"AccessDenied",
		"NoSuchBucket",
	];
	for (const kind of kinds)
		test(`whatever needs it is refused for the moment on both protocols, and nothing is left (${kind})`, async () => {
			await using server = await start();
			const number = await newCase(server);
			const before = { cases: 1, case_events: 1 };
			const attachments = [{ fileName: "a", content: base64 }];
			s3.fault = { on: "Put", kind };
			const body = { ...telefonico, attachments };
			const byRest = await postCase(server, body, keyed("k"));
			assert.equal(byRest.status, 503, byRest.text);
			assert.equal(byRest.headers.get("retry-after"), "1");
			const byGraphql = await graphql(server, createDocument, { input: body });
			assert.equal(byGraphql.status, 503, byGraphql.text);
			assert.equal(byGraphql.headers.get("retry-after"), "1");
			const sent = await upload(server, content);
			assert.equal(sent.status, 503, sent.text);
			assert.equal(sent.headers["retry-after"], "1");
			const added = await change(server, "addCaseAttachment", {
				id: btoa(`Case:${number}`),
				attachment: { fileName: "b", content: base64 },
			});
			assert.equal(added.status, 503);
			for (const { text } of [byRest, byGraphql, sent])
				assert.doesNotMatch(
					text,
					new RegExp(`${kind}|127\\.0\\.0\\.1|s3:|${s3Credentials.keyId}`),
				);
			assertStored(server, before);
			assertSame(server, 0);
			// What needs no file goes on.
			assert.equal((await postCase(server, telefonico)).status, 201);
			s3.fault = null;
			const retried = await postCase(server, body, keyed("k"));
			assert.equal(retried.status, 201);
			assert.equal(rows(server, "cases").length, 3);
			assertSame(server, 1);
		});

	test("readiness says so, until it works again", async () => {
		await using server = await start();
		s3.fault = { on: "Get", kind: "SlowDown" };
		const { status, body } = await send(server, "GET", "/readyz", {});
		assert.equal(status, 503);
		assert.equal(body.checks.attachments, "unavailable");
		assert.equal((await send(server, "GET", "/livez", {})).status, 200);
		s3.fault = null;
		for (;;)
			if ((await send(server, "GET", "/readyz", {})).status === 200) break;
	});

	test("a file that vanished or changed is never given, nor a part of it", async () => {
		await using server = await start();
		const number = await newCase(server);
		const fileId = await addFile(server, number, { content });
		const [key = ""] = s3.objects.keys();
		const whole = s3.objects.get(key);
		for (const damaged of [
			Buffer.alloc(100_000),
			content.subarray(1),
			Buffer.alloc(0),
			Buffer.concat([content, content]),
		]) {
			s3.objects.set(key, { content: damaged, at: 0 });
			const answer = await readFile(server, fileId);
			assert.equal(answer.text, "FAILED");
		}
		s3.objects.delete(key);
		assert.equal((await readFile(server, fileId)).text, "FAILED");
		s3.objects.set(key, whole as never);
		for (const kind of ["half", "wrongBytes", "SlowDown"] as const) {
			s3.fault = { on: "Get", kind };
			assert.equal((await readFile(server, fileId)).text, "FAILED");
		}
		s3.fault = null;
		assert.ok((await readFile(server, fileId)).bytes.equals(content));
		assert.equal((await deleteFile(server, number, fileId)).text, "true");
	});

	test("a deletion holds, though the bytes stay for the sweep", async () => {
		await using server = await start();
		const number = await newCase(server);
		const fileId = await addFile(server, number, { content });
		s3.fault = { on: "Delete", kind: "SlowDown" };
		assert.equal((await deleteFile(server, number, fileId)).text, "true");
		assert.equal(rows(server, "case_attachments").length, 0);
		assert.equal(s3.objects.size, 1);
	});

	test("a caller who leaves an upload leaves nothing", async () => {
		await using server = await start();
		const { sent } = startRequest(server, "PUT", "/uploads?fileName=a", {
			...party1,
			"content-length": "100000",
		});
		sent.on("error", () => {});
		sent.write(content.subarray(0, 50_000));
		await until(() => spools().length === 1);
		sent.destroy();
		await until(() => spools().length === 0);
		assertSame(server, 0);
	});

	test("a caller who leaves a read leaves nothing open", async () => {
		await using server = await start();
		const number = await newCase(server);
		const big = randomBytes(5_000_000);
		const fileId = await addFile(server, number, { content: big });
		const path = `${server.url}/api/v4/cases/files/${fileId}`;
		for (const leaves of ["before", "during"])
			await new Promise<void>((resolve) => {
				const request = get(path, { headers: party1, agent: false });
				request.on("error", () => {});
				request.on("close", () => resolve());
				if (leaves === "during")
					request.on("response", () => request.destroy());
				else setTimeout(() => request.destroy(), 10);
			});
		await until(() => spools().length === 0);
	});
});

describe("commands over a bucket", () => {
	async function openFilled() {
		const server = await start();
		await fill(server);
		const env = { DATABASE_URL: `file:${server.databaseFile}`, ...s3.env };
		const to = join(temporaryFolder(), "monday");
		return { server, to, type: (...args: string[]) => typeCommand(env, args) };
	}

	test("verify compares every object, and names one that is missing or changed", async () => {
		const { server, type } = await openFilled();
		await using _ = server;
		const good = await type("verify");
		assert.equal(good.stderr, "");
		assert.match(good.stdout, / and 4 files are as they were written/);
		const [key = ""] = s3.objects.keys();
		const name = key.slice("case/files/".length);
		const whole = s3.objects.get(key)?.content as Buffer;
		const flipped = Buffer.from(whole);
		flipped[0] = (flipped[0] as number) ^ 1;
		s3.objects.set(key, { content: flipped, at: 0 });
		const changed = await type("verify");
		assert.equal(changed.code, 1);
		assert.match(
			changed.stderr,
			new RegExp(
				`^The file ${name} of case_attachments 1 is not as it was written`,
			),
		);
		s3.objects.delete(key);
		assert.match(
			(await type("verify")).stderr,
			new RegExp(
				`^The file ${name} .* is not in s3://files/case/files/\\. Restore a backup`,
			),
		);
		s3.fault = { on: "Get", kind: "AccessDenied" };
		assert.match(
			(await type("verify")).stderr,
			/does not let these credentials work in the bucket "files"/,
		);
	});

	test("backup copies the objects, and restore stores what is missing or damaged again", async () => {
		const { server, to, type } = await openFilled();
		await using _ = server;
		const made = await type("backup", to);
		assert.equal(made.stderr, "");
		assert.equal(readdirSync(join(to, "attachments")).length, 4);
		const before = new Map(s3.objects);
		const [first = "", second = "", third = ""] = s3.objects.keys();
		s3.objects.set(first, { content: Buffer.from("damaged"), at: 0 });
		s3.objects.delete(second);
		await server.app.close();
		s3.requests.length = 0;
		const restored = await type("restore", to);
		assert.equal(restored.stderr, "");
		assert.equal(restored.code, 0);
		for (const [key, { content: bytes }] of before)
			assert.ok(s3.objects.get(key)?.content.equals(bytes), key);
		const aside = [...s3.objects.keys()].find((key) =>
			key.startsWith(`${first}.replaced-`),
		);
		assert.equal(String(s3.objects.get(aside ?? "")?.content), "damaged");
		assert.ok(!s3.requests.includes(`Put ${third}`));
		assert.match((await type("verify")).stdout, /are as they were written/);
	});

	test("a backup of a folder is restored into a bucket, and back", async () => {
		await using server = await startServer();
		await fill(server);
		const DATABASE_URL = `file:${server.databaseFile}`;
		const inFolder = { DATABASE_URL };
		const inBucket = { DATABASE_URL, ...s3.env };
		const to = join(temporaryFolder(), "monday");
		assert.equal((await typeCommand(inFolder, ["backup", to])).stderr, "");
		await server.app.close();
		assert.equal((await typeCommand(inBucket, ["restore", to])).stderr, "");
		assertSame(server, 4);
		assert.equal((await typeCommand(inBucket, ["verify"])).stderr, "");
		const back = join(temporaryFolder(), "tuesday");
		assert.equal((await typeCommand(inBucket, ["backup", back])).stderr, "");
		for (const name of readdirSync(join(to, "attachments")))
			assert.deepEqual(
				readFileSync(join(back, "attachments", name)),
				readFileSync(join(to, "attachments", name)),
			);
	});
});

describe("a start with a bucket", () => {
	test("says in one sentence what to do when it cannot be used, and ends", async () => {
		const program = spawnCasebridge({
			...s3.env,
			S3_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
			DATABASE_URL: `file:${temporaryFolder()}/casebridge.db`,
		});
		assert.equal(await program.exited, 1);
		assert.match(
			program.output(),
			/^http:\/\/127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\); [^\n]+\n$/,
		);
		assert.ok(!program.output().includes(s3Credentials.secret));
	});

	test("serves, names it, and ends cleanly; the log of a failure has its kind and no secret", async () => {
		const port = await freePort();
		const program = spawnCasebridge({
			...s3.env,
			PORT: String(port),
			DATABASE_URL: `file:${temporaryFolder()}/casebridge.db`,
		});
		await program.until(/Create a case/);
		assert.match(program.output(), /^Attachments: s3:\/\/files\/case\/files$/m);
		const server = { url: `http://127.0.0.1:${port}` } as TestServer;
		const body = {
			...telefonico,
			attachments: [{ fileName: "a", content: base64 }],
		};
		assert.equal((await postCase(server, body)).status, 201);
		s3.fault = { on: "Put", kind: "SlowDown" };
		assert.equal((await postCase(server, body)).status, 503);
		await program.until(
			/"operation":"put","name":"SlowDown","status":503,"msg":"the bucket of attachments failed"/,
		);
		for (const secret of Object.values(s3Credentials))
			assert.ok(!program.output().includes(secret));
		program.process.kill("SIGTERM");
		assert.equal(await program.exited, 0);
	});
});

/** Temporary files that are open, which have no name any more. */
function spools(): string[] {
	const links = readdirSync("/proc/self/fd").map((descriptor) => {
		try {
			return readlinkSync(`/proc/self/fd/${descriptor}`);
		} catch {
			return "";
		}
	});
	return links.filter((path) => /casebridge-[0-9a-f-]{36}/.test(path));
}
