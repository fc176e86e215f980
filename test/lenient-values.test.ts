import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { CatalogueFile } from "../src/domain/catalogue/file/catalogue-file-schema.ts";
import { call, type Headers } from "./rest/v4/call.ts";
import { at } from "./rest/v4/callers.ts";
import { changeCatalogue, entryOf } from "./rest/v4/change-catalogue.ts";
import { assertNothingStored, caseRow } from "./rest/v4/stored.ts";
import { creates, updates } from "./support/create-on-both.ts";
import { graphql, party1, postCase, telefonico } from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

const strictly: Headers = at("callcenter");
const withKey = (key: string): Headers => ({
	...party1,
	"idempotency-key": key,
});

const setWeb = (server: TestServer, values: "strict" | "lenient") =>
	changeCatalogue(server, (file) => {
		addFields(file);
		entryOf(file.touchpoints, "web").values = values;
	});

function addFields({ types }: CatalogueFile) {
	entryOf(types, "Telefonico").fields?.push(
		{ code: "texto", name: "Texto", type: "Text" },
		{ code: "lista", name: "Lista", type: "List", options: ["a", "b"] },
	);
}

const nothing = Symbol("not given");

/** What is sent as JSON, what is answered, and how the warning quotes it. */
const converted: [
	code: string,
	sent: string,
	stored: unknown,
	words: string,
][] = [
	["urgente", '"true"', true, 'was sent as "true" and is stored as true.'],
	["urgente", '"false"', false, 'was sent as "false" and is stored as false.'],
	["urgente", "1", true, "was sent as 1 and is stored as true."],
	["urgente", "0", false, "was sent as 0 and is stored as false."],
	["urgente", '""', nothing, 'was sent as "" and is treated as not sent.'],
	["cantidad", '"3"', 3, 'was sent as "3" and is stored as 3.'],
	["cantidad", '"0"', 0, 'was sent as "0" and is stored as 0.'],
	["cantidad", '"-12"', -12, 'was sent as "-12" and is stored as -12.'],
	["cantidad", '"9007199254740991"', 9007199254740991, "9007199254740991."],
	["cantidad", '""', nothing, 'was sent as "" and is treated as not sent.'],
	["monto", '""', nothing, 'was sent as "" and is treated as not sent.'],
	["lista", '""', nothing, 'was sent as "" and is treated as not sent.'],
	["fecha", '""', nothing, 'was sent as "" and is treated as not sent.'],
	[
		"fecha",
		"1777636800",
		"1777636800000",
		'was sent as 1777636800 and is stored as "1777636800000".',
	],
	["fecha", "1777636800123", "1777636800123", '"1777636800123".'],
	["fecha", "-1777636800", "-1777636800000", '"-1777636800000".'],
	["fecha", "253402300799999", "253402300799999", '"253402300799999".'],
	[
		"fecha",
		'"2026-05-01T12:00:00Z"',
		"1777636800000",
		'was sent as "2026-05-01T12:00:00Z" and is stored as "1777636800000".',
	],
	["fecha", '"2026-05-01T14:00:00+02:00"', "1777636800000", '"1777636800000".'],
	["fecha", '"2026-05-01T07:00:00.250-0500"', "1777636800250", "250"],
	["fecha", '"2026-05-01T12:00Z"', "1777636800000", '"1777636800000".'],
	["fecha", '"2026-05-01T12:00:00.1234567Z"', "1777636800123", "123"],
	// So few milliseconds would be read as seconds.
	["fecha", "0", "0", 'stored as "0".'],
	["fecha", "86400", "86400", 'stored as "86400".'],
	["fecha", '"1970-01-02T00:00:00Z"', "86400", 'stored as "86400".'],
	["fecha", '"1969-12-31T00:00:00Z"', "-86400", 'stored as "-86400".'],
	["fecha", "20260501", "20260501", 'if the day is meant, send "2026-05-01".'],
];

