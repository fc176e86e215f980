import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { freePort } from "../../support/free-port.ts";
import { spawnCasebridge } from "../../support/spawn-casebridge.ts";
import {
	copyDemoDatabase,
	temporaryFolder,
} from "../../support/test-server.ts";

const folder = temporaryFolder();
const credentials = "touchpoint=web&token=demo-web-token";
const authorization = `Basic ${btoa("party1@example.com:demo-party-1")}`;

describe("the log of a file call that failed, which its answer does not explain", () => {
	let program: ReturnType<typeof spawnCasebridge>;
	let url: string;
	before(async () => {
		const port = await freePort();
		const file = join(folder, "casebridge.db");
		await copyDemoDatabase(file);
		program = spawnCasebridge({
			PORT: String(port),
			DATABASE_URL: `file:${file}`,
		});
		await program.until(/Create a case/);
		url = `http://127.0.0.1:${port}/api/v4`;
	});
	after(async () => {
		program.process.kill("SIGTERM");
		await program.exited;
	});

	const send = (method: string, path: string, init: RequestInit = {}) =>
		fetch(`${url}${path}?${credentials}`, {
			method,
			...init,
			headers: { authorization, ...init.headers },
		});
	const lineWith = async (text: string) => {
		await program.until(new RegExp(text));
		const lines = program.output().split("\n");
		return JSON.parse(lines.find((line) => line.includes(text)) ?? "");
	};

	test("names a damaged file as an error", async () => {
		const created = await send("POST", "/cases", {
			headers: { "content-type": "application/json" },
			body: JSON.stringify({
				categoryCode: "Reclamo",
				typeCode: "Telefonico",
				attachments: [{ fileName: "a.txt", content: "aGVsbG8=" }],
			}),
		});
		const { case: found } = await created.json();
		const attachments = join(folder, "attachments");
		const [name = ""] = readdirSync(attachments);
		writeFileSync(join(attachments, name), "hellO");
		const path = `/cases/files/${found.attachements[0].id}`;
		assert.equal(await (await send("GET", path)).text(), "FAILED");
		const { level, req, err } = await lineWith(name);
		assert.equal(level, 50);
		assert.equal(req.path, `/api/v4${path}`);
		assert.equal(
			err.message,
			`Attachment file ${name} does not match its SHA-256.`,
		);
	});

	test("gives the reason of a refusal in one line, without the token", async () => {
		await send("DELETE", "/cases/999/files/1");
		const { level, req, touchpoint, refused } =
			await lineWith("CASE_NOT_FOUND");
		assert.equal(level, 30);
		assert.equal(req.path, "/api/v4/cases/999/files/1");
		assert.equal(touchpoint, "web");
		assert.deepEqual(refused, [{ code: "CASE_NOT_FOUND", path: "id" }]);
		await send("POST", "/cases/1/files", { body: "no multipart" });
		await lineWith("must be multipart/form-data");
		const log = program
			.output()
			.split("\n")
			.filter((line) => line[0] === "{");
		assert.ok(log.length >= 3);
		assert.ok(!log.join().includes("demo-web-token"));
	});

	test("has a line for other refusals too", async () => {
		await send("POST", "/uploads");
		const { req, status } = await lineWith('"status":405');
		assert.equal(req.path, "/api/v4/uploads");
		assert.equal(status, 405);
	});
});
