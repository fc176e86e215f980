import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { graphql, party1, rows } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

const web = {
	"thalamus-touchpoint": "web",
	"thalamus-token": "demo-web-token",
};
const signIn = `mutation ($input: SignInInput!) {
	signIn(input: $input) { token expiresAt viewer { kind email firstname } userErrors { code field message } }
}`;
const party = { principal: "party1@example.com", password: "demo-party-1" };

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

function cookieOf(headers: Headers): string {
	return headers.get("set-cookie")?.split(";")[0] ?? "";
}

async function viewer(headers: Record<string, string>) {
	const { body } = await graphql(server, "{ viewer { email } }", {}, headers);
	return body;
}

describe("sessions by GraphQL", () => {
	test("signIn answers a token and sets the cookie; both sign the party in", async () => {
		const answer = await graphql(server, signIn, { input: party }, web);
		const { token, ...payload } = answer.body.data.signIn;
		assert.deepEqual(payload, {
			expiresAt: "2026-05-01T20:00:00.000Z",
			viewer: { kind: "PARTY", email: "party1@example.com", firstname: "Demo" },
			userErrors: [],
		});
		assert.match(
			answer.headers.get("set-cookie") ?? "",
			/^casebridge_session=[\w-]{43}; .*HttpOnly; SameSite=Lax$/,
		);
		const signedIn = { data: { viewer: { email: "party1@example.com" } } };
		assert.deepEqual(
			await viewer({ ...web, "thalamus-token": token }),
			signedIn,
		);
		assert.deepEqual(
			await viewer({ ...web, cookie: cookieOf(answer.headers) }),
			signedIn,
		);
		const stored = JSON.stringify(rows(server, "sessions"));
		assert.ok(!stored.includes(token));
	});

	test("signIn replaces an open session", async () => {
		const first = await graphql(server, signIn, { input: party }, web);
		const { token } = first.body.data.signIn;
		const second = await graphql(
			server,
			signIn,
			{ input: party },
			{
				...web,
				"thalamus-token": token,
			},
		);
		assert.ok(second.body.data.signIn.token);
		const { errors } = await viewer({ ...web, "thalamus-token": token });
		assert.equal(errors[0].extensions.code, "UNAUTHENTICATED");
	});

	test("signOut ends the session at once, and a second time is no error", async () => {
		const { body } = await graphql(server, signIn, { input: party }, web);
		const session = { ...web, "thalamus-token": body.data.signIn.token };
		const signOut =
			"mutation { signOut { context { links { ref } simpleProfile { email } } userErrors { code } } }";
		const answer = await graphql(server, signOut, {}, session);
		assert.deepEqual(answer.body.data.signOut, {
			context: {
				links: [{ ref: "register" }, { ref: "login" }],
				simpleProfile: null,
			},
			userErrors: [],
		});
		const { errors } = await viewer(session);
		assert.equal(errors[0].extensions.code, "UNAUTHENTICATED");
		const again = await graphql(server, signOut, {}, web);
		assert.deepEqual(again.body.data.signOut.userErrors, []);
	});

	test("a session ends when its time is over, however much it was used", async () => {
		const { body } = await graphql(server, signIn, { input: party }, web);
		const session = { ...web, "thalamus-token": body.data.signIn.token };
		const { now } = server.clock;
		server.clock.now = Date.parse(body.data.signIn.expiresAt) - 1;
		assert.ok((await viewer(session)).data.viewer);
		server.clock.now++;
		const { errors } = await viewer(session);
		assert.equal(errors[0].extensions.code, "UNAUTHENTICATED");
		server.clock.now = now;
	});

	const wrong: [string, object][] = [
		["a wrong password", { ...party, password: "wrong" }],
		["an unknown principal", { ...party, principal: "nobody@example.com" }],
		[
			"an operator at a touchpoint that is no call centre",
			{ principal: "operator1@example.com", password: "demo-operator-1" },
		],
	];
	for (const [what, input] of wrong)
		test(`answers ${what} with INVALID_CREDENTIALS and no session`, async () => {
			const before = rows(server, "sessions").length;
			const { body, headers } = await graphql(server, signIn, { input }, web);
			assert.deepEqual(body.data.signIn, {
				token: null,
				expiresAt: null,
				viewer: null,
				userErrors: [
					{
						code: "INVALID_CREDENTIALS",
						field: [],
						message:
							"No one can sign in here with this principal and password.",
					},
				],
			});
			assert.equal(headers.get("set-cookie"), null);
			assert.equal(rows(server, "sessions").length, before);
		});

	test("viewer is null without credentials, and an error with wrong ones", async () => {
		assert.deepEqual(await viewer({}), { data: { viewer: null } });
		assert.deepEqual(await viewer(web), { data: { viewer: null } });
		const { errors } = await viewer({ ...web, "thalamus-token": "wrong" });
		assert.equal(errors[0].extensions.code, "UNAUTHENTICATED");
	});

	test("the cookie is Secure where the public address is HTTPS", async () => {
		await using secure = await startServer({
			PUBLIC_URL: "https://cases.example",
		});
		const answer = await graphql(secure, signIn, { input: party }, web);
		assert.match(answer.headers.get("set-cookie") ?? "", /; Secure/);
	});

	test("disabling a party ends its sessions and its Basic login at once, also by another process", async () => {
		await using own = await startServer();
		const query = "{ viewer { email } }";
		const { body } = await graphql(own, signIn, { input: party }, web);
		const session = { ...web, "thalamus-token": body.data.signIn.token };
		for (const headers of [session, party1])
			assert.ok((await graphql(own, query, {}, headers)).body.data.viewer);
		const { openSqliteStore } = await import(
			"../../src/store/sqlite/open-sqlite-store.ts"
		);
		const other = await openSqliteStore({ file: own.databaseFile });
		await other.people.setDisabled({ kind: "party", id: 1 }, true);
		await other.close();
		for (const headers of [session, party1]) {
			const { body } = await graphql(own, query, {}, headers);
			assert.equal(body.errors[0].extensions.code, "UNAUTHENTICATED");
		}
	});
});
