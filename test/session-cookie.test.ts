import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ConfigError, readConfig } from "../src/config/read-config.ts";
import { type Answer, graphql, rows, send } from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

const web = {
	"thalamus-touchpoint": "web",
	"thalamus-token": "demo-web-token",
};
const login = { principal: "party1@example.com", password: "demo-party-1" };
const document =
	"mutation ($input: SignInInput!) { signIn(input: $input) { token } }";

/** Cookies by name, as a browser keeps them for one host and the path `/`. */
type Jar = Map<string, string>;

function keep(jar: Jar, { headers }: Answer) {
	for (const line of headers.getSetCookie()) {
		const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
		if (/Max-Age=0/.test(line)) jar.delete(name);
		else jar.set(name, value);
	}
}

function headersOf(jar: Jar) {
	const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
	return { ...web, ...(cookie && { cookie }) };
}

/** How each protocol signs in and out, and who it says is there. */
function protocolsOf(server: TestServer, base: string) {
	return {
		v4: {
			signIn: (jar: Jar) =>
				send(server, "POST", `${base}/signin`, {
					headers: headersOf(jar),
					body: login,
				}),
			signOut: (jar: Jar) =>
				send(server, "GET", `${base}/logout`, { headers: headersOf(jar) }),
			isSignedIn: async (jar: Jar) => {
				const headers = headersOf(jar);
				const { status } = await send(server, "GET", `${base}/me`, { headers });
				return status === 200;
			},
		},
		graphql: {
			signIn: (jar: Jar) =>
				graphql(server, document, { input: login }, headersOf(jar)),
			signOut: (jar: Jar) =>
				graphql(
					server,
					"mutation { signOut { userErrors { code } } }",
					{},
					headersOf(jar),
				),
			isSignedIn: async (jar: Jar) => {
				const { body } = await graphql(
					server,
					"{ viewer { email } }",
					{},
					headersOf(jar),
				);
				return body.data.viewer !== null;
			},
		},
	};
}

describe("two installations on one host", () => {
	let acme: TestServer;
	let globex: TestServer;
	let plain: TestServer;
	before(async () => {
		acme = await startServer({ V4_BASE_PATH: "/acme/api/v4" });
		globex = await startServer({ V4_BASE_PATH: "/globex/api/v4" });
		plain = await startServer();
	});
	after(async () => {
		for (const server of [acme, globex, plain])
			await server?.[Symbol.asyncDispose]();
	});

	for (const protocol of ["v4", "graphql"] as const)
		test(`do not end each other's session, by ${protocol}`, async () => {
			const all = [
				protocolsOf(acme, "/acme/api/v4")[protocol],
				protocolsOf(globex, "/globex/api/v4")[protocol],
				protocolsOf(plain, "/api/v4")[protocol],
			];
			const jar: Jar = new Map();
			for (const each of all) keep(jar, await each.signIn(jar));
			assert.equal(jar.size, 3);
			const states = () => Promise.all(all.map((each) => each.isSignedIn(jar)));
			assert.deepEqual(await states(), [true, true, true]);
			for (const [index, each] of all.entries()) {
				keep(jar, await each.signOut(jar));
				assert.equal(jar.size, 2 - index);
				assert.deepEqual(
					await states(),
					all.map((_, other) => other > index),
				);
			}
		});

	for (const protocol of ["v4", "graphql"] as const)
		test(`keep a session under the name that all once had, until it is signed out, by ${protocol}`, async () => {
			const here = protocolsOf(acme, "/acme/api/v4")[protocol];
			const there = protocolsOf(globex, "/globex/api/v4")[protocol];
			const jar: Jar = new Map();
			keep(jar, await here.signIn(jar));
			const old: Jar = new Map([
				["casebridge_session", [...jar.values()][0] as string],
			]);
			assert.ok(await here.isSignedIn(old));
			// To the other one it is nobody's, and nothing of its own.
			assert.ok(!(await there.isSignedIn(old)));
			keep(old, await there.signOut(old));
			assert.ok(await here.isSignedIn(old));
			keep(old, await here.signOut(old));
			assert.equal(old.size, 0);
			assert.ok(!(await here.isSignedIn(jar)));
		});

	test("sign in beside the old cookie of the other one", async () => {
		const here = protocolsOf(acme, "/acme/api/v4").v4;
		const there = protocolsOf(globex, "/globex/api/v4").v4;
		const jar: Jar = new Map();
		const token = (await here.signIn(jar)).headers.get("thalamus-token") ?? "";
		jar.set("casebridge_session", token);
		const answer = await there.signIn(jar);
		assert.equal(answer.status, 200);
		keep(jar, answer);
		assert.ok((await here.isSignedIn(jar)) && (await there.isSignedIn(jar)));
		keep(jar, await there.signOut(jar));
		assert.equal(jar.get("casebridge_session"), token);
	});
});

