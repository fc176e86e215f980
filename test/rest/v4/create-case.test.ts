import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { addOperator } from "../../../src/domain/people/add-operator.ts";
import {
	party1,
	party2,
	postCase,
	rows,
	send,
	telefonico,
} from "../../support/requests.ts";
import { noon, startServer } from "../../support/test-server.ts";
import {
	assertGeneralRefusal,
	assertMessages,
	assertRefused,
} from "./assert-refused.ts";
import { at, openSession, touchpoints } from "./callers.ts";
import { changeCatalogue, entryOf } from "./change-catalogue.ts";
import {
	assertNothingStored,
	assertStored,
	caseRow,
	countStored,
	eventsOfCase,
	rowsOfCase,
} from "./stored.ts";

type Errors = Readonly<Record<string, string>>;

const contextOfParty1 = {
	links: [{ ref: "profile", href: "http://cases.example/api/v4/me" }],
	activities: [],
	simpleProfile: {
		firstname: "Demo",
		lastname: "Party",
		email: "party1@example.com",
	},
};

describe("POST /api/v4/cases", () => {
	test("answers 201 with the session context and the case, byte for byte, and writes whole rows", async () => {
		await using server = await startServer();
		const answer = await postCase(server, {
			...telefonico,
			status: "Created",
			resolution: "Resolved",
			comments: [{ description: "text" }],
			caseData: { monto: "12.50" },
			attachements: [],
		});
		assert.equal(answer.status, 201);
		assert.equal(
			answer.text,
			JSON.stringify({
				context: contextOfParty1,
				case: {
					id: 1,
					categoryCode: "Reclamo",
					categoryName: "Reclamo",
					typeCode: "Telefonico",
					status: "Created",
					resolution: "Resolved",
					comments: [{ id: 1, caseInstanceId: 1, description: "text" }],
					caseData: { links: [], monto: "12.50" },
					attachements: [],
				},
			}),
		);
		const { headers } = answer;
		assert.equal(
			headers.get("content-type"),
			"application/json; charset=utf-8",
		);
		for (const absent of [
			"idempotent-replayed",
			"set-cookie",
			"thalamus-token",
			"location",
		])
			assert.equal(headers.get(absent), null, absent);

		assert.deepEqual(rows(server, "cases"), [
			{
				id: 1,
				party_id: 1,
				operator_id: null,
				touchpoint_code: "web",
				category_code: "Reclamo",
				type_code: "Telefonico",
				status: "Created",
				resolution: "Resolved",
				assignee_operator_id: null,
				assignee_group_code: "atencion",
				case_data:
					'{"monto":{"type":"DECIMAL","text":"12.50","sentAs":"string"}}',
				protocol: "REST",
				activity: null,
				tags: null,
				source: null,
				created_at: noon,
				numbered_at: noon,
				updated_at: noon,
				version: 1,
			},
		]);
		assert.deepEqual(rows(server, "case_comments"), [
			{
				id: 1,
				party_id: 1,
				case_id: 1,
				description: "text",
				created_at: noon,
				updated_at: noon,
			},
		]);
		assert.deepEqual(rows(server, "case_events"), [
			{
				id: 1,
				party_id: 1,
				case_id: 1,
				kind: "CREATED",
				at: noon,
				protocol: "REST",
				touchpoint_code: "web",
				actor_kind: "party",
				operator_id: null,
				before: null,
				after: JSON.stringify({
					categoryCode: "Reclamo",
					typeCode: "Telefonico",
					status: "Created",
					resolution: "Resolved",
					assignee: { kind: "group", groupCode: "atencion" },
					caseData: {
						monto: { type: "DECIMAL", text: "12.50", sentAs: "string" },
					},
				}),
			},
		]);
		assertStored(server, { cases: 1, case_comments: 1, case_events: 1 });
	});
});

