import assert from "node:assert/strict";
import { hash, randomBytes } from "node:crypto";
import { after, describe, test } from "node:test";
import { countStored, rowsOfCase } from "./rest/v4/stored.ts";
import { graphql, party1, postCase, telefonico } from "./support/requests.ts";
import { startServer } from "./support/test-server.ts";

const create = `mutation ($input: CreateCaseInput!) {
	createCase(input: $input) { case { number } replayed userErrors { code field message } }
}`;

/** Base64 as it is sent by mail and written by `base64 FILE`. */
function inLines(bytes: Uint8Array, end: string): string {
	const lines =
		Buffer.from(bytes)
			.toString("base64")
			.match(/.{1,76}/g) ?? [];
	return `${lines.join(end)}${end}`;
}

describe("base64 in the body of a create", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());
	const withFile = (content: string) => ({
		...telefonico,
		attachments: [{ fileName: "a.bin", content }],
	});
	const byGraphql = async (input: object, headers = party1) => {
		const { body } = await graphql(server, create, { input }, headers);
		return body.data.createCase;
	};

	for (const [title, bytes, end] of [
		["CRLF", randomBytes(300), "\r\n"],
		["LF", randomBytes(301), "\n"],
		["LF and blanks", randomBytes(302), " \n\t"],
		["CRLF, 5 MiB", Buffer.alloc(5 * 1024 * 1024, "abc"), "\r\n"],
	] as const)
		test(`is one file with and without line breaks, on both protocols, and with one key one case: ${title}`, async () => {
			const headers = { ...party1, "idempotency-key": `lines-${bytes.length}` };
			const broken = await postCase(
				server,
				withFile(inLines(bytes, end)),
				headers,
			);
			assert.equal(broken.status, 201, broken.text);
			const { id } = broken.body.case;
			const [row] = rowsOfCase(server, "case_attachments", id);
			assert.equal(row?.sha256, hash("sha256", bytes));
			assert.equal(row?.size, bytes.length);
			const before = countStored(server);
			const whole = Buffer.from(bytes).toString("base64");
			for (const content of [whole, inLines(bytes, "\n")]) {
				const again = await byGraphql(withFile(content), headers);
				assert.equal(again.replayed, true);
				assert.equal(again.case.number, id);
			}
			const asFirst = await postCase(server, withFile(whole), headers);
			assert.equal(asFirst.headers.get("idempotent-replayed"), "true");
			assert.deepEqual(countStored(server), before);
			const added = await byGraphql(withFile(inLines(bytes, end)));
			const [other] = rowsOfCase(server, "case_attachments", added.case.number);
			assert.equal(other?.sha256, row?.sha256);
		});

	test("of other bytes under one key is another command", async () => {
		const headers = { ...party1, "idempotency-key": "other-bytes" };
		await postCase(server, withFile("QUJD\n"), headers);
		const answer = await postCase(server, withFile("QUJE\n"), headers);
		assert.equal(answer.status, 422);
	});

	for (const [content, said] of [
		["QU-_", 'its character 3 is "-", as in base64url.'],
		["QUJD\nQU D\n", 'its character 8 is " ".'],
		["QUJD\nQQ", "it has 6."],
	] as const)
		test(`is refused in words that name what is wrong: ${JSON.stringify(content)}`, async () => {
			const before = countStored(server);
			const rest = await postCase(server, withFile(content));
			assert.deepEqual(rest.body.errors, {
				"attachements.0.content": "InvalidFormat",
			});
			const { userErrors } = await byGraphql(withFile(content));
			assert.equal(userErrors.length, 1);
			assert.equal(userErrors[0].code, "INVALID_FORMAT");
			assert.deepEqual(userErrors[0].field, ["attachments", "0", "content"]);
			assert.ok(userErrors[0].message.endsWith(said), userErrors[0].message);
			assert.deepEqual(countStored(server), before);
		});

	test("has a name and a type by the rules of every file", async () => {
		const { userErrors } = await byGraphql({
			...telefonico,
			attachments: [{ fileName: "a\nb", contentType: "text", content: "QQ==" }],
		});
		assert.deepEqual(
			userErrors.map((error: { field: string[] }) => error.field.at(-1)),
			["fileName", "contentType"],
		);
	});
});
