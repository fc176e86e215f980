import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { eventsOfCase, rowsOfCase } from "../rest/v4/stored.ts";
import { startServer, type TestServer } from "../support/test-server.ts";
import { change, globalId, newCase, problemsIn, refusalIn } from "./change.ts";

let server: TestServer;
before(async () => {
	server = await startServer({ MAX_TEXT_LENGTH: "10" });
});
after(() => server[Symbol.asyncDispose]());

function textsOf(caseId: number) {
	return rowsOfCase(server, "case_comments", caseId).map(
		({ description }) => description,
	);
}

const badTexts: [string, string, string][] = [
	["a blank text", " \n", "REQUIRED"],
	["a text over the limit", "12345678901", "TOO_LONG"],
];

describe("addCaseComment", () => {
	test("answers the comment and keeps its text as it was sent", async () => {
		const { id, number } = await newCase(server);
		const { payload } = await change(server, "addCaseComment", {
			id,
			description: " 👩‍👩‍👧 ",
		});
		const [, row] = rowsOfCase(server, "case_comments", number);
		assert.deepEqual(payload.comment, {
			id: globalId("CaseComment", row?.id),
			number: row?.id,
			description: " 👩‍👩‍👧 ",
		});
		assert.equal(row?.description, " 👩‍👩‍👧 ");
		const event = eventsOfCase(server, number)[1];
		assert.equal(event?.before, null);
		assert.deepEqual(event?.after, {
			comment: { id: row?.id, description: " 👩‍👩‍👧 " },
		});
	});

	for (const [what, description, code] of badTexts)
		test(`refuses ${what} with ${code}`, async () => {
			const { id, number } = await newCase(server);
			const answer = await change(server, "addCaseComment", {
				id,
				description,
			});
			assert.deepEqual(problemsIn(answer), [[code, "description"]]);
			assert.equal(answer.payload.comment, null);
			assert.deepEqual(textsOf(number), ["first"]);
		});

	test("keeps all of ten that are added at once", async () => {
		const { id, number } = await newCase(server);
		const answers = await Promise.all(
			Array.from({ length: 10 }, (_, index) =>
				change(server, "addCaseComment", { id, description: `n${index}` }),
			),
		);
		for (const answer of answers) assert.deepEqual(problemsIn(answer), []);
		assert.equal(textsOf(number).length, 11);
		assert.equal(eventsOfCase(server, number).length, 11);
	});
});

describe("updateCaseComment", () => {
	test("replaces the text; the timeline keeps the old one", async () => {
		const { id, commentId, number } = await newCase(server);
		const { payload } = await change(server, "updateCaseComment", {
			id,
			commentId,
			description: "second",
		});
		assert.equal(payload.comment.id, commentId);
		assert.equal(payload.comment.description, "second");
		assert.deepEqual(textsOf(number), ["second"]);
		const event = eventsOfCase(server, number)[1];
		assert.equal(event?.before.comment.description, "first");
		assert.equal(event?.after.comment.description, "second");
	});

	test("refuses a comment of another case, and one that does not exist, with the problems of its text", async () => {
		const { id, number } = await newCase(server);
		const other = await newCase(server);
		for (const commentId of [other.commentId, globalId("CaseComment", 999)]) {
			const answer = await change(server, "updateCaseComment", {
				id,
				commentId,
				description: "",
			});
			assert.deepEqual(problemsIn(answer), [
				["COMMENT_NOT_FOUND", "commentId"],
				["REQUIRED", "description"],
			]);
		}
		assert.deepEqual(textsOf(number), ["first"]);
		assert.deepEqual(textsOf(other.number), ["first"]);
	});

	test("refuses what is no id of a comment", async () => {
		const { id, number } = await newCase(server);
		for (const commentId of [id, "x"]) {
			const input = { id, commentId, description: "second" };
			const answer = await change(server, "updateCaseComment", input);
			assert.equal(refusalIn(answer), "BAD_USER_INPUT");
			assert.match(
				answer.body.errors[0].message,
				/^commentId must be the id of a CaseComment/,
			);
		}
		assert.deepEqual(textsOf(number), ["first"]);
	});

	for (const [what, description, code] of badTexts)
		test(`refuses ${what} with ${code}`, async () => {
			const { id, commentId, number } = await newCase(server);
			const answer = await change(server, "updateCaseComment", {
				id,
				commentId,
				description,
			});
			assert.deepEqual(problemsIn(answer), [[code, "description"]]);
			assert.deepEqual(textsOf(number), ["first"]);
		});
});
