import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { postCase, telefonico } from "../../support/requests.ts";
import { startServer } from "../../support/test-server.ts";
import { assertRefused } from "./assert-refused.ts";
import { at } from "./callers.ts";
import { assertNothingStored, caseRow } from "./stored.ts";

/* Values are JSON text here, because their digits matter. */

const kiosk = at("kiosk");
const consulta = { categoryCode: "Consulta", typeCode: "Informacion" };
const corte = { categoryCode: "ReclamoServicio", typeCode: "CorteServicio" };

function bodyWith(pair: object, caseData: string): string {
	return `${JSON.stringify(pair).slice(0, -1)},"caseData":${caseData}}`;
}

const textOf = (value: unknown) => JSON.stringify(value);
const nines = (count: number) => "9".repeat(count);

describe("a caseData value that is accepted", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	type Accepted = [
		field: string,
		sent: string,
		stored: object,
		answered?: string,
	];
	const number = (text: string) => ({
		type: "DECIMAL",
		text,
		sentAs: "number",
	});
	const string = (text: string) => ({
		type: "DECIMAL",
		text,
		sentAs: "string",
	});
	const integer = (value: number) => ({ type: "NUMBER", value });
	const day = (text: string) => ({ type: "DATE", text, day: text });
	const instant = (text: string, milliseconds: number) => ({
		type: "DATE",
		text,
		instant: milliseconds,
	});
	const fraction = `0.${"0".repeat(29)}1`;
	const widest = `-${nines(30)}.${nines(30)}`;
	const accepted: Accepted[] = [
		["monto", "12.50", number("12.50")],
		["monto", '"12.50"', string("12.50")],
		["monto", "0", number("0")],
		["monto", "-0", number("-0")],
		["monto", '"-0.00"', string("-0.00")],
		["monto", "1.0", number("1.0")],
		["monto", "-7", number("-7")],
		["monto", "0.1", number("0.1")],
		["monto", "1.0E-4", number("0.00010"), "0.00010"],
		["monto", "1E2", number("100"), "100"],
		["monto", "-1.50e+1", number("-15.0"), "-15.0"],
		["monto", "120e-1", number("12.0"), "12.0"],
		["monto", "0.05E1", number("0.5"), "0.5"],
		["monto", "1e-30", number(fraction), fraction],
		["monto", "0.10000000000000000001", number("0.10000000000000000001")],
		["monto", "9007199254740991", number("9007199254740991")],
		["monto", textOf(widest), string(widest)],
		["cantidad", "0", integer(0)],
		["cantidad", "-3", integer(-3)],
		["cantidad", "9007199254740991", integer(Number.MAX_SAFE_INTEGER)],
		["cantidad", "-9007199254740991", integer(Number.MIN_SAFE_INTEGER)],
		["cantidad", "1.0", integer(1), "1"],
		["cantidad", "1E2", integer(100), "100"],
		["cantidad", "-0", integer(0), "0"],
		["urgente", "true", { type: "BOOLEAN", value: true }],
		["urgente", "false", { type: "BOOLEAN", value: false }],
		["fecha", '"2026-05-01"', day("2026-05-01")],
		["fecha", '"2024-02-29"', day("2024-02-29")],
		["fecha", '"0001-01-01"', day("0001-01-01")],
		["fecha", '"9999-12-31"', day("9999-12-31")],
		["fecha", '"0"', instant("0", 0)],
		["fecha", '"-1"', instant("-1", -1000)],
		["fecha", '"1777636800"', instant("1777636800", 1_777_636_800_000)],
		["fecha", '"1777636800123"', instant("1777636800123", 1_777_636_800_123)],
		["fecha", '"99999999999"', instant("99999999999", 99_999_999_999_000)],
		["fecha", '"100000000000"', instant("100000000000", 100_000_000_000)],
		["fecha", '"-100000000000"', instant("-100000000000", -100_000_000_000)],
	];
	for (const [field, sent, stored, answered = sent] of accepted)
		test(`B10: comes back as ${answered.slice(0, 40)} when ${field} was sent as ${sent.slice(0, 40)}`, async () => {
			const answer = await postCase(
				server,
				bodyWith(telefonico, `{"${field}":${sent}}`),
			);
			assert.equal(answer.status, 201);
			const expected = `"caseData":{"links":[],"${field}":${answered}}`;
			assert.ok(answer.text.includes(expected), answer.text);
			const row = caseRow(server, answer.body.case.id);
			assert.equal(row.case_data, JSON.stringify({ [field]: stored }));
		});

	const texts: [what: string, text: string][] = [
		["an empty text", ""],
		["a text of digits", "0012.50"],
		["white space and line ends", " a\r\nb\t"],
		["emoji and bidirectional controls", "👩‍👧\u202eabc\u2066"],
		["65,536 characters of four bytes", "🏴".repeat(65_536)],
	];
	for (const [what, text] of texts)
		test(`F2, F4: is kept as it is: ${what}`, async () => {
			const body = { ...consulta, caseData: { tema: text } };
			const answer = await postCase(server, body, kiosk);
			assert.equal(answer.status, 201);
			assert.equal(answer.body.case.caseData.tema, text);
			const row = caseRow(server, answer.body.case.id);
			assert.deepEqual(JSON.parse(String(row.case_data)), {
				tema: { type: "TEXT", text },
			});
		});

	for (const option of ["Internet", "Telefonía", "Televisión"])
		test(`is one of the options of a list: ${option}`, async () => {
			const body = { ...corte, caseData: { servicio: option } };
			const answer = await postCase(server, body);
			assert.equal(answer.body.case.caseData.servicio, option);
			const row = caseRow(server, answer.body.case.id);
			assert.deepEqual(JSON.parse(String(row.case_data)), {
				servicio: { type: "LIST", text: option },
			});
		});

	test("stands with the others in the order in which they were sent; null ones are left out", async () => {
		const answer = await postCase(
			server,
			bodyWith(
				telefonico,
				'{"fecha":"2026-05-01","urgente":null,"monto":1.50,"links":[1],"cantidad":2}',
			),
		);
		assert.equal(answer.status, 201);
		assert.match(
			answer.text,
			/"caseData":\{"links":\[\],"fecha":"2026-05-01","monto":1\.50,"cantidad":2\}/,
		);
	});
});

