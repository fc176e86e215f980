import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { addParty } from "../../../src/domain/people/add-party.ts";
import { basic, operator1, party1, party2 } from "../../support/requests.ts";
import {
	noon,
	startServer,
	type TestServer,
} from "../../support/test-server.ts";
import { assertGeneralRefusal } from "./assert-refused.ts";
import { call, operator1AsParty1 } from "./call.ts";
import { at, nobodyAt } from "./callers.ts";

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

for (const path of ["/me", "/person"])
	describe(`GET /api/v4${path}`, () => {
		test("answers the profile of the party, byte for byte", async () => {
			const answer = await call(server, party1, "GET", path);
			assert.equal(answer.status, 200);
			assert.equal(
				answer.text,
				'{"person":{"firstname":"Demo","lastname":"Party","email":"party1@example.com"}}',
			);
			const other = await call(server, party2, "GET", `${path}/`);
			assert.equal(other.body.person.email, "party2@example.com");
		});

		test("ignores unknown parameters, and answers HEAD", async () => {
			const query = `${path}?date_format=readable`;
			const answer = await call(server, party1, "GET", query);
			assert.equal(answer.status, 200);
			assert.equal((await call(server, party1, "HEAD", path)).status, 200);
		});

		test("answers the party that an operator acts for", async () => {
			const headers = await operator1AsParty1(server);
			const { body } = await call(server, headers, "GET", path);
			assert.equal(body.person.email, "party1@example.com");
		});

		test("keeps what is not known of a party as null", async () => {
			const principal = `dni:3012345${path.length}`;
			await addParty(server.app.store, () => noon, {
				principals: [principal],
				password: "contraseña:1",
			});
			const headers = {
				...nobodyAt("web"),
				authorization: basic(principal.replace(":", "$"), "contraseña:1"),
			};
			const { text } = await call(server, headers, "GET", path);
			assert.equal(
				text,
				'{"person":{"firstname":null,"lastname":null,"email":null}}',
			);
		});

		test("answers 401 to an operator, who is no party, and to nobody", async () => {
			for (const headers of [operator1, nobodyAt("web"), {}])
				assertGeneralRefusal(
					await call(server, headers, "GET", path),
					401,
					"UNAUTHORIZED",
				);
		});
	});

describe("GET /api/v4/isAlive", () => {
	test("answers whoever has touchpoint and token", async () => {
		const everybody = [nobodyAt("web"), nobodyAt("kiosk"), party1, operator1];
		for (const headers of everybody) {
			const answer = await call(server, headers, "GET", "/isAlive");
			assert.equal(answer.status, 200);
			assert.equal(answer.text, '{"isAlive":true}');
		}
		const query = "/isAlive/?touchpoint=web&token=demo-web-token&x=1";
		assert.equal((await call(server, {}, "GET", query)).status, 200);
	});

	test("answers 401 to a wrong token, another touchpoint's, a wrong login and none", async () => {
		for (const headers of [
			{},
			{ ...nobodyAt("web"), "thalamus-token": "demo-kiosk-token" },
			{ ...nobodyAt("web"), "thalamus-touchpoint": "nada" },
			{ ...at("web"), authorization: basic("party1@example.com", "wrong") },
		])
			assertGeneralRefusal(
				await call(server, headers, "GET", "/isAlive"),
				401,
				"UNAUTHORIZED",
			);
	});
});