describe("an accepted v4 create", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	test("takes the configured status and resolution when both are left out", async () => {
		const { status, body } = await postCase(server, telefonico);
		assert.equal(status, 201);
		assert.equal("errors" in body, false);
		assert.equal("warnings" in body, false);
		assert.equal(body.case.status, "Created");
		assert.equal(body.case.resolution, "Unresolved");
		assert.deepEqual(body.case.comments, []);
		assert.deepEqual(body.case.caseData, { links: [] });
		assert.deepEqual(body.case.attachements, []);
		const row = caseRow(server, body.case.id);
		assert.equal(row.status, "Created");
		assert.equal(row.resolution, "Unresolved");
		assert.equal(row.case_data, "{}");
	});

	test("takes null for every optional member as not given", async () => {
		const { status, body } = await postCase(server, {
			...telefonico,
			status: null,
			resolution: null,
			comments: null,
			caseData: null,
			attachements: null,
		});
		assert.equal(status, 201);
		assert.equal(body.case.status, "Created");
		assert.equal(body.case.resolution, "Unresolved");
		assert.equal(caseRow(server, body.case.id).case_data, "{}");
		assert.deepEqual(rowsOfCase(server, "case_comments", body.case.id), []);
	});

	test("takes [] for an empty caseData", async () => {
		const { status, body } = await postCase(server, {
			...telefonico,
			caseData: [],
		});
		assert.equal(status, 201);
		assert.deepEqual(body.case.caseData, { links: [] });
	});

	for (const links of [[], null, "x", [{ ref: "self", href: "http://x" }], 1])
		test(`ignores caseData.links that is ${JSON.stringify(links)}`, async () => {
			const { status, body } = await postCase(server, {
				...telefonico,
				caseData: { links, urgente: true },
			});
			assert.equal(status, 201);
			assert.deepEqual(body.case.caseData, { links: [], urgente: true });
			assert.deepEqual(
				JSON.parse(String(caseRow(server, body.case.id).case_data)),
				{ urgente: { type: "BOOLEAN", value: true } },
			);
		});

	for (const status of ["Created", "Open"])
		for (const resolution of ["Unresolved", "Resolved"])
			test(`starts as ${status} and ${resolution}`, async () => {
				const { body } = await postCase(server, {
					...telefonico,
					status,
					resolution,
				});
				assert.equal(body.case.status, status);
				assert.equal(body.case.resolution, resolution);
				const row = caseRow(server, body.case.id);
				assert.deepEqual([row.status, row.resolution], [status, resolution]);
				const [event] = eventsOfCase(server, body.case.id);
				assert.deepEqual(
					[event?.after.status, event?.after.resolution],
					[status, resolution],
				);
			});

	test("keeps comments in their order, with ids of their own", async () => {
		const texts = ["first", "second", "third"];
		const { body } = await postCase(server, {
			...telefonico,
			comments: texts.map((description) => ({ description })),
		});
		const { id, comments } = body.case;
		const stored = rowsOfCase(server, "case_comments", id);
		assert.deepEqual(
			comments.map((comment: object) => Object.keys(comment)),
			texts.map(() => ["id", "caseInstanceId", "description"]),
		);
		assert.deepEqual(
			comments,
			stored.map((row) => ({
				id: row.id,
				caseInstanceId: id,
				description: row.description,
			})),
		);
		assert.deepEqual(
			stored.map((row) => row.description),
			texts,
		);
	});

	test("belongs to the party that is logged in", async () => {
		const { body } = await postCase(server, telefonico, party2);
		assert.equal(body.context.simpleProfile.email, "party2@example.com");
		assert.equal(caseRow(server, body.case.id).party_id, 2);
		const [event] = rowsOfCase(server, "case_events", body.case.id);
		assert.equal(event?.party_id, 2);
	});

	test("says the category's name beside its code", async () => {
		const { body } = await postCase(server, {
			categoryCode: "ReclamoServicio",
			typeCode: "CorteServicio",
			caseData: { servicio: "Internet" },
		});
		assert.equal(body.case.categoryName, "Reclamo de servicio");
	});

	test("goes to the group of its type", async () => {
		const { body } = await postCase(server, {
			categoryCode: "ReclamoServicio",
			typeCode: "CortePersistente",
			caseData: { visitasPrevias: 2 },
		});
		const row = caseRow(server, body.case.id);
		assert.equal(row.assignee_group_code, "tecnica");
		assert.equal(row.assignee_operator_id, null);
	});

	const texts: [what: string, text: string][] = [
		["line ends and tabs", " a\r\n\tb\u2028c\u0085 "],
		["bidirectional controls and zero widths", "a\u202eb\u2066c\u200b\ufeffd"],
		["combining marks without end", `Z${"\u0351\u036b\u0343".repeat(40)}`],
		["composed and decomposed letters", "é e\u0301"],
		["emoji families", "👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿"],
		["noncharacters", "\ufffe\ufdd0"],
		["control characters", "\u0001\u001b[31m\u007f"],
		["markup and scripts", '<script>alert("1")</script><!-- ]]>'],
		["SQL and templates", `'; DROP TABLE cases; -- {{7*7}} \${jndi:ldap://x}`],
		["a spreadsheet formula", "=cmd|' /C calc'!A0"],
		["65,536 characters of four bytes", "😀".repeat(65_536)],
	];
	for (const [what, text] of texts)
		test(`F4, F5, F6, F8, F9: stores a comment with ${what} as it was sent`, async () => {
			const { status, body } = await postCase(server, {
				...telefonico,
				comments: [{ description: text }],
			});
			assert.equal(status, 201);
			assert.equal(body.case.comments[0].description, text);
			const [row] = rowsOfCase(server, "case_comments", body.case.id);
			assert.equal(row?.description, text);
		});

	test("records activity, tags and source from headers or the query, without effect", async () => {
		const headers = await postCase(server, telefonico, {
			...party1,
			"thalamus-activity": "self care",
			"thalamus-tags": " vip, ,móvil,vip ",
			"thalamus-source": "app/3.1",
		});
		const query = await send(
			server,
			"POST",
			"/api/v4/cases?activity=self%20care&tags=vip,%20b2c&date_format=readable",
			{ headers: party1, body: telefonico },
		);
		assert.deepEqual(
			[headers, query].map(({ status, body }) => {
				assert.equal(status, 201);
				const { activity, tags, source } = caseRow(server, body.case.id);
				return { activity, tags, source, activities: body.context.activities };
			}),
			[
				{
					activity: "self care",
					tags: '["vip","móvil","vip"]',
					source: "app/3.1",
					activities: [],
				},
				{
					activity: "self care",
					tags: '["vip","b2c"]',
					source: null,
					activities: [],
				},
			],
		);
	});

	const alone: [
		sent: string,
		headers: object,
		query: string,
		origin: object,
	][] = [
		["Thalamus-Activity", { "thalamus-activity": "a" }, "", { activity: "a" }],
		["Thalamus-Tags", { "thalamus-tags": "b" }, "", { tags: '["b"]' }],
		["Thalamus-Source", { "thalamus-source": "c" }, "", { source: "c" }],
		["activity in the query", {}, "?activity=a", { activity: "a" }],
		["tags in the query", {}, "?tags=b", { tags: '["b"]' }],
	];
	for (const [sent, headers, query, origin] of alone)
		test(`records what comes without the others: ${sent}`, async () => {
			const { status, body } = await send(
				server,
				"POST",
				`/api/v4/cases${query}`,
				{ headers: { ...party1, ...headers }, body: telefonico },
			);
			assert.equal(status, 201);
			const { activity, tags, source } = caseRow(server, body.case.id);
			const nothing = { activity: null, tags: null, source: null };
			assert.deepEqual({ activity, tags, source }, { ...nothing, ...origin });
		});

	test("may carry 25 tags and texts of 255 characters", async () => {
		const { status, body } = await postCase(server, telefonico, {
			...party1,
			"thalamus-activity": "a".repeat(255),
			"thalamus-tags": Array(25).fill("t".repeat(255)).join(),
		});
		assert.equal(status, 201);
		const { activity, tags } = caseRow(server, body.case.id);
		assert.equal(String(activity).length, 255);
		assert.equal(JSON.parse(String(tags)).length, 25);
	});
});