const refused: [code: string, sent: string][] = [
	...["yes", "TRUE", "True", "on", "1", "0", " true", "2"].map(
		(text): [string, string] => ["urgente", JSON.stringify(text)],
	),
	...["2", "-1", "-0", "0.0", "1.0", "1e0", "[]", "{}"].map(
		(text): [string, string] => ["urgente", text],
	),
	...["3.5", "3.0", " 3", "3 ", "+3", "03", "1e2", "-0", "0x3", "٣", "3,0"].map(
		(text): [string, string] => ["cantidad", JSON.stringify(text)],
	),
	["cantidad", '"9007199254740993"'],
	["cantidad", "true"],
	["cantidad", '" "'],
	["monto", '"1,5"'],
	["monto", '" "'],
	["monto", '"1.0E-4"'],
	["monto", "true"],
	["texto", "5"],
	["texto", "true"],
	["lista", '"A"'],
	["lista", "1"],
	...[
		"2026-05-01T12:00:00",
		"2026-05-01 12:00:00Z",
		"2026-02-30T12:00:00Z",
		"2026-05-01T24:00:00Z",
		"2026-05-01T12:60:00Z",
		"2026-05-01T12:00:60Z",
		"2026-05-01T12:00:00+24:00",
		"2026-05-01T12:00:00Z ",
		"0000-12-31T00:00:00Z",
		"9999-12-31T23:59:59-01:00",
		"1970-01-01T00:00:00.001Z",
		"01/05/2026",
		"2026-5-1",
	].map((text): [string, string] => ["fecha", JSON.stringify(text)]),
	...["253402300800000", "1777636800.5", "1.0", "-0", "1e9", "true"].map(
		(text): [string, string] => ["fecha", text],
	),
];

const bodyOf = (code: string, sent: string) =>
	`{"categoryCode":"Reclamo","typeCode":"Telefonico","caseData":{"${code}":${sent}}}`;

for (const [protocol, create] of Object.entries(creates))
	describe(`a create by ${protocol} at a touchpoint with lenient values`, () => {
		let server: TestServer;
		before(async () => {
			server = await startServer();
			await setWeb(server, "lenient");
		});
		after(() => server[Symbol.asyncDispose]());

		for (const [code, sent, stored, words] of converted)
			test(`takes ${sent} for ${code}, and says what it stores`, async () => {
				const came = await create(server, bodyOf(code, sent), party1);
				assert.deepEqual(came.errors, {});
				assert.deepEqual(came.warnings, {
					[`caseData.${code}`]: "ValueConverted",
				});
				for (const message of came.messages)
					assert.ok(message.includes(words), message);
				const expected = stored === nothing ? {} : { [code]: stored };
				assert.deepEqual(came.caseData, expected);
				const row = JSON.parse(
					String(caseRow(server, Number(came.id)).case_data),
				);
				assert.equal(Object.keys(row).length, stored === nothing ? 0 : 1);
			});

		for (const [code, sent] of refused)
			test(`refuses ${sent} for ${code}`, async () => {
				const came = await create(server, bodyOf(code, sent), party1);
				assert.equal(came.id, null);
				assert.deepEqual(came.errors, {
					[`caseData.${code}`]: "invalidCaseField",
				});
				for (const message of came.messages)
					assert.match(message, /cannot be .*; it takes /);
			});

		for (const code of ["urgente", "cantidad", "monto", "fecha", "lista"])
			test(`tells one instant, and one value, whatever the spelling: ${code} as it should be has no warning`, async () => {
				const good = {
					urgente: true,
					cantidad: 3,
					monto: "12.50",
					fecha: "1777636800000",
					lista: "a",
				}[code];
				const came = await create(
					server,
					{ ...telefonico, caseData: { [code]: good } },
					party1,
				);
				assert.deepEqual(came.warnings, {});
				assert.deepEqual(came.caseData, { [code]: good });
			});

		test("keeps an empty Text, and refuses an empty status or resolution", async () => {
			const kept = await create(server, bodyOf("texto", '""'), party1);
			assert.deepEqual(kept.caseData, { texto: "" });
			assert.deepEqual(kept.warnings, {});
			const came = await create(
				server,
				{ ...telefonico, status: "", resolution: "" },
				party1,
			);
			assert.deepEqual(came.errors, {
				caseStatus: "InvalidName",
				caseResolutionType: "InvalidName",
			});
		});

		test("misses a required field that was sent empty", async () => {
			const corte = {
				categoryCode: "ReclamoServicio",
				typeCode: "CorteServicio",
			};
			const caseData = { servicio: "", equipos: "2" };
			const came = await create(server, { ...corte, caseData }, party1);
			assert.deepEqual(came.errors, {
				"caseData.servicio": "invalidCaseField",
			});
			for (const message of came.messages)
				assert.equal(message, 'Field "servicio" is required for this type.');
		});

		test("still refuses unknown fields, whatever they hold", async () => {
			const came = await create(server, bodyOf("nada", '""'), party1);
			assert.deepEqual(came.errors, { "caseData.nada": "invalidCaseField" });
		});
	});

