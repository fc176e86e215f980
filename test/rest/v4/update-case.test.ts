import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	operator1,
	party1,
	party2,
	rows,
	telefonico,
} from "../../support/requests.ts";
import {
	noon,
	startServer,
	type TestServer,
} from "../../support/test-server.ts";
import {
	assertGeneralRefusal,
	assertMessages,
	assertRefused,
} from "./assert-refused.ts";
import {
	call,
	cortePersistente,
	createdBy,
	factura,
	type Headers,
	operator1AsParty1,
	operatorOf,
} from "./call.ts";
import { at } from "./callers.ts";
import { changeCatalogue, entryOf } from "./change-catalogue.ts";
import {
	caseRow,
	countStored,
	eventsOfCase,
	rowsOfCase,
	type Stored,
} from "./stored.ts";

type Errors = Readonly<Record<string, string>>;

const put = (
	server: TestServer,
	id: number | string,
	body: unknown,
	headers: Headers = party1,
) => call(server, headers, "PUT", `/cases/${id}`, body);

const decimal = (text: string) => ({ type: "DECIMAL", text, sentAs: "string" });

describe("PUT /api/v4/cases/{id}", () => {
	test("answers 201 with the session context and the case, byte for byte, and writes whole rows", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, {
			...telefonico,
			comments: [{ description: "first" }],
			caseData: { monto: "12.50", cantidad: 2 },
		});
		server.clock.now += 60_000;
		const answer = await put(server, id, {
			...telefonico,
			status: "In progress",
			resolution: "Rejected",
			comments: [{ description: "second" }, { description: "third" }],
			caseData: { links: [], monto: "13.0" },
		});
		assert.equal(answer.status, 201);
		assert.equal(
			answer.text,
			JSON.stringify({
				context: {
					links: [{ ref: "profile", href: "http://cases.example/api/v4/me" }],
					activities: [],
					simpleProfile: {
						firstname: "Demo",
						lastname: "Party",
						email: "party1@example.com",
					},
				},
				case: {
					id,
					categoryCode: "Reclamo",
					categoryName: "Reclamo",
					typeCode: "Telefonico",
					status: "In progress",
					resolution: "Rejected",
					comments: ["first", "second", "third"].map((description, index) => ({
						id: index + 1,
						caseInstanceId: id,
						description,
					})),
					caseData: { links: [], monto: "13.0" },
					attachements: [],
				},
			}),
		);
		const row = caseRow(server, id);
		assert.deepEqual(
			[row.status, row.resolution, row.version, row.created_at, row.updated_at],
			["In progress", "Rejected", 2, noon, noon + 60_000],
		);
		assert.deepEqual(JSON.parse(String(row.case_data)), {
			monto: decimal("13.0"),
		});
		assert.equal(row.assignee_group_code, "atencion");
		const comment = (number: number, description: string) => ({
			kind: "COMMENT_ADDED",
			actor: "party",
			before: null,
			after: { comment: { id: number, description } },
		});
		assert.deepEqual(eventsOfCase(server, id).slice(1), [
			{
				kind: "UPDATED",
				actor: "party",
				before: {
					status: "Created",
					resolution: "Unresolved",
					caseData: {
						monto: decimal("12.50"),
						cantidad: { type: "NUMBER", value: 2 },
					},
				},
				after: {
					status: "In progress",
					resolution: "Rejected",
					caseData: { monto: decimal("13.0") },
				},
			},
			comment(2, "second"),
			comment(3, "third"),
		]);
		const [, event] = rowsOfCase(server, "case_events", id);
		assert.deepEqual(
			[event?.at, event?.protocol, event?.touchpoint_code, event?.party_id],
			[noon + 60_000, "REST", "web", 1],
		);
	});

	test("shows afterwards what a read shows", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, telefonico);
		const body = `{"categoryCode":"Reclamo","typeCode":"Telefonico","caseData":{"monto":1.0E-4}}`;
		const changed = await put(server, id, body);
		const read = await call(server, party1, "GET", `/cases/${id}`);
		assert.ok(changed.text.endsWith(`"case":${read.text}}`));
		assert.ok(read.text.includes('"monto":0.00010'));
	});
});

