import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { at } from "../rest/v4/callers.ts";
import { caseRow, countStored, eventsOfCase } from "../rest/v4/stored.ts";
import { graphql, operator1, party1, telefonico } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";
import { change, newCase, problemsIn } from "./change.ts";

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

const factura = {
	categoryCode: "ReclamoFactura",
	typeCode: "Factura",
	caseData: {
		numeroFactura: "A-1",
		importeCobrado: "10.00",
		motivo: "Importe incorrecto",
	},
};

describe("updateCase", () => {
	test("writes every member that was sent, appends comments, and says before and after", async () => {
		const { id, number } = await newCase(server, {
			caseData: { monto: "1.5" },
		});
		const answer = await change(server, "updateCase", {
			id,
			...telefonico,
			status: "In progress",
			resolution: "Rejected",
			comments: [{ description: "second" }, { description: "third" }],
			caseData: { monto: "2.50", cantidad: 3 },
		});
		assert.deepEqual(problemsIn(answer), []);
		const { case: changed } = answer.payload;
		assert.equal(changed.status, "In progress");
		assert.equal(changed.resolution, "Rejected");
		assert.deepEqual(changed.caseData, { monto: "2.50", cantidad: 3 });
		assert.deepEqual(
			changed.comments.map(
				({ description }: { description: string }) => description,
			),
			["first", "second", "third"],
		);
		const row = caseRow(server, number);
		assert.equal(row.status, "In progress");
		assert.equal(row.resolution, "Rejected");
		assert.equal(row.version, 2);
		const [, updated, second] = eventsOfCase(server, number);
		assert.deepEqual(updated?.before, {
			status: "Created",
			resolution: "Unresolved",
			caseData: { monto: { type: "DECIMAL", text: "1.5", sentAs: "string" } },
		});
		assert.equal(updated?.after.status, "In progress");
		assert.equal(second?.kind, "COMMENT_ADDED");
	});

	test("leaves status, resolution and caseData as they are when they are left out or null", async () => {
		const { id, number } = await newCase(server, {
			status: "Open",
			resolution: "Resolved",
			caseData: { monto: "1.5" },
		});
		for (const rest of [
			{},
			{ status: null, resolution: null, caseData: null },
		]) {
			const answer = await change(server, "updateCase", {
				id,
				...telefonico,
				...rest,
			});
			const { status, resolution, caseData } = answer.payload.case;
			assert.deepEqual(
				{ status, resolution, caseData },
				{ status: "Open", resolution: "Resolved", caseData: { monto: "1.5" } },
			);
		}
		assert.deepEqual(
			eventsOfCase(server, number).map(({ kind }) => kind),
			["CREATED"],
		);
		assert.equal(caseRow(server, number).version, 3);
	});

	test("keeps the digits of numbers written in the document", async () => {
		const { id } = await newCase(server);
		const { text } = await graphql(
			server,
			`mutation { updateCase(input: {id: "${id}", categoryCode: "Reclamo", typeCode: "Telefonico", caseData: {monto: 12.50}}) { case { caseData } } }`,
		);
		assert.equal(
			text,
			'{"data":{"updateCase":{"case":{"caseData":{"monto":"12.50"}}}}}',
		);
	});

	test("moves a case to another pair that the caller may use", async () => {
		const { id, number } = await newCase(server);
		const answer = await change(server, "updateCase", { id, ...factura });
		assert.equal(answer.payload.case.typeCode, "Factura");
		assert.equal(caseRow(server, number).category_code, "ReclamoFactura");
		const event = eventsOfCase(server, number)[1];
		assert.equal(event?.before.typeCode, "Telefonico");
		assert.equal(event?.after.typeCode, "Factura");
	});

	const errors: [string, object, [string, string][]][] = [
		[
			"blank codes",
			{ categoryCode: " ", typeCode: "" },
			[
				["CODE_REQUIRED", "categoryCode"],
				["INVALID_CODE", "typeCode"],
			],
		],
		[
			"a pair that is not granted",
			{ categoryCode: "Consulta", typeCode: "Informacion" },
			[["INVALID_CODE", "categoryCode"]],
		],
		[
			"a system node",
			{ categoryCode: "Sistema" },
			[["CATEGORY_SYSTEM_NODE", "categoryCode"]],
		],
		[
			"names that do not exist, and every other problem with them",
			{
				status: "Nope",
				resolution: "",
				caseData: { monto: "x", other: 1 },
				comments: [{ description: "" }],
			},
			[
				["INVALID_NAME", "status"],
				["INVALID_NAME", "resolution"],
				["INVALID_CASE_FIELD", "caseData.monto"],
				["INVALID_CASE_FIELD", "caseData.other"],
				["REQUIRED", "comments.0.description"],
			],
		],
	];
	for (const [what, input, problems] of errors)
		test(`answers ${what} with their codes and paths, and writes nothing`, async () => {
			const { id } = await newCase(server);
			const stored = countStored(server);
			const answer = await change(server, "updateCase", {
				id,
				...telefonico,
				...input,
			});
			assert.deepEqual(problemsIn(answer), problems);
			assert.equal(answer.payload.case, null);
			assert.deepEqual(countStored(server), stored);
		});

	test("refuses a change of a field that is not editable", async () => {
		const { id } = await newCase(server, factura);
		const answer = await change(server, "updateCase", {
			id,
			...factura,
			caseData: { ...factura.caseData, numeroFactura: "B-2" },
		});
		assert.deepEqual(problemsIn(answer), [
			["NOT_EDITABLE", "caseData.numeroFactura"],
		]);
	});

	test("lets an operator change a case of their group, at their own touchpoint", async () => {
		const { id, number } = await newCase(server);
		const answer = await change(
			server,
			"updateCase",
			{ id, ...telefonico, status: "Open" },
			operator1,
		);
		assert.deepEqual(problemsIn(answer), []);
		assert.equal(eventsOfCase(server, number)[1]?.actor, "operator");
	});

	test("needs no grant for the pair that the case has already", async () => {
		const { id } = await newCase(server);
		const answer = await change(
			server,
			"updateCase",
			{ id, ...telefonico, status: "Open" },
			at("kiosk", party1),
		);
		assert.deepEqual(problemsIn(answer), []);
	});
});
