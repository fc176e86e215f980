import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readConfig } from "../../../src/config/read-config.ts";
import { createClientAddress } from "../../../src/http/callers/create-client-address.ts";
import { createServer } from "../../../src/server.ts";
import { basic, graphql, party1, postCase } from "../../support/requests.ts";
import { startServer } from "../../support/test-server.ts";

const peer = "127.0.0.1";

describe("the address of a client behind proxies", () => {
	type Row = readonly [sent: string | undefined, address: string];
	function check(
		header: "x-forwarded-for" | "forwarded",
		proxies: string | true,
		rows: readonly Row[],
	) {
		const read = createClientAddress({ header, proxies });
		for (const [sent, address] of rows) {
			const headers = { [header]: sent };
			const request = { headers, socket: { remoteAddress: peer } };
			assert.equal(read(request as never), address, sent);
		}
	}

	test("is read from X-Forwarded-For without its port", () => {
		check("x-forwarded-for", "127.0.0.1, 10.0.0.0/8, 2001:db8:1::/48", [
			[undefined, peer],
			["", peer],
			["203.0.113.8", "203.0.113.8"],
			["203.0.113.8:50001", "203.0.113.8"],
			["[2001:db8::1]:443", "2001:db8::1"],
			["[2001:db8::1]", "2001:db8::1"],
			["2001:0DB8:0::1", "2001:db8::1"],
			["[::ffff:203.0.113.8]:9", "203.0.113.8"],
			["198.51.100.1, 203.0.113.8:1", "203.0.113.8"],
			["203.0.113.8:1, 10.0.0.7:2", "203.0.113.8"],
			[" ,203.0.113.8:1,, 10.0.0.7:2,", "203.0.113.8"],
			["203.0.113.8:1, [2001:db8:1::5]:2", "203.0.113.8"],
			["unknown, 203.0.113.8", "203.0.113.8"],
		]);
	});

	test("is that of the peer where a trusted hop names none", () => {
		check("x-forwarded-for", true, [
			["unknown", peer],
			["_hidden", peer],
			["203.0.113.999", peer],
			["203.0.113.8:port", peer],
			["203.0.113", peer],
			["0x7f.1", peer],
			["[203.0.113.8]:1", peer],
			["[2001:db8::1", peer],
			["example.com", peer],
			["unknown, 203.0.113.8", peer],
			["x".repeat(10_000), peer],
		]);
	});

	test("is read from Forwarded in the forms of RFC 7239", () => {
		check("forwarded", "127.0.0.1, 10.0.0.0/8", [
			["for=203.0.113.8", "203.0.113.8"],
			['For="203.0.113.8:50001";proto=https;by=10.0.0.1', "203.0.113.8"],
			['for="[2001:db8::1]:443"', "2001:db8::1"],
			['for="[2001:db8::1]:_hidden"', "2001:db8::1"],
			["for=198.51.100.1, for=203.0.113.8", "203.0.113.8"],
			["for=203.0.113.8, for=10.0.0.7;by=_x", "203.0.113.8"],
			["for=unknown", peer],
			["for=_hidden", peer],
			["proto=https", peer],
			["for=203.0.113.8, proto=https", peer],
			["for=", peer],
			["203.0.113.8", peer],
			['for="203.0.113.8', peer],
		]);
	});

	test("D22: is read from the one header that is configured, and only from a trusted peer", async () => {
		const both = {
			"x-forwarded-for": "203.0.113.1:1",
			forwarded: "for=203.0.113.2",
		};
		for (const [env, seen] of [
			[{}, peer],
			[{ TRUST_PROXY: "false" }, peer],
			[{ TRUST_PROXY: "10.0.0.1" }, peer],
			[{ TRUST_PROXY: "127.0.0.1" }, "203.0.113.1"],
			[
				{ TRUST_PROXY: "127.0.0.0/8", TRUST_PROXY_HEADER: "forwarded" },
				"203.0.113.2",
			],
			[{ TRUST_PROXY: "10.0.0.1", TRUST_PROXY_HEADER: "forwarded" }, peer],
		] as const) {
			const server = createServer(readConfig({ LOG_LEVEL: "silent", ...env }));
			await server.register(async (child) => {
				child.get("/ip", async (request) => request.ip);
			});
			const answer = await server.inject({ url: "/ip", headers: both });
			assert.equal(answer.body, seen, JSON.stringify(env));
		}
	});

	test("cannot be configured by a header that nobody may send", () => {
		for (const env of [
			{ TRUST_PROXY_HEADER: "forwarded" },
			{ TRUST_PROXY_HEADER: "forwarded", TRUST_PROXY: "false" },
			{ TRUST_PROXY_HEADER: "x-real-ip", TRUST_PROXY: "true" },
		])
			assert.throws(() => readConfig(env), /TRUST_PROXY_HEADER/);
	});
});

for (const protocol of ["REST", "GraphQL"] as const)
	test(`D21: twelve wrong passwords from one address with ports of its own each count as one address, by ${protocol}`, async () => {
		await using server = await startServer({
			RATE_LIMIT: "on",
			RATE_LIMIT_GUESSES: "10",
			TRUST_PROXY: "true",
		});
		const guess = (address: string, password: string) => {
			const headers = {
				...party1,
				authorization: basic("party1@example.com", password),
				"x-forwarded-for": address,
			};
			return protocol === "REST"
				? postCase(server, {}, headers)
				: graphql(server, "{ viewer { email } }", {}, headers);
		};
		const isLimited = [];
		for (let i = 0; i < 12; i++) {
			const { status } = await guess(`203.0.113.8:${50_000 + i}`, `wrong ${i}`);
			isLimited.push(status === 429);
		}
		assert.deepEqual(isLimited, [...Array(10).fill(false), true, true]);
		assert.notEqual((await guess("203.0.113.9:50000", "wrong")).status, 429);
	});