describe("a refused v4 create", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	const pair = (categoryCode: unknown, typeCode: unknown) => ({
		categoryCode,
		typeCode,
	});
	const onTelefonico = (members: object) => ({ ...telefonico, ...members });
	const invalidCode = { categoryOrType: "InvalidCode" };
	const nothingSent = { category: "CodeRequired", ...invalidCode };

	const refusals: [title: string, body: unknown, errors: Errors][] = [
		["an empty object", {}, nothingSent],
		["[] for an empty object", [], nothingSent],
		["null codes", pair(null, null), nothingSent],
		["blank codes", pair("", " \t\n"), nothingSent],
		[
			"no category beside a type",
			{ typeCode: "Telefonico" },
			{ category: "CodeRequired" },
		],
		[
			"a blank category beside an unknown type",
			pair("\u00a0", "nada"),
			{ category: "CodeRequired" },
		],
		["no type", { categoryCode: "Reclamo" }, invalidCode],
		["a null type", pair("Reclamo", null), invalidCode],
		["a blank type", pair("Reclamo", "  "), invalidCode],
		["no type in an unknown category", { categoryCode: "Nada" }, invalidCode],
		["an unknown category", pair("Nada", "Telefonico"), invalidCode],
		["an unknown type", pair("Reclamo", "Nada"), invalidCode],
		["an unknown category and type", pair("Nada", "Nada"), invalidCode],
		["codes that are no pair", pair("Reclamo", "Factura"), invalidCode],
		["an inactive type", pair("Reclamo", "Carta"), invalidCode],
		["a category in lower case", pair("reclamo", "Telefonico"), invalidCode],
		["a type in upper case", pair("Reclamo", "TELEFONICO"), invalidCode],
		["a category with a space", pair(" Reclamo", "Telefonico"), invalidCode],
		["a type with a line feed", pair("Reclamo", "Telefonico\n"), invalidCode],
		["a look-alike category", pair("Reclam\u043e", "Telefonico"), invalidCode],
		[
			"a category's name in place of its code",
			pair("Reclamo de factura", "Factura"),
			invalidCode,
		],
		[
			"a key of every object as category",
			pair("toString", "hasOwnProperty"),
			invalidCode,
		],
		[
			"codes that are no text",
			pair(1, ["Telefonico"]),
			{ category: "InvalidType", categoryOrType: "InvalidType" },
		],
		[
			"an unknown status",
			onTelefonico({ status: "Nada" }),
			{ caseStatus: "InvalidName" },
		],
		[
			"a blank status",
			onTelefonico({ status: "" }),
			{ caseStatus: "InvalidName" },
		],
		[
			"a status of white space",
			onTelefonico({ status: " \t" }),
			{ caseStatus: "InvalidName" },
		],
		[
			"a status in lower case",
			onTelefonico({ status: "created" }),
			{ caseStatus: "InvalidName" },
		],
		[
			"a status with a space",
			onTelefonico({ status: "Created " }),
			{ caseStatus: "InvalidName" },
		],
		[
			"a status that is not initial",
			onTelefonico({ status: "In progress" }),
			{ caseStatus: "InitialStatusNotSelected" },
		],
		[
			"a final status",
			onTelefonico({ status: "Closed" }),
			{ caseStatus: "InitialStatusNotSelected" },
		],
		[
			"a status that is no text",
			onTelefonico({ status: 1 }),
			{ caseStatus: "InvalidType" },
		],
		[
			"an unknown resolution",
			onTelefonico({ resolution: "Nada" }),
			{ caseResolutionType: "InvalidName" },
		],
		[
			"a blank resolution",
			onTelefonico({ resolution: "" }),
			{ caseResolutionType: "InvalidName" },
		],
		[
			"a resolution in upper case",
			onTelefonico({ resolution: "RESOLVED" }),
			{ caseResolutionType: "InvalidName" },
		],
		[
			"a resolution that is not initial",
			onTelefonico({ resolution: "Rejected" }),
			{ caseResolutionType: "InitialResolutionTypeNotSelected" },
		],
		[
			"a resolution that is no text",
			onTelefonico({ resolution: false }),
			{ caseResolutionType: "InvalidType" },
		],
		[
			"comments that are no list",
			onTelefonico({ comments: "text" }),
			{ comments: "InvalidType" },
		],
		[
			"a comment outside a list",
			onTelefonico({ comments: { description: "text" } }),
			{ comments: "InvalidType" },
		],
		[
			"comments that are no objects",
			onTelefonico({ comments: [null, "text", [], 1] }),
			{
				"comments.0": "Required",
				"comments.1": "InvalidType",
				"comments.2": "InvalidType",
				"comments.3": "InvalidType",
			},
		],
		[
			"comments without a text",
			onTelefonico({
				comments: [
					{},
					{ description: null },
					{ description: "" },
					{ description: " \n" },
					{ description: 1 },
					{ description: "good" },
				],
			}),
			{
				"comments.0.description": "Required",
				"comments.1.description": "Required",
				"comments.2.description": "Required",
				"comments.3.description": "Required",
				"comments.4.description": "InvalidType",
			},
		],
		[
			"a comment of 65,537 characters",
			onTelefonico({ comments: [{ description: "é".repeat(65_537) }] }),
			{ "comments.0.description": "TooLong" },
		],
		[
			"101 comments",
			onTelefonico({ comments: Array(101).fill({ description: "a" }) }),
			{ comments: "TooMany" },
		],
		[
			"caseData that is no object",
			onTelefonico({ caseData: "monto" }),
			{ caseData: "InvalidType" },
		],
		[
			"caseData that is a list with entries",
			onTelefonico({ caseData: [{ monto: 1 }] }),
			{ caseData: "InvalidType" },
		],
		[
			"every rule of caseData, and only for a pair the caller may use",
			{
				...pair("ReclamoFactura", "Factura"),
				caseData: { nada: 1, importeCobrado: "x", motivo: "Nada" },
			},
			{
				"caseData.nada": "invalidCaseField",
				"caseData.importeCobrado": "invalidCaseField",
				"caseData.motivo": "invalidCaseField",
				"caseData.numeroFactura": "invalidCaseField",
			},
		],
		[
			"wrong caseData under a type that does not exist, by the type alone",
			{ ...pair("Reclamo", "Nada"), caseData: { nada: 1 } },
			invalidCode,
		],
		[
			"wrong caseData without a category, by the category alone",
			{ typeCode: "Factura", caseData: { nada: 1 } },
			{ category: "CodeRequired" },
		],
		[
			"unknown keys on both levels",
			onTelefonico({
				color: "red",
				id: 7,
				createdAt: "2026-01-01",
				partyId: 2,
				touchpoint: "kiosk",
				category: "Reclamo",
				idempotencyKey: "k",
				toString: 1,
				comments: [{ description: "a", internal: true }],
			}),
			{
				"comments.0.internal": "UnknownField",
				color: "UnknownField",
				id: "UnknownField",
				createdAt: "UnknownField",
				partyId: "UnknownField",
				touchpoint: "UnknownField",
				category: "UnknownField",
				idempotencyKey: "UnknownField",
				toString: "UnknownField",
			},
		],
		[
			"everything at once",
			{
				color: "red",
				attachements: [{ fileName: " ", contentType: "text", content: "%" }],
				comments: [{ description: "" }, { description: "a", color: "red" }],
				caseData: { cantidad: "1", urgente: 1 },
				resolution: "Rejected",
				status: "Nada",
				...telefonico,
			},
			{
				caseStatus: "InvalidName",
				caseResolutionType: "InitialResolutionTypeNotSelected",
				"caseData.cantidad": "invalidCaseField",
				"caseData.urgente": "invalidCaseField",
				"comments.0.description": "Required",
				"comments.1.color": "UnknownField",
				"attachements.0.fileName": "Required",
				"attachements.0.contentType": "InvalidFormat",
				"attachements.0.content": "InvalidFormat",
				color: "UnknownField",
			},
		],
		[
			"everything at once without codes",
			{
				status: "Closed",
				resolution: "Nada",
				comments: 1,
				caseData: 1,
				attachements: 1,
			},
			{
				...nothingSent,
				caseStatus: "InitialStatusNotSelected",
				caseResolutionType: "InvalidName",
				caseData: "InvalidType",
				comments: "InvalidType",
				attachements: "InvalidType",
			},
		],
	];
	for (const [title, body, errors] of refusals)
		test(`B21, B22, B27, F3: is told of ${title}`, async () => {
			assertRefused(await postCase(server, body), 400, errors);
			assertNothingStored(server);
		});

	test("is told of faults in headers behind those of the body", async () => {
		const answer = await postCase(
			server,
			{ ...telefonico, status: "Nada", color: "red" },
			{
				...party1,
				"thalamus-activity": "a".repeat(256),
				"thalamus-source": "s".repeat(256),
				"thalamus-tags": Array(26).fill("t").join(),
				"idempotency-key": "a b",
			},
		);
		assertRefused(answer, 400, {
			caseStatus: "InvalidName",
			color: "UnknownField",
			activity: "TooLong",
			source: "TooLong",
			tags: "TooMany",
			idempotencyKey: "InvalidFormat",
		});
		assertNothingStored(server);
	});

	test("is told of one tag of 256 characters", async () => {
		const answer = await postCase(server, telefonico, {
			...party1,
			"thalamus-tags": `a,${"t".repeat(256)}`,
		});
		assertRefused(answer, 400, { tags: "TooLong" });
		assertNothingStored(server);
	});

	for (const parameter of ["activity", "tags"])
		test(`B13: is told of U+0000 in ${parameter}`, {}, async () => {
			const { status } = await send(
				server,
				"POST",
				`/api/v4/cases?${parameter}=a%00b`,
				{ headers: party1, body: telefonico },
			);
			assert.equal(status, 400);
		});
});

