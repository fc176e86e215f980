import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readConfig } from "../src/config/read-config.ts";
import { hashPassword } from "../src/domain/sessions/password.ts";
import { tokenDigest } from "../src/domain/sessions/token.ts";
import { createServer } from "../src/server.ts";
import { party1, send } from "./support/requests.ts";
import { startServer } from "./support/test-server.ts";

describe("the app by its configuration", () => {
	test("marks the session cookie Secure in production", async () => {
		await using server = await startServer({ NODE_ENV: "production" });
		const { people } = server.app.store;
		const mark = { isDemo: false, createdAt: 0 };
		await people.addTouchpointToken({
			digest: tokenDigest("a-real-token"),
			touchpointCode: "web",
			replacesOthers: false,
			...mark,
		});
		await people.addParties([
			{
				kind: "PERSON",
				firstname: null,
				lastname: null,
				email: null,
				principals: ["ana"],
				passwordHash: await hashPassword("a long password"),
				...mark,
			},
		]);
		const answer = await send(
			server,
			"POST",
			"/api/v4/signin?touchpoint=web&token=a-real-token",
			{ body: { principal: "ana", password: "a long password" } },
		);
		assert.equal(answer.status, 200);
		assert.match(answer.headers.get("set-cookie") ?? "", /; Secure/);
	});

	test("C19: lets browsers of the configured origins in, with the headers callers need, and no others", async () => {
		await using server = await startServer({
			CORS_ORIGINS: "https://shop.example, https://app.example",
		});
		const asked = [
			"authorization",
			"idempotency-key",
			"thalamus-token",
			"thalamus-touchpoint",
		];
		const preflight = (origin: string) =>
			send(server, "OPTIONS", "/api/v4/cases", {
				headers: {
					origin,
					"access-control-request-method": "POST",
					"access-control-request-headers": asked.join(", "),
				},
			});
		const own = await preflight("https://app.example");
		assert.equal(own.status, 204);
		const allowed = (name: string) =>
			own.headers.get(`access-control-allow-${name}`);
		assert.equal(allowed("origin"), "https://app.example");
		assert.equal(allowed("credentials"), "true");
		for (const name of asked)
			assert.ok(allowed("headers")?.includes(name), name);
		const foreign = await preflight("https://evil.example");
		assert.equal(foreign.headers.get("access-control-allow-origin"), null);

		await using closed = await startServer();
		const answer = await send(closed, "GET", "/api/v4/isAlive", {
			headers: { ...party1, origin: "https://shop.example" },
		});
		assert.equal(answer.headers.get("access-control-allow-origin"), null);
	});

	test("cuts requests that take longer than an hour, as a file may", async () => {
		await using server = await startServer();
		assert.equal(server.app.server.server.requestTimeout, 3_600_000);
	});

	test("serves v4 under the configured path alone", async () => {
		await using server = await startServer({ V4_BASE_PATH: "/shop/api/v4" });
		const at = (path: string) => send(server, "GET", path, { headers: party1 });
		assert.equal((await at("/shop/api/v4/isAlive")).status, 200);
		assert.equal((await at("/api/v4/isAlive")).status, 404);
	});

	test("D22: believes a proxy about its client only where it is trusted", async () => {
		for (const [setting, seen] of [
			["", "127.0.0.1"],
			["127.0.0.1", "203.0.113.9"],
		]) {
			const server = createServer(
				readConfig({ TRUST_PROXY: setting, LOG_LEVEL: "silent" }),
			);
			server.get("/ip", async (request) => request.ip);
			const { body: ip } = await server.inject({
				url: "/ip",
				headers: { "x-forwarded-for": "203.0.113.9" },
			});
			assert.equal(ip, seen);
		}
	});
});