describe("an accepted v4 update", () => {
	let server: TestServer;
	before(async () => {
		server = await startServer();
	});
	after(() => server[Symbol.asyncDispose]());

	test("leaves what is null or absent as it is, as field clients send it", async () => {
		const { id } = await createdBy(server, party1, {
			...telefonico,
			status: "Open",
			resolution: "Resolved",
			comments: [{ description: "kept" }],
			caseData: { monto: "12.50" },
		});
		const bodies: object[] = [
			telefonico,
			{ ...telefonico, status: null, resolution: null, comments: null },
			{ ...telefonico, caseData: null, comments: [], attachements: null },
			{ ...telefonico, attachements: [], caseData: { monto: "12.50" } },
			{ ...telefonico, attachments: [] },
			{ ...telefonico, attachments: null },
		];
		for (const [index, body] of bodies.entries()) {
			const answer = await put(server, id, body);
			assert.equal(answer.status, 201, answer.text);
			assert.equal("warnings" in answer.body, false);
			const { status, resolution, caseData, comments } = answer.body.case;
			assert.deepEqual(
				[status, resolution, caseData, comments.length],
				["Open", "Resolved", { links: [], monto: "12.50" }, 1],
			);
			assert.equal(caseRow(server, id).version, index + 2);
		}
		assert.equal(eventsOfCase(server, id).length, 1, "nothing happened");
	});

	test("changes nothing by sending the same fields in another order", async () => {
		const { id } = await createdBy(server, party1, {
			...telefonico,
			caseData: { monto: "12.50", urgente: true },
		});
		const caseData = { urgente: true, monto: "12.50" };
		const answer = await put(server, id, { ...telefonico, caseData });
		assert.deepEqual(Object.keys(answer.body.case.caseData), [
			"links",
			"urgente",
			"monto",
		]);
		assert.equal(eventsOfCase(server, id).length, 1);
	});

	test("takes out the fields that a sent caseData leaves out", async () => {
		for (const caseData of [{}, [], { links: [] }, { monto: null }]) {
			const { id } = await createdBy(server, party1, {
				...telefonico,
				caseData: { monto: "12.50" },
			});
			const { body } = await put(server, id, { ...telefonico, caseData });
			assert.deepEqual(body.case.caseData, { links: [] });
			assert.equal(caseRow(server, id).case_data, "{}");
			const [, event] = eventsOfCase(server, id);
			assert.deepEqual(
				[event?.before, event?.after],
				[{ caseData: { monto: decimal("12.50") } }, { caseData: {} }],
			);
		}
	});

	test("may name any active status and resolution, also ones that no case starts with", async () => {
		for (const status of ["Created", "Open", "In progress", "Closed"])
			for (const resolution of ["Unresolved", "Resolved", "Rejected"]) {
				const { id } = await createdBy(server, party1, telefonico);
				const body = { ...telefonico, status, resolution };
				const answer = await put(server, id, body);
				assert.equal(answer.status, 201);
				const row = caseRow(server, id);
				assert.deepEqual([row.status, row.resolution], [status, resolution]);
			}
	});

	test("may move the case to another pair that the touchpoint was granted", async () => {
		const { id } = await createdBy(server, party1, telefonico);
		const answer = await put(server, id, factura);
		assert.equal(answer.status, 201);
		assert.equal(answer.body.case.categoryName, "Reclamo de factura");
		const row = caseRow(server, id);
		assert.deepEqual(
			[row.category_code, row.type_code],
			["ReclamoFactura", "Factura"],
		);
		const [, { before, after } = { before: null, after: null }] = eventsOfCase(
			server,
			id,
		);
		assert.deepEqual(before, {
			categoryCode: "Reclamo",
			typeCode: "Telefonico",
			caseData: {},
		});
		assert.deepEqual(Object.keys(after), [
			"categoryCode",
			"typeCode",
			"caseData",
		]);
	});

	test("needs no grant for the pair that the case has, also when it is out of use", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, telefonico);
		const kiosk = await put(server, id, telefonico, at("kiosk"));
		assert.equal(kiosk.status, 201);
		await changeCatalogue(server, ({ categories }) => {
			entryOf(categories, "Reclamo").active = false;
		});
		const { body } = await put(server, id, { ...telefonico, status: "Open" });
		assert.equal(body.case.status, "Open");
		assertRefused(await put(server, id, factura), 400, {
			categoryOrType: "InvalidCode",
		});
	});

	for (const [who, headersOf] of [
		["the operator of its group", async () => operator1],
		["an operator as its party", operator1AsParty1],
	] as const)
		test(`may come from ${who}, who is named in the event`, async () => {
			const { id } = await createdBy(server, party1, telefonico);
			const headers = await headersOf(server);
			const body = { ...telefonico, status: "Open" };
			const answer = await put(server, id, body, headers);
			assert.equal(answer.status, 201);
			const isOperator = headers === operator1;
			assert.equal(
				answer.body.context.simpleProfile.email,
				isOperator ? "operator1@example.com" : "party1@example.com",
			);
			const [, event] = rowsOfCase(server, "case_events", id);
			assert.deepEqual(
				[event?.actor_kind, event?.operator_id, event?.party_id],
				[isOperator ? "operator" : "operatorAsParty", 1, 1],
			);
			assert.equal(event?.touchpoint_code, "callcenter");
			const row = caseRow(server, id);
			assert.deepEqual([row.party_id, row.operator_id], [1, null]);
		});

	test("accepts a trailing slash and unknown parameters", async () => {
		const { id } = await createdBy(server, party1, telefonico);
		const answer = await put(server, `${id}/?date_format=readable`, telefonico);
		assert.equal(answer.status, 201);
	});
});