describe("a system node in a v4 create", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	for (const touchpoint of touchpoints)
		for (const [category, type] of [
			["Sistema", "AlertaRed"],
			["Sistema", "Telefonico"],
			["Sistema", undefined],
			["Monitoreo", "AlertaRed"],
			["Monitoreo", "Nada"],
			["Monitoreo", " "],
		])
			test(`is named to touchpoint ${touchpoint}: ${category} with type ${type}`, async () => {
				const answer = await postCase(
					server,
					{
						categoryCode: category,
						typeCode: type,
						caseData: { nada: 1 },
						status: "Nada",
					},
					at(touchpoint),
				);
				assertRefused(answer, 400, {
					category: "CategorySystemNode",
					caseStatus: "InvalidName",
				});
				assertNothingStored(server);
			});
});

describe("categories and types in a v4 create", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	test("do not reveal what exists: unknown, inactive, no pair and not granted answer the same bytes", async () => {
		await changeCatalogue(server, (file) => {
			file.categories.push(
				{ code: "Vieja", name: "Vieja", active: false },
				{ code: "ViejaHija", name: "Hija", parent: "Vieja" },
				{ code: "SistemaViejo", name: "S", system: true, active: false },
			);
			for (const code of ["Vieja", "ViejaHija", "SistemaViejo"])
				entryOf(file.types, "Telefonico").categories.push({ code });
			entryOf(file.touchpoints, "kiosk").grants.push({ category: "Vieja" });
		});
		const pairs = [
			["Nada", "Nada"],
			["Reclamo", "Telefonico"],
			["Reclamo", "Nada"],
			["Reclamo", "Carta"],
			["Reclamo", undefined],
			["ReclamoFactura", "Factura"],
			["Vieja", "Telefonico"],
			["ViejaHija", "Telefonico"],
			["SistemaViejo", "Telefonico"],
			["Consulta", "Telefonico"],
			["ConsultaComercial", "Informacion"],
			["ConsultaComercial", "Presupuesto"],
			["Tramite", "Informacion"],
		];
		for (const [categoryCode, typeCode] of pairs) {
			const body = { categoryCode, typeCode, caseData: { nada: 1 } };
			const answer = await postCase(server, body, at("kiosk"));
			assertRefused(answer, 400, { categoryOrType: "InvalidCode" });
		}
		assertNothingStored(server);
		await changeCatalogue(server, () => {});
	});

	type Granted = [
		touchpoint: "web" | "kiosk",
		body: object,
		isGranted: boolean,
	];
	const nombre = { nombre: "Ana", documento: "1" };
	const granted: Granted[] = [
		["web", { categoryCode: "Consulta", typeCode: "Informacion" }, false],
		["kiosk", { categoryCode: "Consulta", typeCode: "Informacion" }, true],
		["web", telefonico, true],
		["kiosk", telefonico, false],
		[
			"web",
			{
				categoryCode: "ReclamoServicio",
				typeCode: "CorteServicio",
				caseData: { servicio: "Internet" },
			},
			true,
		],
		[
			"kiosk",
			{
				categoryCode: "Tramite",
				typeCode: "cambio-titular",
				caseData: nombre,
			},
			true,
		],
	];
	for (const [touchpoint, body, isGranted] of granted)
		test(`${isGranted ? "admit" : "refuse"} ${JSON.stringify(body)} at ${touchpoint}`, async () => {
			const before = countStored(server);
			const answer = await postCase(server, body, at(touchpoint));
			if (isGranted) {
				assert.equal(answer.status, 201);
				const row = caseRow(server, answer.body.case.id);
				assert.equal(row.touchpoint_code, touchpoint);
			} else {
				assertRefused(answer, 400, { categoryOrType: "InvalidCode" });
				assert.deepEqual(countStored(server), before);
			}
		});

	test("follow a change of the catalogue at once, for the whole branch", async () => {
		await using server = await startServer();
		const factura = {
			categoryCode: "ReclamoFactura",
			typeCode: "Factura",
			caseData: {
				numeroFactura: "A-1",
				importeCobrado: 1,
				motivo: "Importe incorrecto",
			},
		};
		assert.equal((await postCase(server, factura)).status, 201);
		await changeCatalogue(server, ({ categories }) => {
			entryOf(categories, "Reclamo").active = false;
		});
		assertRefused(await postCase(server, factura), 400, {
			categoryOrType: "InvalidCode",
		});
		await changeCatalogue(server, ({ categories, touchpoints }) => {
			entryOf(categories, "Reclamo").system = true;
			for (const touchpoint of touchpoints)
				touchpoint.grants = touchpoint.grants.filter(
					({ category }) => category !== "Reclamo",
				);
		});
		assertRefused(await postCase(server, factura), 400, {
			category: "CategorySystemNode",
		});
		await changeCatalogue(server, () => {});
		assert.equal((await postCase(server, factura)).status, 201);
		assertStored(server, { cases: 2, case_events: 2 });
	});
});

