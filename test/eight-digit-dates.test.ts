import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { changeCatalogue, entryOf } from "./rest/v4/change-catalogue.ts";
import { creates, updates } from "./support/create-on-both.ts";
import { party1, rows, telefonico } from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

/** Dates that are taken as the timestamps they are, and read as a day. */
const likeDays = ["20260501", "20240229", "10000101", "99991231"];

/** Dates that say one thing, or nothing. */
const others: [text: string, isTaken: boolean][] = [
	["20261301", true],
	["20260230", true],
	["20250229", true],
	["20260500", true],
	["99999999", true],
	["-20260501", true],
	["2026050", true],
	["202605011", true],
	["2026-05-01", true],
	["01010101", false],
	["2026050a", false],
];

for (const [protocol, create] of Object.entries(creates))
	describe(`a Date of eight digits by ${protocol}`, () => {
		let server: TestServer;
		before(async () => {
			server = await startServer();
			await changeCatalogue(server, ({ touchpoints }) => {
				entryOf(touchpoints, "callcenter").values = "lenient";
			});
		});
		after(() => server[Symbol.asyncDispose]());

		for (const text of likeDays)
			for (const touchpoint of ["web", "callcenter"])
				test(`that reads as a day is a timestamp with a warning: ${text} at ${touchpoint}`, async () => {
					const token = `demo-${touchpoint}-token`;
					const came = await create(
						server,
						{ ...telefonico, caseData: { fecha: text } },
						{
							...party1,
							"thalamus-touchpoint": touchpoint,
							"thalamus-token": token,
						},
					);
					assert.deepEqual(came.errors, {});
					assert.deepEqual(came.warnings, {
						"caseData.fecha": "TimestampLikeDay",
					});
					assert.deepEqual(came.caseData, { fecha: text });
					const stored = String(rows(server, "cases").at(-1)?.case_data);
					const instant = Number(text) * 1000;
					assert.deepEqual(JSON.parse(stored), {
						fecha: { type: "DATE", text, instant },
					});
					const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
					for (const message of came.messages)
						assert.equal(
							message,
							`Field "fecha" is stored as "${text}", a Unix timestamp in seconds. Eight digits are a timestamp; if the day is meant, send "${day}".`,
						);
				});

		for (const [text, isTaken] of others)
			test(`or near them, that does not, has none: ${text}`, async () => {
				const body = { ...telefonico, caseData: { fecha: text } };
				const came = await create(server, body, party1);
				assert.deepEqual(came.warnings, {});
				assert.equal(came.id !== null, isTaken);
			});
	});

for (const [protocol, update] of Object.entries(updates))
	test(`an update by ${protocol} warns of one that is new, and not of one that stays`, async () => {
		await using server = await startServer();
		const { id } = await creates.REST(server, telefonico, party1);
		const body = { ...telefonico, caseData: { fecha: "20260501" } };
		const warnings = { "caseData.fecha": "TimestampLikeDay" };
		const first = await update(server, Number(id), body, party1);
		assert.deepEqual(first.warnings, warnings);
		const same = await update(server, Number(id), body, party1);
		assert.deepEqual([same.errors, same.warnings], [{}, {}]);
	});
