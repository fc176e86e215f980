import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { unicodeHint } from "../src/domain/problems/messages/en/unicode-hint.ts";
import { changeCatalogue, entryOf } from "./rest/v4/change-catalogue.ts";
import { assertNothingStored } from "./rest/v4/stored.ts";
import { creates } from "./support/create-on-both.ts";
import { party1, telefonico } from "./support/requests.ts";
import { startServer } from "./support/test-server.ts";

const composed = "Café del año".normalize("NFC");
const decomposed = composed.normalize("NFD");

test("a List option, a status, a resolution, a type, a category or a field in another Unicode form is refused, and the message says why", async () => {
	await using server = await startServer();
	await changeCatalogue(server, (file) => {
		const type = entryOf(file.types, "Telefonico");
		const named = { code: composed, name: "x" };
		const graphqlName = "cafe";
		type.fields?.push(
			{ code: "lista", name: "L", type: "List", options: ["a", composed] },
			{ ...named, graphqlName, type: "Text" },
		);
		file.statuses.push({ name: composed, initial: true });
		file.resolutions.push({ name: composed, initial: true });
		file.categories.push({ ...named, parent: "Reclamo" });
		file.types.push({
			...named,
			graphqlName,
			operatorGroup: "atencion",
			categories: [{ code: "Reclamo" }, { code: composed }],
		});
	});
	const wrong: [body: object, errors: Record<string, string>][] = [
		[
			{ caseData: { lista: decomposed } },
			{ "caseData.lista": "invalidCaseField" },
		],
		[
			{ caseData: { [decomposed]: "a" } },
			{ [`caseData.${decomposed}`]: "invalidCaseField" },
		],
		[{ status: decomposed }, { caseStatus: "InvalidName" }],
		[{ resolution: decomposed }, { caseResolutionType: "InvalidName" }],
		[{ typeCode: decomposed }, { categoryOrType: "InvalidCode" }],
		[{ categoryCode: decomposed }, { categoryOrType: "InvalidCode" }],
	];
	for (const [protocol, create] of Object.entries(creates))
		for (const [body, errors] of wrong) {
			const came = await create(server, { ...telefonico, ...body }, party1);
			assert.equal(came.id, null);
			assert.deepEqual(came.errors, errors);
			if (protocol === "REST") continue;
			assert.equal(came.messages.length, 1);
			assert.ok(
				came.messages[0]?.endsWith(
					` It differs from "${composed}" only in its Unicode form (NFD, not NFC); send the same characters.`,
				),
				came.messages[0],
			);
		}
	assertNothingStored(server);
});

describe("the hint at a Unicode form", () => {
	const rows: [sent: unknown, known: string[], hint: RegExp][] = [
		[decomposed, ["a", composed], / \(NFD, not NFC\)/],
		[composed, [decomposed], / \(NFC, not NFD\)/],
		["a\u00a0b", ["a b"], / \(compatibility characters, not NFC\)/],
		["ﬁn", ["fin"], / \(compatibility characters, not NFC\)/],
		["e\u0301é", ["éé"], / \(mixed, not NFC\)/],
		[composed, ["a", composed], /^$/],
		["Cafe", ["Café"], /^$/],
		["café", ["Café"], /^$/],
		[5, ["5"], /^$/],
		[decomposed, [], /^$/],
		["e\u0301".repeat(1000), ["é".repeat(1000)], /^$/],
	];
	for (const [sent, known, hint] of rows)
		test(`at ${JSON.stringify(sent).slice(0, 20)} beside ${JSON.stringify(known).slice(0, 20)}`, () => {
			assert.match(unicodeHint(sent, known), hint);
		});
});