describe("first statuses and resolutions of a v4 create", () => {
	test("are InvalidName when they are inactive", async () => {
		await using server = await startServer();
		await changeCatalogue(server, ({ statuses, resolutions }) => {
			entryOf(statuses, "Open").active = false;
			entryOf(resolutions, "Resolved").active = false;
		});
		const body = { ...telefonico, status: "Open", resolution: "Resolved" };
		assertRefused(await postCase(server, body), 400, {
			caseStatus: "InvalidName",
			caseResolutionType: "InvalidName",
		});
		assertNothingStored(server);
	});

	test("must be named where none is configured: a status always, a resolution never", async () => {
		await using server = await startServer();
		await changeCatalogue(server, ({ statuses, resolutions }) => {
			entryOf(statuses, "Created").default = false;
			entryOf(resolutions, "Unresolved").default = false;
		});
		for (const body of [telefonico, { ...telefonico, status: null }])
			assertRefused(await postCase(server, body), 400, {
				caseStatus: "InitialStatusNotSelected",
			});
		assertNothingStored(server);
		const { status, body } = await postCase(server, {
			...telefonico,
			status: "Open",
		});
		assert.equal(status, 201);
		assert.equal(body.case.resolution, null);
		assert.equal(caseRow(server, body.case.id).resolution, null);
	});
});

