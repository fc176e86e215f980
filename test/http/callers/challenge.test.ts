import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { nobodyAt } from "../../rest/v4/callers.ts";
import { sendRaw } from "../../rest/v4/send-raw.ts";
import { party1 } from "../../support/requests.ts";
import { startServer, type TestServer } from "../../support/test-server.ts";

const basic = 'Basic realm="casebridge", charset="UTF-8"';
const withoutDialog = 'Thalamus-Token realm="casebridge"';

describe("an answer with 401 says how to identify oneself", () => {
	let server: TestServer;
	before(async () => {
		server = await startServer();
	});
	after(() => server[Symbol.asyncDispose]());

	type Lines = readonly (readonly [name: string, value: string])[];
	async function assertChallenge(
		[method = "GET", path = ""]: readonly string[],
		lines: Lines,
		expected: string | undefined,
		status = 401,
	) {
		const body = method === "GET" ? undefined : "{}";
		const answer = await sendRaw(server, {
			method,
			path,
			headers: lines,
			...(body && { body }),
		});
		assert.equal(answer.status, status, answer.text);
		assert.equal(answer.headers["www-authenticate"], expected);
		return answer;
	}

	const json = ["content-type", "application/json"] as const;
	for (const call of [
		["GET", "/api/v4/me"],
		["POST", "/api/v4/cases"],
		["POST", "/api/v4/signin"],
		["GET", "/api/v4/isAlive"],
		["PUT", "/api/v4/uploads?fileName=a"],
		["GET", "/api/v4/cases/files/1"],
		["DELETE", "/api/v4/cases/1/files/1"],
		["PUT", "/api/v4/cases/1/transitions"],
	])
		test(`D1: ${call.join(" ")}`, async () => {
			await assertChallenge(call, [json], basic);
			const origin = ["origin", "https://shop.example"] as const;
			await assertChallenge(call, [json, origin], withoutDialog);
		});

	for (const [name, value] of [
		["sec-fetch-mode", "navigate"],
		["Sec-Fetch-Site", "none"],
		["sec-fetch-user", "?1"],
		["origin", "null"],
		["cookie", "a=b"],
		["user-agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/150"],
		["user-agent", "Opera/9.80 mozilla/5.0"],
	] as const)
		test(`D1: without a dialog to whatever sends ${name}: ${value}`, async () => {
			await assertChallenge(
				["GET", "/api/v4/me"],
				[[name, value]],
				withoutDialog,
			);
		});

	for (const agent of ["curl/8.14.1", "okhttp/4.12", "Java-http-client/21"])
		test(`D1: by Basic to ${agent}`, async () => {
			const lines = [["user-agent", agent]] as const;
			await assertChallenge(["GET", "/api/v4/me"], lines, basic);
		});

	test("and to a party that calls what only operators may", async () => {
		const call = ["PUT", "/api/v4/cases/1/transitions"];
		await assertChallenge(call, [...Object.entries(party1), json], basic);
		const nobody = Object.entries(nobodyAt("web"));
		await assertChallenge(["GET", "/api/v4/me"], nobody, basic);
	});

	test("and no other answer does", async () => {
		const known = Object.entries(party1);
		await assertChallenge(["GET", "/api/v4/me"], known, undefined, 200);
		await assertChallenge(["GET", "/nothing"], [], undefined, 404);
	});
});
