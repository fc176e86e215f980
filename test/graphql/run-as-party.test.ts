import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	graphql,
	operator1,
	party1,
	rows,
	send,
	telefonico,
} from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";
import { newCase, refusalIn } from "./change.ts";

const document = `mutation ($input: RunAsPartyInput!) {
	runAsParty(input: $input) { token expiresAt viewer { kind email } userErrors { code field message } }
}`;

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

function run(principal: string, headers: Record<string, string> = operator1) {
	return graphql(server, document, { input: { principal } }, headers);
}

describe("runAsParty", () => {
	test("opens a session as the party that works on both protocols, sets no cookie, and leaves the operator's", async () => {
		const mine = await newCase(server);
		const answer = await run("Party1@Example.com");
		const { token, ...payload } = answer.body.data.runAsParty;
		assert.deepEqual(payload, {
			expiresAt: "2026-05-02T00:00:00.000Z",
			viewer: { kind: "OPERATOR_AS_PARTY", email: "party1@example.com" },
			userErrors: [],
		});
		assert.equal(answer.headers.get("set-cookie"), null);
		const headers = {
			"thalamus-touchpoint": "callcenter",
			"thalamus-token": token,
		};
		const listed = await graphql(
			server,
			"{ cases { totalCount edges { node { number } } } }",
			{},
			headers,
		);
		assert.equal(listed.body.data.cases.edges[0].node.number, mine.number);

		await newCase(server, {}, headers);
		const rest = await send(server, "POST", "/api/v4/cases", {
			headers,
			body: telefonico,
		});
		assert.equal(rest.status, 201);
		const [first, second] = rows(server, "cases").slice(-2);
		for (const row of [first, second]) {
			assert.equal(row?.party_id, 1);
			assert.equal(row?.operator_id, 1);
		}
		const events = rows(server, "case_events").slice(-2);
		for (const event of events)
			assert.equal(event.actor_kind, "operatorAsParty");

		const own = await graphql(server, "{ viewer { kind } }", {}, operator1);
		assert.equal(own.body.data.viewer.kind, "OPERATOR");
	});

	for (const principal of ["nobody@example.com", "operator1@example.com", ""])
		test(`answers ${JSON.stringify(principal)} with PARTY_NOT_FOUND and no session`, async () => {
			const before = rows(server, "sessions").length;
			const { body } = await run(principal);
			assert.equal(body.data.runAsParty.token, null);
			assert.equal(body.data.runAsParty.viewer, null);
			assert.deepEqual(
				body.data.runAsParty.userErrors.map(
					({ code, field }: { code: string; field: string[] }) => [
						code,
						...field,
					],
				),
				[["PARTY_NOT_FOUND", "principal"]],
			);
			assert.equal(rows(server, "sessions").length, before);
		});

	test("answers a party with FORBIDDEN and nobody with UNAUTHENTICATED", async () => {
		assert.equal(
			refusalIn(await run("party2@example.com", party1)),
			"FORBIDDEN",
		);
		assert.equal(
			refusalIn(await run("party2@example.com", {})),
			"UNAUTHENTICATED",
		);
	});

	test("answers a disabled party like one that does not exist", async () => {
		await using own = await startServer();
		await own.app.store.people.setDisabled({ kind: "party", id: 2 }, true);
		const { body } = await graphql(
			own,
			document,
			{ input: { principal: "party2@example.com" } },
			operator1,
		);
		assert.equal(body.data.runAsParty.userErrors[0].code, "PARTY_NOT_FOUND");
	});
});
