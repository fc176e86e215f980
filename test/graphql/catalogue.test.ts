import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { graphql, operator1, party1 } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

describe("reading the catalogue", () => {
	test("lists only the case types that the caller may use", async () => {
		const query =
			"{ caseTypes { code category { code } fields { code type required options } } }";
		const web = await graphql(server, query);
		const telephone = web.body.data.caseTypes.find(
			({ code }: { code: string }) => code === "Telefonico",
		);
		assert.deepEqual(telephone, {
			code: "Telefonico",
			category: { code: "Reclamo" },
			fields: [
				{ code: "monto", type: "DECIMAL", required: false, options: null },
				{ code: "cantidad", type: "NUMBER", required: false, options: null },
				{ code: "urgente", type: "BOOLEAN", required: false, options: null },
				{ code: "fecha", type: "DATE", required: false, options: null },
			],
		});
		const kiosk = await graphql(
			server,
			query,
			{},
			{
				...party1,
				"thalamus-touchpoint": "kiosk",
				"thalamus-token": "demo-kiosk-token",
			},
		);
		const codes = kiosk.body.data.caseTypes.map(
			({ category }: { category: { code: string } }) => category.code,
		);
		assert.ok(codes.length > 0);
		assert.ok(!codes.includes("Reclamo"));
		const operator = await graphql(server, query, {}, operator1);
		assert.ok(operator.body.data.caseTypes.length >= 8);
	});

	test("lists statuses and resolutions in their order", async () => {
		const { body } = await graphql(
			server,
			"{ caseStatuses { name initial default final } caseResolutions { name initial default } }",
		);
		const status = (name: string, ...flags: string[]) => ({
			name,
			initial: flags.includes("initial"),
			default: flags.includes("default"),
			final: flags.includes("final"),
		});
		assert.deepEqual(body.data.caseStatuses, [
			status("Created", "initial", "default"),
			status("Open", "initial"),
			status("In progress"),
			status("Closed", "final"),
		]);
		assert.deepEqual(body.data.caseResolutions, [
			{ name: "Unresolved", initial: true, default: true },
			{ name: "Resolved", initial: true, default: false },
			{ name: "Rejected", initial: false, default: false },
		]);
	});
});