describe("unknown keys at a touchpoint that only warns", () => {
	test("make a case, and are listed in warnings", async () => {
		await using server = await startServer();
		await changeCatalogue(server, ({ touchpoints }) => {
			entryOf(touchpoints, "web").unknownFields = "warn";
		});
		const answer = await postCase(server, {
			...telefonico,
			color: "red",
			comments: [{ description: "a", internal: true }],
			attachments: [{ fileName: "a", content: "", size: 1 }],
		});
		assert.equal(answer.status, 201);
		assert.deepEqual(Object.keys(answer.body), [
			"context",
			"case",
			"warnings",
			"messages",
		]);
		assertMessages(answer.body.messages, answer.body.warnings);
		assert.deepEqual(answer.body.warnings, {
			color: "UnknownField",
			"comments.0.internal": "UnknownField",
			"attachements.0.size": "UnknownField",
		});
		assertStored(server, {
			cases: 1,
			case_comments: 1,
			case_attachments: 1,
			case_events: 1,
			files: 1,
		});
	});

	test("are no excuse for other faults, and other touchpoints still refuse them", async () => {
		await using server = await startServer();
		await changeCatalogue(server, ({ touchpoints }) => {
			entryOf(touchpoints, "web").unknownFields = "warn";
		});
		const body = { ...telefonico, color: "red" };
		assertRefused(await postCase(server, { ...body, status: "Nada" }), 400, {
			caseStatus: "InvalidName",
		});
		assertRefused(
			await postCase(server, { ...body, caseData: { nada: 1 } }),
			400,
			{ "caseData.nada": "invalidCaseField" },
		);
		assertRefused(await postCase(server, body, at("callcenter")), 400, {
			color: "UnknownField",
		});
		assertNothingStored(server);
	});
});