describe("a refused v4 update", () => {
	let server: TestServer;
	let id: number;
	let stored: Stored;
	let row: object;
	before(async () => {
		server = await startServer();
		({ id } = await createdBy(server, party1, {
			...telefonico,
			caseData: { monto: "12.50" },
		}));
		stored = countStored(server);
		row = caseRow(server, id);
	});
	after(() => server[Symbol.asyncDispose]());

	const on = (more: object) => ({ ...telefonico, ...more });
	const invalidCode = { categoryOrType: "InvalidCode" };
	const refusals: [title: string, body: unknown, errors: Errors][] = [
		[
			"nothing sent",
			{},
			{ category: "CodeRequired", categoryOrType: "InvalidCode" },
		],
		[
			"[] for a body",
			[],
			{ category: "CodeRequired", categoryOrType: "InvalidCode" },
		],
		[
			"null codes",
			{ categoryCode: null, typeCode: null },
			{ category: "CodeRequired", categoryOrType: "InvalidCode" },
		],
		["no typeCode", { categoryCode: "Reclamo" }, invalidCode],
		[
			"no categoryCode",
			{ typeCode: "Telefonico" },
			{ category: "CodeRequired" },
		],
		["an unknown category", on({ categoryCode: "Nada" }), invalidCode],
		["an unknown type", on({ typeCode: "Nada" }), invalidCode],
		["codes in lower case", on({ typeCode: "telefonico" }), invalidCode],
		[
			"a pair without a grant here",
			{ categoryCode: "Consulta", typeCode: "Informacion" },
			invalidCode,
		],
		["an inactive type", on({ typeCode: "Carta" }), invalidCode],
		[
			"a system node",
			{ categoryCode: "Sistema", typeCode: "AlertaRed" },
			{ category: "CategorySystemNode" },
		],
		[
			"codes of a wrong type",
			{ categoryCode: 1, typeCode: [] },
			{ category: "InvalidType", categoryOrType: "InvalidType" },
		],
		[
			"an unknown status",
			on({ status: "Nada" }),
			{ caseStatus: "InvalidName" },
		],
		["a blank status", on({ status: "" }), { caseStatus: "InvalidName" }],
		[
			"a status in lower case, as transitions take it",
			on({ status: "open" }),
			{ caseStatus: "InvalidName" },
		],
		[
			"an unknown resolution",
			on({ resolution: "Nada" }),
			{ caseResolutionType: "InvalidName" },
		],
		[
			"names of a wrong type",
			on({ status: 1, resolution: {} }),
			{ caseStatus: "InvalidType", caseResolutionType: "InvalidType" },
		],
		[
			"caseData that is no object",
			on({ caseData: "monto" }),
			{ caseData: "InvalidType" },
		],
		[
			"fields that are unknown or wrong",
			on({ caseData: { nada: 1, cantidad: "2" } }),
			{
				"caseData.nada": "invalidCaseField",
				"caseData.cantidad": "invalidCaseField",
			},
		],
		[
			"stored values that the new type does not have, when caseData is not sent",
			{ ...factura, caseData: null },
			{
				"caseData.monto": "invalidCaseField",
				"caseData.numeroFactura": "invalidCaseField",
				"caseData.importeCobrado": "invalidCaseField",
				"caseData.motivo": "invalidCaseField",
			},
		],
		[
			"comments without a text",
			on({ comments: [{ description: " " }, {}, "x"] }),
			{
				"comments.0.description": "Required",
				"comments.1.description": "Required",
				"comments.2": "InvalidType",
			},
		],
		[
			"101 comments",
			on({ comments: Array(101).fill({ description: "a" }) }),
			{ comments: "TooMany" },
		],
		[
			"attachments, which have calls of their own",
			on({ attachements: [{ fileName: "a", content: "" }] }),
			{ "attachements.0": "UnknownField" },
		],
		[
			"attachments in the correct spelling",
			on({ attachments: [{ id: 1 }] }),
			{ "attachements.0.id": "NotEditable" },
		],
		[
			"attachements of a wrong type",
			on({ attachements: {} }),
			{ attachements: "InvalidType" },
		],
		[
			"both spellings, even of nothing",
			on({ attachements: [], attachments: [] }),
			{ attachments: "DuplicateKey" },
		],
		[
			"what only the server sets",
			on({ id: 7, partyId: 2, createdAt: 0, version: 9, assignee: "x" }),
			{
				id: "NotEditable",
				partyId: "UnknownField",
				createdAt: "UnknownField",
				version: "UnknownField",
				assignee: "UnknownField",
			},
		],
		[
			"everything at once, in the order of create",
			{
				color: "red",
				comments: [{ description: "", internal: true }],
				caseData: { cantidad: 1.5 },
				resolution: "Nada",
				status: "Nada",
				...telefonico,
			},
			{
				caseStatus: "InvalidName",
				caseResolutionType: "InvalidName",
				"caseData.cantidad": "invalidCaseField",
				"comments.0.description": "Required",
				"comments.0.internal": "UnknownField",
				color: "UnknownField",
			},
		],
	];
	for (const [title, body, errors] of refusals)
		test(`is told of ${title}, and changes nothing`, async () => {
			assertRefused(await put(server, id, body), 400, errors);
			assert.deepEqual(countStored(server), stored);
			assert.deepEqual(caseRow(server, id), row);
		});

	test("keeps to the pair's required and fixed fields", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, factura);
		const caseData = { ...factura.caseData, numeroFactura: "A-2" };
		assertRefused(await put(server, id, { ...factura, caseData }), 400, {
			"caseData.numeroFactura": "NotEditable",
		});
		assertRefused(await put(server, id, { ...factura, caseData: {} }), 400, {
			"caseData.numeroFactura": "invalidCaseField",
			"caseData.importeCobrado": "invalidCaseField",
			"caseData.motivo": "invalidCaseField",
		});
		const same = { ...factura.caseData, importeCobrado: "11.00" };
		const answer = await put(server, id, { ...factura, caseData: same });
		assert.equal(answer.status, 201);
		assert.equal(answer.body.case.caseData.importeCobrado, "11.00");
	});

	test("of a case of somebody else, or of none, answers the same bytes whatever the body", async () => {
		const tecnica = await operatorOf(server, "tecnica@example.com", [
			"tecnica",
		]);
		for (const body of [telefonico, {}, { status: "Nada" }])
			for (const [headers, target] of [
				[party2, id],
				[tecnica, id],
				[party1, 999_999],
				[party1, "x"],
				[party1, "1".repeat(200)],
			] as const)
				assertRefused(await put(server, target, body, headers), 400, {
					case: "invalidId",
				});
		assert.deepEqual(caseRow(server, id), row);
	});

	test("of a type that is not visible in the app is unknown to its party", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, cortePersistente);
		assertRefused(await put(server, id, cortePersistente), 400, {
			case: "invalidId",
		});
		const answer = await put(server, id, cortePersistente, operator1);
		assert.equal(answer.status, 201);
	});

	test("of an operator needs a group that handles the new type", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, telefonico);
		const atencion = await operatorOf(server, "a@example.com", ["atencion"]);
		const corte = {
			categoryCode: "ReclamoServicio",
			typeCode: "CorteServicio",
			caseData: { servicio: "Internet" },
		};
		assertRefused(await put(server, id, corte, atencion), 400, invalidCode);
		assert.equal((await put(server, id, factura, atencion)).status, 201);
	});

	test("without a login, or with a body that is no object, keeps the general form", async () => {
		const { authorization: _, ...nobody } = party1;
		assertGeneralRefusal(
			await put(server, id, telefonico, nobody),
			401,
			"UNAUTHORIZED",
		);
		for (const body of ["null", '"x"', "[1]", "{", ""])
			assertGeneralRefusal(await put(server, id, body), 400, "InvalidJson");
		assertRefused(
			await put(server, id, '{"status":"Open","status":"Closed"}'),
			400,
			{ status: "DuplicateKey" },
		);
		assert.deepEqual(caseRow(server, id), row);
	});
});

