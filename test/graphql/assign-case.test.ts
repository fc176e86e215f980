import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { operatorOf } from "../rest/v4/call.ts";
import { caseRow, eventsOfCase } from "../rest/v4/stored.ts";
import { graphql, operator1 } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";
import { change, type Headers, newCase, problemsIn } from "./change.ts";

let server: TestServer;
let colleague: Headers;
before(async () => {
	server = await startServer();
	colleague = await operatorOf(server, "colleague@example.com", ["atencion"]);
	await operatorOf(server, "stranger@example.com", ["calidad"]);
	await operatorOf(server, "blocked@example.com", ["atencion"]);
	const blocked = await server.app.store.credentials.findPrincipal(
		"blocked@example.com",
	);
	assert.equal(blocked?.kind, "operator");
	await server.app.store.people.setDisabled(
		{ kind: "operator", id: blocked.operator.id },
		true,
	);
});
after(() => server[Symbol.asyncDispose]());

describe("assignCase", () => {
	test("gives a case to an operator, who then finds it, and no longer the group", async () => {
		const { id, number } = await newCase(server);
		const answer = await change(
			server,
			"assignCase",
			{ id, email: "Colleague@Example.com" },
			operator1,
		);
		assert.deepEqual(answer.payload.case.assignee, {
			firstname: null,
			lastname: null,
			email: "colleague@example.com",
		});
		const row = caseRow(server, number);
		assert.equal(row.assignee_group_code, null);
		assert.notEqual(row.assignee_operator_id, null);
		const event = eventsOfCase(server, number)[1];
		assert.deepEqual(event?.before, {
			assignee: { kind: "group", groupCode: "atencion" },
		});
		assert.equal(event?.after.assignee.kind, "operator");
		const found = (headers: Headers) =>
			graphql(server, `{ case(id: "${id}") { number } }`, {}, headers);
		assert.equal((await found(colleague)).body.data.case.number, number);
		assert.equal((await found(operator1)).body.data.case, null);
	});

	for (const groupName of ["Atención al cliente", "atencion"])
		test(`gives a case to the group called ${groupName}`, async () => {
			const { id, number } = await newCase(server);
			await change(
				server,
				"assignCase",
				{ id, email: "operator1@example.com" },
				operator1,
			);
			const answer = await change(
				server,
				"assignCase",
				{ id, groupName },
				operator1,
			);
			assert.deepEqual(answer.payload.case.assignee, {
				code: "atencion",
				name: "Atención al cliente",
			});
			assert.equal(caseRow(server, number).assignee_group_code, "atencion");
		});

	const errors: [string, object, [string, string]][] = [
		["neither", {}, ["ASSIGNEE_MISSING", ""]],
		[
			"null for both",
			{ email: null, groupName: null },
			["ASSIGNEE_MISSING", ""],
		],
		[
			"both",
			{ email: "operator1@example.com", groupName: "atencion" },
			["ASSIGNEE_AMBIGUOUS", ""],
		],
		[
			"an unknown operator",
			{ email: "x@y.z" },
			["OPERATOR_NOT_FOUND", "email"],
		],
		[
			"a party",
			{ email: "party1@example.com" },
			["OPERATOR_NOT_FOUND", "email"],
		],
		[
			"a blocked operator",
			{ email: "blocked@example.com" },
			["OPERATOR_BLOCKED", "email"],
		],
		[
			"an operator of no group for the type",
			{ email: "stranger@example.com" },
			["OPERATOR_NOT_AUTHORIZED", "email"],
		],
		["an unknown group", { groupName: "x" }, ["GROUP_NOT_FOUND", "groupName"]],
		[
			"a group for other types",
			{ groupName: "Calidad" },
			["GROUP_NOT_FOUND", "groupName"],
		],
	];
	for (const [what, input, problem] of errors)
		test(`answers ${what} with ${problem[0]}, and writes nothing`, async () => {
			const { id, number } = await newCase(server);
			const answer = await change(
				server,
				"assignCase",
				{ id, ...input },
				operator1,
			);
			assert.deepEqual(problemsIn(answer), [problem]);
			assert.equal(caseRow(server, number).version, 1);
			assert.equal(eventsOfCase(server, number).length, 1);
		});
});