for (const [protocol, create] of Object.entries(creates))
	describe(`a create by ${protocol} at any other touchpoint`, () => {
		let server: TestServer;
		before(async () => {
			server = await startServer();
			await setWeb(server, "lenient");
		});
		after(() => server[Symbol.asyncDispose]());

		for (const [code, sent] of converted)
			test(`refuses ${sent} for ${code}`, async () => {
				const came = await create(server, bodyOf(code, sent), strictly);
				assert.deepEqual(came.errors, {
					[`caseData.${code}`]: "invalidCaseField",
				});
				assert.deepEqual(came.warnings, {});
				assertNothingStored(server);
			});
	});

describe("an empty object for a list", () => {
	test("is an empty list at a lenient touchpoint, with a warning, in a create and an update", async () => {
		await using server = await startServer();
		await setWeb(server, "lenient");
		for (const key of ["attachements", "attachments"]) {
			const body = { ...telefonico, comments: {}, [key]: {} };
			const created = await postCase(server, body);
			assert.equal(created.status, 201, created.text);
			assert.deepEqual(created.body.warnings, {
				comments: "ValueConverted",
				attachements: "ValueConverted",
			});
			assert.equal(
				created.body.messages.attachements,
				`${key} was sent as {} and is read as an empty list.`,
			);
			assert.deepEqual(created.body.case.comments, []);
			const { id } = created.body.case;
			const path = `/cases/${id}`;
			const changed = await call(server, party1, "PUT", path, body);
			assert.equal(changed.status, 201, changed.text);
			assert.deepEqual(changed.body.warnings, created.body.warnings);
			assert.deepEqual(changed.body.messages, created.body.messages);
		}
	});

	test("is refused with anything in it, for anything else, and elsewhere", async () => {
		await using server = await startServer();
		await setWeb(server, "lenient");
		const rows: [body: object, errors: object, headers?: Headers][] = [
			[{ comments: { 0: { description: "a" } } }, { comments: "InvalidType" }],
			[{ comments: { description: "a" } }, { comments: "InvalidType" }],
			[{ comments: "" }, { comments: "InvalidType" }],
			[{ comments: [{}] }, { "comments.0.description": "Required" }],
			[{ status: {} }, { caseStatus: "InvalidType" }],
			[{ comments: {} }, { comments: "InvalidType" }, strictly],
			[{ attachements: {} }, { attachements: "InvalidType" }, strictly],
		];
		for (const [body, errors, headers = party1] of rows) {
			const answer = await postCase(
				server,
				{ ...telefonico, ...body },
				headers,
			);
			assert.equal(answer.status, 400, answer.text);
			assert.deepEqual(answer.body.errors, errors);
		}
		assertNothingStored(server);
	});

	test("is a list of one in GraphQL, as its specification has it, and so a comment without a text", async () => {
		await using server = await startServer();
		await setWeb(server, "lenient");
		const { body } = await graphql(
			server,
			"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { id } } }",
			{ input: { ...telefonico, comments: {} } },
		);
		assert.equal(body.errors[0].extensions.code, "BAD_USER_INPUT");
		assertNothingStored(server);
	});
});