describe("a v4 case in a final status", () => {
	let server: TestServer;
	let id: number;
	let row: object;
	let stored: Stored;
	before(async () => {
		server = await startServer();
		({ id } = await createdBy(server, party1, {
			...telefonico,
			comments: [{ description: "a" }],
		}));
		const closing = { ...telefonico, status: "Closed" };
		assert.equal((await put(server, id, closing)).status, 201);
		row = caseRow(server, id);
		stored = countStored(server);
	});
	after(() => server[Symbol.asyncDispose]());

	const changes: [method: string, path: string, body: unknown][] = [
		["PUT", "", telefonico],
		["PUT", "", { ...telefonico, status: "Open" }],
		["PUT", "", {}],
		["PUT", "/transitions", { statusName: "Open" }],
		["PUT", "/transitions", {}],
		["PUT", "/assignment", { email: "operator1@example.com" }],
		["PUT", "/assignment", []],
		["POST", "/notes", { description: "a" }],
		["POST", "/notes", {}],
		["PUT", "/notes", { id: 1, description: "b" }],
	];
	for (const [method, path, body] of changes)
		test(`refuses ${method} ${path} with ${JSON.stringify(body)}`, async () => {
			const url = `/cases/${id}${path}`;
			const answer = await call(server, operator1, method, url, body);
			assertRefused(answer, 400, { case: "statusIsAlreadyClose" });
			assert.deepEqual(caseRow(server, id), row);
			assert.deepEqual(countStored(server), stored);
		});

	test("stays closed when its status goes out of use", async () => {
		await changeCatalogue(server, ({ statuses }) => {
			entryOf(statuses, "Closed").active = false;
		});
		assertRefused(await put(server, id, telefonico), 400, {
			case: "statusIsAlreadyClose",
		});
	});
});

