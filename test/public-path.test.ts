import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ConfigError, readConfig } from "../src/config/read-config.ts";
import { describeStart } from "../src/startup/describe-start.ts";
import {
	browserUnavailable,
	openBrowser,
	openTab,
	readResponse,
	runTab,
} from "./support/browser.ts";
import { startPathProxy } from "./support/path-proxy.ts";
import { graphql, party1, postCase, rows, send } from "./support/requests.ts";
import { startServer } from "./support/test-server.ts";

const web = {
	"thalamus-touchpoint": "web",
	"thalamus-token": "demo-web-token",
};
const login = { principal: "party1@example.com", password: "demo-party-1" };
const signIn =
	"mutation ($input: SignInInput!) { signIn(input: $input) { token } }";

describe("a public address with a path", () => {
	test("is what links and cookies of both protocols stay under", async () => {
		await using server = await startServer({
			PUBLIC_URL: "https://cases.example/support",
		});
		const base = "https://cases.example/support/api/v4";
		const created = await postCase(server, {
			categoryCode: "Reclamo",
			typeCode: "Telefonico",
			attachements: [
				{ fileName: "a.txt", contentType: "text/plain", content: "YQ==" },
			],
		});
		assert.deepEqual(created.body.context.links, [
			{ ref: "profile", href: `${base}/me` },
		]);
		const read = await graphql(
			server,
			"{ caseByNumber(number: 1) { attachments { url } } }",
		);
		assert.deepEqual(read.body.data.caseByNumber.attachments, [
			{ url: `${base}/cases/files/1` },
		]);
		const out = await send(server, "GET", "/api/v4/logout", { headers: web });
		for (const { href } of out.body.context.links)
			assert.ok(href.startsWith(`${base}/`), href);

		const byV4 = await send(server, "POST", "/api/v4/signin", {
			headers: web,
			body: login,
		});
		const byGraphql = await graphql(server, signIn, { input: login }, web);
		const byGraphqlOut = await graphql(
			server,
			"mutation { signOut { userErrors { code } } }",
			{},
			web,
		);
		for (const { headers } of [byV4, byGraphql, out, byGraphqlOut])
			for (const cookie of headers.getSetCookie())
				assert.match(cookie, /; Path=\/support; .*Secure/);
	});

	test("is what is printed at the start", () => {
		const printed = describeStart(
			readConfig({ PUBLIC_URL: "https://cases.example/support/" }),
			{ isFirstStart: true, hasDemo: true },
		);
		assert.match(
			printed,
			/^GraphiQL: https:\/\/cases\.example\/support\/graphql$/m,
		);
		assert.ok(
			printed.includes("'https://cases.example/support/api/v4/cases'"),
			printed,
		);
		for (const [address] of printed.matchAll(/https?:\/\/\S+/g))
			assert.ok(address.startsWith("https://cases.example/support"), address);
	});

	for (const [value, publicUrl, path] of [
		["https://cases.example", "https://cases.example", "/"],
		["https://cases.example///", "https://cases.example", "/"],
		[
			"https://cases.example/support/",
			"https://cases.example/support",
			"/support",
		],
		["HTTPS://Cases.Example:443/a/b", "https://cases.example/a/b", "/a/b"],
		["https://cases.example/a/../b", "https://cases.example/b", "/b"],
		["https://cases.example/ñ", "https://cases.example/%C3%B1", "/%C3%B1"],
	] as const)
		test(`is read from ${value}`, () => {
			const config = readConfig({ PUBLIC_URL: value });
			assert.equal(config.publicUrl, publicUrl);
			assert.equal(config.sessionCookie.path, path);
		});

	for (const value of [
		"https://cases.example/?",
		"https://cases.example/?a=1",
		"https://cases.example/#",
		"https://cases.example/#a",
		"https://ana@cases.example",
		"https://@cases.example",
		"https://cases.example//support",
		"https://cases.example/a;b",
		"https://cases.example/it's",
		"/support",
		"cases.example",
	])
		test(`is refused in words: ${value}`, () => {
			assert.throws(
				() => readConfig({ PUBLIC_URL: value }),
				(error) =>
					error instanceof ConfigError &&
					/PUBLIC_URL=.* must be an address such as .*, without a query/.test(
						error.message,
					),
			);
		});
});

describe("GraphiQL behind a proxy that cuts a path", {
	skip: browserUnavailable,
}, () => {
	for (const page of ["/graphql", "/graphql/"])
		test(`loads, signs in and creates under it, at ${page}`, async () => {
			await using proxy = await startPathProxy("/support");
			await using server = await startServer({ PUBLIC_URL: proxy.url });
			proxy.forwardTo(server);
			const browser = await openBrowser();
			try {
				const tested = await browser.newPage();
				await tested.page.goto(proxy.url + page);
				await tested.page.getByRole("tab").first().waitFor();
				await runTab(tested.page, "SignIn");
				const cookies = await tested.page.context().cookies(proxy.url);
				assert.deepEqual(
					cookies.map((cookie) => cookie.path),
					["/support"],
				);
				const created = JSON.stringify(await runTab(tested.page, "CreateCase"));
				assert.ok(created.includes('"number":1'), created);
				const added = JSON.stringify(
					await runTab(tested.page, "AddAttachment"),
				);
				assert.ok(
					added.includes(`"url":"${proxy.url}/api/v4/cases/files/1"`),
					added,
				);
				await runTab(tested.page, "SignInOperator");
				await runTab(tested.page, "AssignCase");
				await openTab(tested.page, "CaseChanged");
				await tested.page
					.getByRole("button", { name: /^Execute query/ })
					.click();
				await tested.page
					.getByRole("button", { name: /^Stop query/ })
					.waitFor();
				await send(server, "POST", "/api/v4/cases/1/notes", {
					headers: party1,
					body: { description: "Still dead." },
				});
				const changed = JSON.stringify(await readResponse(tested.page));
				assert.ok(changed.includes('"COMMENT_ADDED"'), changed);
				assert.equal(rows(server, "cases").length, 1);
				assert.deepEqual(proxy.outside, []);
				assert.deepEqual(tested.errors, []);
			} finally {
				await browser.close();
			}
		});
});
