import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { operatorOf } from "../rest/v4/call.ts";
import { nobodyAt, openSession } from "../rest/v4/callers.ts";
import { countStored, eventsOfCase } from "../rest/v4/stored.ts";
import { operator1, party1, party2 } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";
import {
	type Change,
	change,
	changes,
	globalId,
	goodInput,
	type Headers,
	newCase,
	problemsIn,
	refusalIn,
} from "./change.ts";

const events = {
	updateCase: "UPDATED",
	transitionCase: "TRANSITIONED",
	assignCase: "ASSIGNED",
	addCaseComment: "COMMENT_ADDED",
	updateCaseComment: "COMMENT_UPDATED",
	addCaseAttachment: "ATTACHMENT_ADDED",
	deleteCaseAttachment: "ATTACHMENT_DELETED",
} as const satisfies Record<Change, string>;

const forOperators: readonly Change[] = ["transitionCase", "assignCase"];

let server: TestServer;
/** Of a group that handles no type of the cases here. */
let otherOperator: Headers;
before(async () => {
	server = await startServer();
	otherOperator = await operatorOf(server, "other@example.com", ["calidad"]);
});
after(() => server[Symbol.asyncDispose]());

async function assertNothingWritten(act: () => Promise<unknown>) {
	const stored = countStored(server);
	await act();
	assert.deepEqual(countStored(server), stored);
}

for (const name of changes)
	describe(name, () => {
		const caller = forOperators.includes(name) ? operator1 : party1;

		test("raises the version, writes one event, and answers the case with its session", async () => {
			const made = await newCase(server);
			server.clock.now += 1000;
			const { payload } = await change(
				server,
				name,
				{ ...goodInput(name, made), expectedVersion: 1 },
				caller,
			);
			assert.deepEqual(payload.userErrors, []);
			assert.equal(payload.case.number, made.number);
			assert.equal(payload.case.version, 2);
			assert.equal(
				payload.case.updatedAt,
				new Date(server.clock.now).toISOString(),
			);
			assert.match(payload.context.simpleProfile.email, /@example\.com$/);
			assert.deepEqual(
				eventsOfCase(server, made.number).map(({ kind }) => kind),
				["CREATED", events[name]],
			);
		});

		test("E13: refuses a version that is no longer the case's, and writes nothing", async () => {
			const made = await newCase(server);
			await change(server, "addCaseComment", goodInput("addCaseComment", made));
			await assertNothingWritten(async () => {
				const answer = await change(
					server,
					name,
					{ ...goodInput(name, made), expectedVersion: 1 },
					caller,
				);
				assert.deepEqual(problemsIn(answer), [
					["STALE_VERSION", "expectedVersion"],
				]);
				assert.equal(answer.payload.case, null);
				assert.match(
					answer.payload.userErrors[0].message,
					/has version 2, not 1/,
				);
			});
		});

		test("E13: lets one of two through that were made for the same version at once", async () => {
			const made = await newCase(server);
			const input = { ...goodInput(name, made), expectedVersion: 1 };
			const answers = await Promise.all([
				change(server, name, input, caller),
				change(server, name, input, caller),
			]);
			const outcomes = answers.map((answer) => problemsIn(answer)[0]?.[0]);
			assert.deepEqual(outcomes.toSorted(), ["STALE_VERSION", undefined]);
			assert.equal(eventsOfCase(server, made.number).length, 2);
		});

		test("refuses a case in a final status", async () => {
			const made = await newCase(server);
			await change(
				server,
				"transitionCase",
				{ id: made.id, statusName: "Closed" },
				operator1,
			);
			await assertNothingWritten(async () => {
				const answer = await change(
					server,
					name,
					goodInput(name, made),
					caller,
				);
				assert.deepEqual(problemsIn(answer), [["CASE_ALREADY_CLOSED", "id"]]);
			});
		});

		test("answers a case that is not the caller's, and one that does not exist alike", async () => {
			const made = await newCase(server);
			const others = forOperators.includes(name)
				? [otherOperator]
				: [party2, otherOperator];
			const callers: [string, Headers][] = [
				...others.map((other): [string, Headers] => [made.id, other]),
				[globalId("Case", 999_999), caller],
				[globalId("Case", 0), caller],
			];
			await assertNothingWritten(async () => {
				for (const [id, headers] of callers) {
					const input = { ...goodInput(name, made), id };
					const answer = await change(server, name, input, headers);
					assert.deepEqual(problemsIn(answer), [["CASE_NOT_FOUND", "id"]]);
					assert.equal(answer.payload.case, null);
				}
			});
		});

		test("refuses what is no id of a case with BAD_USER_INPUT, and names it", async () => {
			const made = await newCase(server);
			await assertNothingWritten(async () => {
				for (const id of [
					"nonsense",
					"",
					made.number,
					globalId("CaseComment", made.number),
					globalId("Nada", made.number),
					globalId("Case", "1e0"),
				]) {
					const input = { ...goodInput(name, made), id };
					const answer = await change(server, name, input, caller);
					assert.equal(refusalIn(answer), "BAD_USER_INPUT");
					const [{ message, path }] = answer.body.errors;
					assert.match(message, /^id must be the id of a Case/);
					assert.deepEqual(path, [name]);
				}
			});
		});

		test("answers who is not signed in with UNAUTHENTICATED, and writes nothing", async () => {
			const made = await newCase(server);
			await assertNothingWritten(async () => {
				for (const headers of [{}, nobodyAt("web")])
					assert.equal(
						refusalIn(
							await change(server, name, goodInput(name, made), headers),
						),
						"UNAUTHENTICATED",
					);
			});
		});

		test("records an operator who acts for the party, or refuses it as the party", async () => {
			const made = await newCase(server);
			const headers = await openSession(server, "callcenter", {
				party: "party1@example.com",
				operator: "operator1@example.com",
			});
			const answer = await change(server, name, goodInput(name, made), headers);
			if (forOperators.includes(name))
				return assert.equal(refusalIn(answer), "FORBIDDEN");
			assert.deepEqual(problemsIn(answer), []);
			const row = eventsOfCase(server, made.number).at(-1);
			assert.equal(row?.actor, "operatorAsParty");
		});
	});

for (const name of forOperators)
	test(`${name} answers a party with FORBIDDEN, also for a case of its own`, async () => {
		const made = await newCase(server);
		await assertNothingWritten(async () => {
			assert.equal(
				refusalIn(await change(server, name, goodInput(name, made), party1)),
				"FORBIDDEN",
			);
		});
	});