describe("an operator in a v4 create", () => {
	const party = "party1@example.com";

	test("acts for a party: the case is the party's, and the operator is named in it", async () => {
		await using server = await startServer();
		const people = { party, operator: "operator1@example.com" };
		const session = await openSession(server, "callcenter", people);
		const answer = await postCase(server, telefonico, session);
		assert.equal(answer.status, 201);
		assert.deepEqual(answer.body.context, contextOfParty1);
		const [row] = rows(server, "cases");
		assert.deepEqual([row?.party_id, row?.operator_id], [1, 1]);
		const [event] = rows(server, "case_events");
		assert.deepEqual(
			[event?.party_id, event?.operator_id, event?.actor_kind],
			[1, 1, "operatorAsParty"],
		);
	});

	test("needs a group that handles the type as well as the touchpoint's grant", async () => {
		await using server = await startServer();
		await addOperator(server.app.store, () => noon, {
			email: "tecnica@example.com",
			groupCodes: ["tecnica"],
		});
		const people = { party, operator: "tecnica@example.com" };
		const session = await openSession(server, "callcenter", people);
		assertRefused(await postCase(server, telefonico, session), 400, {
			categoryOrType: "InvalidCode",
		});
		assertNothingStored(server);
		const corte = {
			categoryCode: "ReclamoServicio",
			typeCode: "CorteServicio",
			caseData: { servicio: "Internet" },
		};
		const answer = await postCase(server, corte, session);
		assert.equal(answer.status, 201);
		assert.equal(rows(server, "cases")[0]?.operator_id, 2);
	});

	test("has no case of its own: a plain operator session is refused with 401", async () => {
		await using server = await startServer();
		const people = { operator: "operator1@example.com" };
		const session = await openSession(server, "callcenter", people);
		const answer = await postCase(server, telefonico, session);
		assertGeneralRefusal(answer, 401, "UNAUTHORIZED");
		assertNothingStored(server);
	});
});