const loose = {
	...telefonico,
	caseData: { urgente: "true", cantidad: "3", fecha: 1777636800, monto: "" },
};
const looseWarnings = {
	"caseData.urgente": "ValueConverted",
	"caseData.cantidad": "ValueConverted",
	"caseData.fecha": "ValueConverted",
	"caseData.monto": "ValueConverted",
};
const looseStored = { urgente: true, cantidad: 3, fecha: "1777636800000" };

for (const [protocol, update] of Object.entries(updates))
	test(`an update by ${protocol} converts and warns as a create does`, async () => {
		await using server = await startServer();
		await setWeb(server, "lenient");
		const { id } = await creates.REST(server, telefonico, party1);
		const came = await update(server, Number(id), loose, party1);
		assert.deepEqual(came.errors, {});
		assert.deepEqual(came.warnings, looseWarnings);
		assert.deepEqual(came.caseData, looseStored);
		// The values are in the case now, and no longer anybody's spelling.
		const again = { ...telefonico, caseData: looseStored };
		assert.deepEqual(
			(await update(server, Number(id), again, party1)).warnings,
			{},
		);
		await setWeb(server, "strict");
		const refused = await update(server, Number(id), loose, party1);
		assert.deepEqual(Object.keys(refused.errors), Object.keys(looseWarnings));
		assert.equal(caseRow(server, Number(id)).version, 3);
	});

for (const [protocol, create] of Object.entries(creates)) {
	test(`a retry by ${protocol} is the same command when the touchpoint has become strict, or lenient`, async () => {
		await using server = await startServer();
		await setWeb(server, "strict");
		const refused = await create(server, loose, withKey("a"));
		assert.deepEqual(Object.keys(refused.errors), Object.keys(looseWarnings));
		await setWeb(server, "lenient");
		const first = await create(server, loose, withKey("a"));
		assert.deepEqual([first.replayed, first.warnings], [false, looseWarnings]);
		const retry = await create(server, loose, withKey("a"));
		assert.deepEqual(
			[retry.id, retry.replayed, retry.warnings],
			[first.id, true, looseWarnings],
		);
		await setWeb(server, "strict");
		for (const other of Object.values(creates)) {
			const late = await other(server, loose, withKey("a"));
			assert.deepEqual(late, {
				...first,
				replayed: true,
				warnings: {},
				messages: late.messages,
			});
		}

		const plain = { ...telefonico, caseData: { urgente: true } };
		const strict = await create(server, plain, withKey("b"));
		await setWeb(server, "lenient");
		const same = await create(server, plain, withKey("b"));
		assert.deepEqual([same.id, same.replayed], [strict.id, true]);
		const spelt = { ...telefonico, caseData: { urgente: "true" } };
		const reused = await create(server, spelt, withKey("b"));
		assert.deepEqual(reused.errors, { idempotencyKey: "IdempotencyKeyReused" });
	});
}

test("a key tells an empty object from an empty list, in either mode", async () => {
	await using server = await startServer();
	await setWeb(server, "lenient");
	const body = { ...telefonico, comments: {}, attachements: {} };
	const first = await creates.REST(server, body, withKey("a"));
	assert.notEqual(first.id, null);
	await setWeb(server, "strict");
	const retry = await creates.REST(server, body, withKey("a"));
	assert.deepEqual([retry.id, retry.replayed], [first.id, true]);
	const other = { ...telefonico, comments: [] };
	assert.deepEqual((await creates.REST(server, other, withKey("a"))).errors, {
		idempotencyKey: "IdempotencyKeyReused",
	});
});

for (const [protocol, update] of Object.entries(updates))
	test(`a retry of an update by ${protocol} outlives a change of the mode`, async () => {
		await using server = await startServer();
		await setWeb(server, "lenient");
		const { id } = await creates.REST(server, telefonico, party1);
		const first = await update(server, Number(id), loose, withKey("a"));
		assert.deepEqual([first.replayed, first.warnings], [false, looseWarnings]);
		const retry = await update(server, Number(id), loose, withKey("a"));
		assert.deepEqual([retry.replayed, retry.warnings], [true, looseWarnings]);
		await setWeb(server, "strict");
		const late = await update(server, Number(id), loose, withKey("a"));
		assert.deepEqual([late.replayed, late.caseData], [true, looseStored]);
		assert.equal(caseRow(server, Number(id)).version, 2);
	});