describe("a caseData value that is refused", async () => {
	const server = await startServer();
	after(() => server[Symbol.asyncDispose]());

	const noScalars = ["[]", "{}", "[1]", '{"value":1}'];
	const refused: [
		field: string,
		pair: object,
		headers: Record<string, string> | undefined,
		values: string[],
	][] = [
		[
			"monto",
			telefonico,
			undefined,
			[
				...['"1,5"', '"1e5"', '" 1"', '"1 "', '"+1"', '"01"', '".5"', '"1."'],
				...['""', '"-"', '"--1"', '"0x1"', '"NaN"', '"1_000"', '"1\\n"'],
				...['"\u0661"', '"1.2.3"', "true", ...noScalars],
				...[textOf(nines(31)), textOf(`0.${nines(31)}`), textOf(nines(400))],
				...["1e-31", `0.${"0".repeat(30)}1`, "0.1e-30", "0e999"],
			],
		],
		[
			"cantidad",
			telefonico,
			undefined,
			['"5"', "1.5", "1e-1", "0.0000001", "true", '""', ...noScalars],
		],
		[
			"urgente",
			telefonico,
			undefined,
			['"true"', '"false"', "1", "0", '"on"', '""', ...noScalars],
		],
		[
			"fecha",
			telefonico,
			undefined,
			[
				...["1777636800", "0", "1.5", "true", '""', ...noScalars],
				...['"0000-00-00"', '"0000-01-01"', '"2026-02-30"', '"2025-02-29"'],
				...['"2026-13-01"', '"2026-00-10"', '"2026-01-00"', '"2026-1-1"'],
				...['"26-01-01"', '"2026/01/01"', '"01-02-2026"', '"2026-W01-1"'],
				...['"+275760-09-14"', '"-0001-01-01"', '"10000-01-01"'],
				...['"2026-01-01T00:00:00Z"', '"2026-01-01 "', '" 2026-01-01"'],
				...['"1e10"', '"1.5"', '"+1"', '"01"', '" 1"', '"1\\n"', '"0x10"'],
				...[textOf("1".repeat(400)), '"99999999999999999"', '"today"'],
				...['"253402300800000"', '"-62135596800001"', '"-99999999999"'],
			],
		],
		[
			"tema",
			consulta,
			kiosk,
			["1", "1.50", "true", ...noScalars, textOf("é".repeat(65_537))],
		],
		[
			"servicio",
			corte,
			undefined,
			['"internet"', '"Internet "', '""', '"Nada"', "1", '["Internet"]', "{}"],
		],
	];
	for (const [field, pair, headers, values] of refused)
		for (const value of values)
			test(`B22, B23, B24, B25: is told so: ${field} of ${value.slice(0, 40)}`, async () => {
				const answer = await postCase(
					server,
					bodyWith(pair, `{"${field}":${value}}`),
					headers,
				);
				assertRefused(answer, 400, {
					[`caseData.${field}`]: "invalidCaseField",
				});
				assertNothingStored(server);
			});

	const unknown = [
		"nada",
		"Monto",
		"monto ",
		"hasOwnProperty",
		"toString",
		"valueOf",
		"then",
		"length",
		"__defineGetter__",
		"0",
		"",
		"notaInterna",
	];
	for (const field of unknown)
		test(`B26: is told so: a field ${textOf(field)}, which the type does not have`, async () => {
			for (const value of [1, null]) {
				const body = { ...telefonico, caseData: { [field]: value } };
				assertRefused(await postCase(server, body), 400, {
					[`caseData.${field}`]: "invalidCaseField",
				});
			}
			assertNothingStored(server);
		});

	test("is told so: a field that only the back office sees", async () => {
		const caseData = {
			numeroFactura: "A-1",
			importeCobrado: "10.00",
			motivo: "Importe incorrecto",
			notaInterna: "x",
		};
		const body = {
			categoryCode: "ReclamoFactura",
			typeCode: "Factura",
			caseData,
		};
		assertRefused(await postCase(server, body), 400, {
			"caseData.notaInterna": "invalidCaseField",
		});
		assertNothingStored(server);
	});

	for (const caseData of ["null", "[]", "{}", '{"servicio":null}'])
		test(`is told so: a required field that is missing from ${caseData}`, async () => {
			assertRefused(await postCase(server, bodyWith(corte, caseData)), 400, {
				"caseData.servicio": "invalidCaseField",
			});
			assertNothingStored(server);
		});

	test("is told so: a required field when caseData is not sent at all", async () => {
		assertRefused(await postCase(server, corte), 400, {
			"caseData.servicio": "invalidCaseField",
		});
		assertNothingStored(server);
	});

	const unsafe = [
		"9007199254740992",
		"-9007199254740993",
		"12345678901234567890.5",
		"1e16",
		"1e400",
		"-1e400",
		"1e-400",
	];
	for (const value of unsafe)
		for (const field of ["monto", "cantidad", "nada"])
			test(`B8: is told to be sent as text: ${field} of ${value}`, async () => {
				const body = bodyWith(telefonico, `{"${field}":${value}}`);
				assertRefused(await postCase(server, body), 400, {
					[`caseData.${field}`]: "UnsafeNumber",
				});
				assertNothingStored(server);
			});

	for (const value of ["4503599627370497.5", "1.00000000000000000001"])
		test(`is told so: a Number of ${value}, which is no integer`, {}, async () => {
			const body = bodyWith(telefonico, `{"cantidad":${value}}`);
			assert.equal((await postCase(server, body)).status, 400);
		});
});