describe("unknown keys at a touchpoint that only warns", () => {
	test("change the case, and are listed in warnings, on every call with a body", async () => {
		await using server = await startServer();
		await changeCatalogue(server, ({ touchpoints }) => {
			entryOf(touchpoints, "callcenter").unknownFields = "warn";
		});
		const { id } = await createdBy(server, party1, telefonico);
		const red = { color: "red" };
		const calls: [
			method: string,
			path: string,
			body: object,
			member: string,
			warnings: Errors,
		][] = [
			[
				"PUT",
				"",
				{
					...telefonico,
					...red,
					comments: [{ description: "a", internal: true }],
					attachements: [{ fileName: "a", content: "" }],
				},
				"case",
				{
					color: "UnknownField",
					"comments.0.internal": "UnknownField",
					"attachements.0": "UnknownField",
				},
			],
			[
				"POST",
				"/notes",
				{ description: "b", ...red },
				"comment",
				{ color: "UnknownField" },
			],
			[
				"PUT",
				"/notes",
				{ id: 1, description: "c", caseInstanceId: id },
				"comment",
				{ caseInstanceId: "UnknownField" },
			],
			[
				"PUT",
				"/transitions",
				{ statusName: "Open", ...red },
				"case",
				{ color: "UnknownField" },
			],
			[
				"PUT",
				"/assignment",
				{ email: "operator1@example.com", ...red },
				"case",
				{ color: "UnknownField" },
			],
		];
		for (const [method, path, body, member, warnings] of calls) {
			const url = `/cases/${id}${path}`;
			const answer = await call(server, operator1, method, url, body);
			assert.equal(answer.status, 201, answer.text);
			assert.deepEqual(Object.keys(answer.body), [
				"context",
				member,
				"warnings",
				"messages",
			]);
			assert.deepEqual(answer.body.warnings, warnings);
			assertMessages(answer.body.messages, answer.body.warnings);
		}
		assert.deepEqual(
			eventsOfCase(server, id).map(({ kind }) => kind),
			[
				"CREATED",
				"COMMENT_ADDED",
				"COMMENT_ADDED",
				"COMMENT_UPDATED",
				"TRANSITIONED",
				"ASSIGNED",
			],
		);
		assertRefused(await put(server, id, { ...telefonico, ...red }), 400, {
			color: "UnknownField",
		});
	});

	test("are no excuse for other faults", async () => {
		await using server = await startServer();
		await changeCatalogue(server, ({ touchpoints }) => {
			entryOf(touchpoints, "web").unknownFields = "warn";
		});
		const { id } = await createdBy(server, party1, telefonico);
		const body = { ...telefonico, color: "red", status: "Nada" };
		assertRefused(await put(server, id, body), 400, {
			caseStatus: "InvalidName",
		});
		assert.equal(caseRow(server, id).version, 1);
	});
});

