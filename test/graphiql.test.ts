import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browserUnavailable, openBrowser, runTab } from "./support/browser.ts";
import { rows } from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

type Browser = Awaited<ReturnType<typeof openBrowser>>;
type SignInAnswer = { data: { signIn: { viewer: unknown } } };

describe("GraphiQL in a browser", { skip: browserUnavailable }, () => {
	let server: TestServer;
	let browser: Browser;
	before(async () => {
		server = await startServer();
		browser = await openBrowser();
	});
	after(async () => {
		await browser?.close();
		await server?.[Symbol.asyncDispose]();
	});

	test("opens with tabs that sign in and create a case on the demo data when pressed, and asks no other host for anything", async () => {
		const { page, outsideRequests, errors } = await browser.newPage();
		await page.goto(`${server.url}/graphql`);
		await page.getByRole("tab").first().waitFor();
		const titles = await page.getByRole("tab").allInnerTexts();
		assert.deepEqual(
			titles.map((title) => title.trim()).filter((title) => title !== ""),
			["SignIn", "CreateCase", "CaseTypes", "Cases"],
		);

		const signIn = (await runTab(page, "SignIn")) as SignInAnswer;
		assert.deepEqual(signIn.data.signIn.viewer, {
			kind: "PARTY",
			firstname: "Demo",
			lastname: "Party",
			email: "party1@example.com",
		});

		const created = JSON.stringify(await runTab(page, "CreateCase"));
		const squiggles = page.locator(".graphiql-editor-tool .squiggly-error");
		assert.equal(await squiggles.count(), 0);
		const [stored] = rows(server, "cases");
		assert.ok(created.includes(`"number":${stored?.id}`), created);
		assert.ok(created.includes('"monto":"12.50"'), created);
		if (process.env.SCREENSHOT)
			await page.screenshot({ path: process.env.SCREENSHOT });

		const types = JSON.stringify(await runTab(page, "CaseTypes"));
		assert.ok(types.includes('"code":"Telefonico"'), types);
		const cases = JSON.stringify(await runTab(page, "Cases"));
		assert.ok(cases.includes(`"number":${stored?.id}`), cases);

		assert.deepEqual(outsideRequests, []);
		assert.deepEqual(errors, []);
		await page.evaluate("fetch('https://example.com').catch(() => {})");
		assert.ok(errors.length > 0, "a request outside should have been noticed");
	});
});

test("the page is served compressed, once to a browser that has it, and never where it is off", async () => {
	await using server = await startServer();
	const page = (headers: Record<string, string>) =>
		fetch(`${server.url}/graphql`, {
			headers: { accept: "text/html", ...headers },
		});
	const plain = await page({ "accept-encoding": "*" });
	assert.equal(plain.status, 200);
	assert.equal(plain.headers.get("content-encoding"), null);
	const gzip = await page({ "accept-encoding": "gzip, br" });
	assert.equal(gzip.headers.get("content-encoding"), "gzip");
	assert.ok((await gzip.text()).startsWith("<!doctype html>"));
	const etag = gzip.headers.get("etag") ?? "";
	assert.equal((await page({ "if-none-match": etag })).status, 304);

	await using closed = await startServer({ GRAPHIQL: "off" });
	const off = await fetch(`${closed.url}/graphql`, {
		headers: { accept: "text/html" },
	});
	assert.equal(off.status, 405);
});
