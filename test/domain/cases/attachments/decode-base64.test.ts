import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { decodeBase64 } from "../../../../src/domain/cases/attachments/decode-base64.ts";
import { messageOf } from "../../../../src/domain/problems/messages/message-of.ts";
import { problem } from "../../../../src/domain/problems/problem.ts";

function assertBytes(text: string, bytes: Uint8Array | string): void {
	const decoded = decodeBase64(text);
	assert.ok(Buffer.isBuffer(decoded), JSON.stringify(decoded));
	assert.ok(decoded.equals(Buffer.from(bytes as string)));
}

/** That the sentence of the problem says what the text must be. */
function assertExpected(text: string, expected: string): void {
	const decoded = decodeBase64(text);
	assert.ok("fault" in decoded);
	const { fault } = decoded;
	const found = problem("notBase64", [], { where: "x", value: "y", fault });
	assert.equal(messageOf(found, "en"), `Value "y" of x must be ${expected}.`);
}

describe("decodeBase64", () => {
	for (const text of [
		"QUJD",
		"QUJD\n",
		"\r\nQUJD",
		"QU\nJD",
		"QU\r\nJD\r\n",
		"QU\rJD",
		"QU \t\r\n \tJD\n",
		"  QUJD  ",
		"Q\nU\nJ\nD\n\n\n",
	])
		test(`passes over line breaks and the blanks beside them: ${JSON.stringify(text)}`, () => {
			assertBytes(text, "ABC");
		});

	test("passes over them in padding too, and in nothing", () => {
		assertBytes("QQ=\n=\n", "A");
		assertBytes("QUI\n=", "AB");
		assertBytes("", "");
	});

	for (const [text, position, character] of [
		[" ", 1, '" "'],
		["\r\n", 1, '"\\r"'],
		["QU-D", 3, '"-", as in base64url'],
		["QUJ_", 4, '"_", as in base64url'],
		["QUJD\n-", 6, '"-", as in base64url'],
		["QU JD", 3, '" "'],
		["QU\tJD\n", 3, '"\\t"'],
		["QU\vJD", 3, '"\\u000b"'],
		["QU\u00a0JD", 3, '"\u00a0"'],
		["QUJ\u0141", 4, '"\u0141"'],
		["😀", 1, '"😀"'],
		["data:text/plain;base64,QQ==", 5, '":"'],
		["QQ==QQ==", 3, '"="'],
		["QQ=\nQ", 3, '"="'],
		["QUJD,QUJD", 5, '","'],
		["QUJ%2B", 4, '"%"'],
	] as const)
		test(`names the first character that is wrong, and where it is: ${JSON.stringify(text)}`, () => {
			assertExpected(
				text,
				`base64 of A-Z, a-z, 0-9, "+" and "/", padded with "="; its character ${position} is ${character}`,
			);
		});

	for (const [text, length] of [
		["QQ", 2],
		["QQ=", 3],
		["QUJDQ", 5],
		["QQ\n", 2],
		["QQ===\n", 5],
		["A", 1],
	] as const)
		test(`says how many characters there are where padding is wrong: ${JSON.stringify(text)}`, () => {
			assertExpected(
				text,
				`base64 that is padded with "=" to whole groups of four characters; it has ${length}`,
			);
		});

	for (const text of ["QR==", "QUJ=\n", "Q===", "====", "QUJDQR==\r\n"])
		test(`takes one spelling of the last bytes alone: ${JSON.stringify(text)}`, () => {
			assertExpected(
				text,
				'base64 that ends in at most two "=", and without bits beyond its last byte',
			);
		});

	test("agrees with a reading character by character, whatever comes", () => {
		const piece = fc.constantFrom(..."AQgw+/8==\n\r \t-", "\r\n", "QUJD");
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
				const text = pieces.join("");
				const joined = text
					.split(/[\r\n]/)
					.map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ""))
					.join("");
				const isBase64 =
					(joined !== "" || text === "") &&
					Buffer.from(joined, "base64").toString("base64") === joined;
				const decoded = decodeBase64(text);
				assert.equal(Buffer.isBuffer(decoded), isBase64, JSON.stringify(text));
				if (isBase64) assertBytes(text, Buffer.from(joined, "base64"));
			}),
			{ numRuns: 5_000 },
		);
	});
});