test("a dry run warns of the same on both protocols, and shows what would be stored", async () => {
	await using server = await startServer();
	await setWeb(server, "lenient");
	const rest = await call(server, party1, "POST", "/cases?dryRun=true", loose);
	assert.equal(rest.status, 200);
	assert.deepEqual(rest.body.warnings, looseWarnings);
	assert.deepEqual(rest.body.case.caseData, { links: [], ...looseStored });
	const { body } = await graphql(
		server,
		"mutation ($input: CreateCaseInput!) { createCase(input: $input) { preview { caseData } warnings { field code } } }",
		{ input: { ...loose, dryRun: true } },
	);
	const { preview, warnings } = body.data.createCase;
	assert.deepEqual(preview.caseData, looseStored);
	assert.deepEqual(
		warnings.map(({ field }: { field: string[] }) => field.join(".")),
		Object.keys(looseWarnings),
	);
	assertNothingStored(server);
});

for (const dryRun of [true, false])
	test(`a bulk ${dryRun ? "that is tried" : "that is written"} warns row by row`, async () => {
		await using server = await startServer();
		await setWeb(server, "lenient");
		const { body } = await graphql(
			server,
			"mutation ($input: CreateCasesInput!) { createCases(input: $input) { results { case { caseData } preview { caseData } userErrors { code } warnings { code field } } } }",
			{
				input: {
					dryRun,
					cases: [
						telefonico,
						{ ...telefonico, caseData: { urgente: "true" } },
						{ ...telefonico, idempotencyKey: "a", caseData: { cantidad: "" } },
						{ ...telefonico, idempotencyKey: "a", caseData: { cantidad: "" } },
					],
				},
			},
		);
		const { results } = body.data.createCases;
		const warning = (...field: string[]) => [
			{ code: "VALUE_CONVERTED", field },
		];
		assert.deepEqual(
			results.map(({ warnings }: { warnings: object[] }) => warnings),
			[
				[],
				warning("cases", "1", "caseData", "urgente"),
				warning("cases", "2", "caseData", "cantidad"),
				warning("cases", "3", "caseData", "cantidad"),
			],
		);
		const { caseData } = results[1][dryRun ? "preview" : "case"];
		assert.deepEqual(caseData, { urgente: true });
	});

test("values stay strict where the catalogue says nothing, and unknown keys are another matter", async () => {
	await using server = await startServer();
	await changeCatalogue(server, ({ touchpoints }) => {
		entryOf(touchpoints, "web").unknownFields = "warn";
		entryOf(touchpoints, "callcenter").values = "lenient";
	});
	const body = { ...telefonico, color: "red", caseData: { urgente: "true" } };
	const web = await postCase(server, body);
	assert.deepEqual(web.body.errors, { "caseData.urgente": "invalidCaseField" });
	const other = await postCase(server, body, strictly);
	assert.deepEqual(other.body.errors, { color: "UnknownField" });
});

test("a retry with a key that nothing here reads is the same command when such keys are refused by then", async () => {
	await using server = await startServer();
	const say = (unknownFields: "warn" | "refuse") =>
		changeCatalogue(server, ({ touchpoints }) => {
			entryOf(touchpoints, "web").unknownFields = unknownFields;
		});
	const post = (body: object) =>
		postCase(server, body, { ...party1, "idempotency-key": "unknown-1" });
	await say("warn");
	const body = { ...telefonico, color: "red" };
	const first = await post(body);
	assert.equal(first.status, 201);
	await say("refuse");
	const again = await post(body);
	assert.equal(again.status, 201);
	assert.equal(again.body.case.id, first.body.case.id);
	const other = await post({ ...body, caseData: { monto: 1 } });
	assert.deepEqual(other.body.errors, {
		idempotencyKey: "IdempotencyKeyReused",
	});
});
