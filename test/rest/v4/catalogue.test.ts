import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { operator1, party1 } from "../../support/requests.ts";
import { startServer, type TestServer } from "../../support/test-server.ts";
import { assertGeneralRefusal, assertRefused } from "./assert-refused.ts";
import { call, type Headers, operator1AsParty1, operatorOf } from "./call.ts";
import { at, nobodyAt } from "./callers.ts";
import { changeCatalogue, entryOf } from "./change-catalogue.ts";

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

describe("GET /api/v4/cases/status", () => {
	test("answers the statuses in their order, byte for byte, to everybody who is logged in", async () => {
		const asParty = await operator1AsParty1(server);
		for (const headers of [party1, operator1, asParty]) {
			const answer = await call(server, headers, "GET", "/cases/status");
			assert.equal(answer.status, 200);
			assert.equal(
				answer.text,
				JSON.stringify({
					caseStatuses: [
						{ statusName: "Created", initial: true, finalState: false },
						{ statusName: "Open", initial: true, finalState: false },
						{ statusName: "In progress", initial: false, finalState: false },
						{ statusName: "Closed", initial: false, finalState: true },
					],
				}),
			);
		}
	});

	test("leaves out what is inactive", async () => {
		await using server = await startServer();
		await changeCatalogue(server, ({ statuses }) => {
			entryOf(statuses, "Open").active = false;
		});
		const { body } = await call(server, party1, "GET", "/cases/status/");
		assert.deepEqual(
			body.caseStatuses.map((s: { statusName: string }) => s.statusName),
			["Created", "In progress", "Closed"],
		);
	});

	test("wins over a case of this id, so that no other method is known there", async () => {
		const answer = await call(server, party1, "PUT", "/cases/status", {});
		assertGeneralRefusal(answer, 405, "METHOD_NOT_ALLOWED");
		assert.equal(answer.headers.get("allow"), "GET, HEAD");
	});
});

/** `type/category` of each pair that a caller is shown. */
async function pairsFor(
	headers: Headers,
	query = "",
	from = server,
): Promise<string[]> {
	const path = `/cases/typecategory${query}`;
	const answer = await call(from, headers, "GET", path);
	assert.equal(answer.status, 200, answer.text);
	return answer.body.caseTypeCategories.map(
		(pair: { caseTypeCode: string; caseCategoryCode: string }) =>
			`${pair.caseTypeCode}/${pair.caseCategoryCode}`,
	);
}

const atWeb = [
	"Telefonico/Reclamo",
	"Factura/ReclamoFactura",
	"CorteServicio/ReclamoServicio",
	"CortePersistente/ReclamoServicio",
];
const visibleAtWeb = atWeb.filter((pair) => !pair.startsWith("CorteP"));
const atKiosk = [
	"Informacion/Consulta",
	"cambio-titular/Tramite",
	"Baja/Tramite",
];
const atCallCenter = [
	...atWeb,
	"Informacion/ConsultaComercial",
	"Presupuesto/ConsultaComercial",
	...atKiosk,
];

describe("GET /api/v4/cases/typecategory", () => {
	test("answers type, category and standard answer, byte for byte", async () => {
		const answer = await call(
			server,
			party1,
			"GET",
			"/cases/typecategory?caseTypeCode=Telefonico",
		);
		assert.equal(answer.status, 200);
		assert.equal(
			answer.text,
			JSON.stringify({
				caseTypeCategories: [
					{
						caseTypeCode: "Telefonico",
						caseTypeName: "Reclamo telefónico",
						caseCategoryCode: "Reclamo",
						caseCategoryName: "Reclamo",
						defaultAnswer:
							"Recibimos su reclamo. Le responderemos dentro de 48 horas hábiles.",
					},
				],
			}),
		);
		const { body } = await call(
			server,
			party1,
			"GET",
			"/cases/typecategory?caseTypeCode=CorteServicio",
		);
		assert.equal(body.caseTypeCategories[0].defaultAnswer, null);
	});

	const listed: [headers: Headers, query: string, pairs: readonly string[]][] =
		[
			[party1, "", atWeb],
			[party1, "/", atWeb],
			[party1, "?visibility=all", atWeb],
			[party1, "?visibility=app", visibleAtWeb],
			[party1, "?x=1&date_format=readable", atWeb],
			[party1, "?caseTypeCode=&caseCategoryCode=", atWeb],
			[party1, "?caseTypeCode=Factura", ["Factura/ReclamoFactura"]],
			[party1, "?caseTypeCode=factura", []],
			[party1, "?caseTypeCode=Informacion", []],
			[party1, "?caseTypeCode=Carta", []],
			[party1, "?caseTypeCode=CortePersistente&visibility=app", []],
			[
				party1,
				"?caseTypeCode=Factura&caseTypeCode=Telefonico",
				["Telefonico/Reclamo", "Factura/ReclamoFactura"],
			],
			[party1, "?caseCategoryCode=Reclamo", ["Telefonico/Reclamo"]],
			[
				party1,
				"?caseCategoryCode=ReclamoServicio",
				["CorteServicio/ReclamoServicio", "CortePersistente/ReclamoServicio"],
			],
			[party1, "?caseCategoryCode=Sistema", []],
			[party1, "?caseCategoryCode=Reclamo&caseTypeCode=Factura", []],
			[at("kiosk"), "", atKiosk],
			[at("callcenter"), "", atCallCenter],
			[operator1, "", atCallCenter],
		];
	for (const [index, [headers, query, pairs]] of listed.entries())
		test(`lists ${pairs.length} pairs to caller ${index} for ${JSON.stringify(query)}`, async () => {
			const found = await pairsFor(headers, query);
			assert.deepEqual(found.toSorted(), pairs.toSorted());
		});

	test("lists to an operator, and to one as a party, what their groups handle", async () => {
		const tecnica = await operatorOf(server, "t@example.com", ["tecnica"]);
		const asParty = await operatorOf(
			server,
			"p@example.com",
			["tecnica"],
			"party1@example.com",
		);
		const nobody = await operatorOf(server, "n@example.com", []);
		const cuts = [
			"CortePersistente/ReclamoServicio",
			"CorteServicio/ReclamoServicio",
		];
		assert.deepEqual((await pairsFor(tecnica)).toSorted(), cuts);
		assert.deepEqual((await pairsFor(asParty)).toSorted(), cuts);
		assert.deepEqual(await pairsFor(nobody), []);
	});

	for (const query of [
		"visibility=",
		"visibility=App",
		"visibility=none",
		"visibility=app&visibility=all",
		"visibility=all&visibility=all",
		"visibility=app%00",
	])
		test(`refuses ${query}`, async () => {
			const path = `/cases/typecategory?${query}`;
			assertRefused(await call(server, party1, "GET", path), 400, {
				visibility: "InvalidFormat",
			});
		});

	test("leaves out what is inactive, and what stands in a system node", async () => {
		await using server = await startServer();
		await changeCatalogue(server, ({ categories, types }) => {
			entryOf(categories, "ReclamoServicio").active = false;
			entryOf(types, "Factura").active = false;
		});
		assert.deepEqual(await pairsFor(party1, "", server), [
			"Telefonico/Reclamo",
		]);
	});

	test("answers 401 to nobody, also for a wrong query", async () => {
		for (const path of ["/cases/status", "/cases/typecategory?visibility=x"])
			for (const headers of [nobodyAt("web"), {}])
				assertGeneralRefusal(
					await call(server, headers, "GET", path),
					401,
					"UNAUTHORIZED",
				);
	});
});
