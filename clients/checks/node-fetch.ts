import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { describe, test } from "node:test";
import { headers, origin } from "../recipes/demo-party.ts";
import {
	createCase,
	listCases,
	uploadFile,
} from "../recipes/rest-with-fetch.ts";
import { proxy } from "../support/proxy.ts";
import { telefonico } from "../support/telefonico.ts";

// biome-ignore lint/suspicious/noExplicitAny: answers are compared member by member
const jsonOf = (answer: Response) => answer.json() as Promise<any>;

describe(`fetch of Node ${process.version}`, () => {
	test("creates a case with an uploaded file", async () => {
		const file = new Blob(["a,b\n"], { type: "text/csv; charset=utf-8" });
		const upload = await uploadFile('café "1".csv', file);
		const created = await createCase({ ...telefonico, attachments: [upload] });
		const answer = await fetch(`${origin}/api/v4/cases/${created.id}`, {
			headers,
		});
		const { attachements } = await jsonOf(answer);
		assert.equal(attachements[0].fileName, 'café "1".csv');
		assert.equal(attachements[0].contentType, "text/csv; charset=utf-8");
	});

	test("adds a file by FormData and reads it back", async () => {
		const { id } = await createCase(telefonico);
		const body = new FormData();
		body.append("file", new File(["%PDF"], "my report.pdf"));
		const added = await fetch(`${origin}/api/v4/cases/${id}/files`, {
			method: "POST",
			headers,
			body,
		});
		const { attachments } = await jsonOf(added);
		assert.equal(attachments[0].fileName, "my report.pdf");
		const read = await fetch(
			`${origin}/api/v4/cases/files/${attachments[0].id}`,
			{ headers },
		);
		assert.equal(await read.text(), "%PDF");
	});

	for (const [title, fail] of [
		["whose answer is lost", proxy.loseNextAnswer],
		["that meets 503", proxy.refuseNextRequest],
	] as const)
		test(`a create ${title} is sent again, and is one case`, async () => {
			const key = randomUUID();
			const before = proxy.seen.length;
			fail();
			const created = await createCase(telefonico, key);
			assert.equal(proxy.seen.length, before + 2);
			assert.equal((await createCase(telefonico, key)).id, created.id);
		});

	test("reads a list by pages", async () => {
		const ids: number[] = [];
		for (let count = 0; count < 3; count++)
			ids.push((await createCase(telefonico)).id);
		const before = proxy.seen.length;
		const listed: number[] = [];
		for await (const { id } of listCases(2)) listed.push(id);
		assert.deepEqual(listed.slice(-3), ids);
		assert.equal(new Set(listed).size, listed.length);
		assert.ok(proxy.seen.length - before > listed.length / 2);
	});

	test("tells every problem of a create at once", async () => {
		const wrong = {
			...telefonico,
			status: "Closed",
			caseData: { monto: "1,5" },
		};
		await assert.rejects(createCase(wrong), {
			message:
				'{"caseStatus":"InitialStatusNotSelected","caseData.monto":"invalidCaseField"}',
		});
	});

	test("signs in, and goes on with the session token alone", async () => {
		const { Authorization: _, ...touchpoint } = headers;
		const signIn = await fetch(`${origin}/api/v4/signin`, {
			method: "POST",
			headers: { ...touchpoint, "Content-Type": "application/json" },
			body: JSON.stringify({
				principal: "party1@example.com",
				password: "demo-party-1",
			}),
		});
		const token = signIn.headers.get("Thalamus-Token") ?? "";
		const me = await fetch(`${origin}/api/v4/me`, {
			headers: { ...touchpoint, "Thalamus-Token": token },
		});
		assert.equal((await jsonOf(me)).person.email, "party1@example.com");
	});
});