describe("v4 updates that meet", () => {
	test("E13: lose nothing: the one that comes second is decided again on what the first one wrote", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, telefonico);
		const { cases } = server.app.store;
		const write = cases.change;
		const jobs: number[] = [];
		let second: Promise<{ status: number }> | null = null;
		cases.change = async (job) => {
			jobs.push(job.version);
			if (second === null) {
				second = put(server, id, { ...telefonico, resolution: "Resolved" });
				await second;
			}
			return write(job);
		};
		const first = await put(server, id, {
			...telefonico,
			status: "Open",
			comments: [{ description: "late" }],
		});
		assert.equal(first.status, 201);
		assert.equal((await (second as unknown as typeof first)).status, 201);
		assert.deepEqual(jobs, [1, 1, 2]);
		assert.deepEqual(
			[first.body.case.status, first.body.case.resolution],
			["Open", "Resolved"],
		);
		const row = caseRow(server, id);
		assert.deepEqual(
			[row.status, row.resolution, row.version],
			["Open", "Resolved", 3],
		);
		assert.deepEqual(
			eventsOfCase(server, id)
				.slice(1)
				.map(({ kind, before, after }) => [kind, before, after]),
			[
				["UPDATED", { resolution: "Unresolved" }, { resolution: "Resolved" }],
				["UPDATED", { status: "Created" }, { status: "Open" }],
				["COMMENT_ADDED", null, { comment: { id: 1, description: "late" } }],
			],
		);
	});

	test("see a case that was closed under them", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, telefonico);
		const { cases } = server.app.store;
		const write = cases.change;
		cases.change = async (job) => {
			cases.change = write;
			await put(server, id, { ...telefonico, status: "Closed" });
			return write(job);
		};
		assertRefused(
			await put(server, id, { ...telefonico, status: "Open" }),
			400,
			{ case: "statusIsAlreadyClose" },
		);
		assert.equal(caseRow(server, id).status, "Closed");
		assert.equal(rows(server, "case_events").length, 2);
	});

	test("are decided again when the catalogue changes under them", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, telefonico);
		const { cases } = server.app.store;
		const write = cases.change;
		cases.change = async (job) => {
			cases.change = write;
			await changeCatalogue(server, ({ statuses }) => {
				entryOf(statuses, "Open").active = false;
			});
			return write(job);
		};
		assertRefused(
			await put(server, id, { ...telefonico, status: "Open" }),
			400,
			{ caseStatus: "InvalidName" },
		);
		assert.equal(caseRow(server, id).version, 1);
	});

	test("all get through, twenty at once", async () => {
		await using server = await startServer();
		const { id } = await createdBy(server, party1, telefonico);
		const statuses = ["Open", "In progress", "Created"];
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, index) =>
				put(server, id, {
					...telefonico,
					status: statuses[index % 3],
					comments: [{ description: `note ${index}` }],
				}),
			),
		);
		assert.deepEqual(
			answers.map(({ status }) => status),
			Array(20).fill(201),
		);
		const events = eventsOfCase(server, id);
		let status = "Created";
		for (const { kind, before, after } of events) {
			if (kind !== "UPDATED") continue;
			assert.equal(before.status, status);
			status = after.status;
		}
		const row = caseRow(server, id);
		assert.deepEqual([row.status, row.version], [status, 21]);
		const comments = rowsOfCase(server, "case_comments", id);
		assert.equal(new Set(comments.map((c) => c.description)).size, 20);
	});
});
