import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { caseRow, eventsOfCase } from "../rest/v4/stored.ts";
import { operator1 } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";
import { change, newCase, problemsIn } from "./change.ts";

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

describe("transitionCase", () => {
	const names: [string, string][] = [
		["In progress", "In progress"],
		["in_progress", "In progress"],
		["CLOSED", "Closed"],
	];
	for (const [statusName, status] of names)
		test(`moves a case to ${status} for ${statusName}`, async () => {
			const { id, number } = await newCase(server);
			const answer = await change(
				server,
				"transitionCase",
				{ id, statusName },
				operator1,
			);
			assert.equal(answer.payload.case.status, status);
			assert.equal(caseRow(server, number).status, status);
			const event = eventsOfCase(server, number)[1];
			assert.deepEqual(event?.before, { status: "Created" });
			assert.deepEqual(event?.after, { status });
			assert.equal(event?.actor, "operator");
		});

	for (const statusName of ["Nope", "", " Open"])
		test(`refuses ${JSON.stringify(statusName)} with INVALID_STATUS and what is allowed`, async () => {
			const { id, number } = await newCase(server);
			const answer = await change(
				server,
				"transitionCase",
				{ id, statusName },
				operator1,
			);
			assert.deepEqual(problemsIn(answer), [["INVALID_STATUS", "statusName"]]);
			assert.deepEqual(answer.payload.userErrors[0].allowedValues, [
				"Created",
				"Open",
				"In progress",
				"Closed",
			]);
			assert.equal(caseRow(server, number).version, 1);
		});
});