describe("the name of the session cookie", () => {
	const nameOf = (env: NodeJS.ProcessEnv) => readConfig(env).sessionCookie.name;

	test("is one of its own for each public path and base path, always the same", () => {
		const envs = [
			{},
			{ V4_BASE_PATH: "/acme/api/v4" },
			{ V4_BASE_PATH: "/globex/api/v4" },
			{ V4_BASE_PATH: "/Acme/api/v4" },
			{ PUBLIC_URL: "https://cases.example/support" },
			{ PUBLIC_URL: "https://cases.example/help" },
		];
		const names = envs.map(nameOf);
		assert.equal(new Set(names).size, envs.length);
		assert.deepEqual(names, envs.map(nameOf));
		assert.equal(names[0], "casebridge_session");
		for (const name of names) assert.match(name, /^casebridge_session[\w]*$/);
		const { PUBLIC_URL } = { PUBLIC_URL: "https://cases.example/support" };
		assert.equal(
			nameOf({ PUBLIC_URL }),
			nameOf({ PUBLIC_URL: `${PUBLIC_URL}/` }),
		);
	});

	test("can be set, and both protocols use it", async () => {
		await using server = await startServer({ SESSION_COOKIE: "acme-sid" });
		for (const protocol of ["v4", "graphql"] as const) {
			const { signIn, signOut, isSignedIn } = protocolsOf(server, "/api/v4")[
				protocol
			];
			const jar: Jar = new Map();
			keep(jar, await signIn(jar));
			assert.deepEqual([...jar.keys()], ["acme-sid"]);
			assert.ok(await isSignedIn(jar));
			keep(jar, await signOut(jar));
			assert.equal(jar.size, 0);
		}
		assert.equal(rows(server, "sessions").length, 0);
	});

	for (const value of [
		"a b",
		"a;b",
		"a=b",
		"sesión",
		'"a"',
		"a,b",
		"a".repeat(65),
		"(a)",
	])
		test(`is refused where it is no cookie's: ${value}`, () => {
			assert.throws(
				() => readConfig({ SESSION_COOKIE: value }),
				(error) =>
					error instanceof ConfigError &&
					/SESSION_COOKIE=.* must be the name of a cookie/.test(error.message),
			);
		});

	const https = "https://cases.example";
	for (const [name, env, isKept] of [
		["__Host-sid", {}, false],
		["__Host-sid", { PUBLIC_URL: `${https}/support` }, false],
		["__host-sid", { PUBLIC_URL: `${https}/support` }, false],
		["__Host-Http-sid", { PUBLIC_URL: `${https}/support` }, false],
		["__Host-sid", { PUBLIC_URL: https }, true],
		["__Secure-sid", {}, false],
		["__Secure-sid", { PUBLIC_URL: `${https}/support` }, true],
		["__Http-sid", { PUBLIC_URL: `${https}/support` }, true],
		["__sid", {}, true],
	] as const)
		test(`${isKept ? "may be" : "is refused as"} ${name} with ${JSON.stringify(env)}`, () => {
			const read = () => nameOf({ ...env, SESSION_COOKIE: name });
			if (isKept) assert.equal(read(), name);
			else assert.throws(read, /SESSION_COOKIE=.*browsers would not keep/);
		});
});
