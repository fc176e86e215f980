import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import {
	browserUnavailable,
	openBrowser,
	openTab,
	readResponse,
	runTab,
} from "./support/browser.ts";
import { graphql, rows } from "./support/requests.ts";
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

	test("opens with tabs that live the whole life of a case on the demo data when pressed, and asks no other host for anything", async () => {
		const { page, outsideRequests, errors } = await browser.newPage();
		await page.goto(`${server.url}/graphql`);
		await page.getByRole("tab").first().waitFor();
		const titles = await page.getByRole("tab").allInnerTexts();
		assert.deepEqual(
			titles.map((title) => title.trim()).filter((title) => title !== ""),
			[
				"SignIn",
				"CreateCase",
				"DryRun",
				"CaseTypes",
				"Cases",
				"AddComment",
				"AddAttachment",
				"Timeline",
				"CreateCases",
				"SignInOperator",
				"AssignCase",
				"TransitionCase",
				"CaseChanged",
			],
		);
		const squiggles = page.locator(".graphiql-editor-tool .squiggly-error");
		async function press(title: string) {
			const answer = JSON.stringify(await runTab(page, title));
			// The editor underlines the variables of the tab before for a moment.
			await until(async () => (await squiggles.count()) === 0, title);
			return answer;
		}

		const signIn = (await runTab(page, "SignIn")) as SignInAnswer;
		assert.deepEqual(signIn.data.signIn.viewer, {
			kind: "PARTY",
			firstname: "Demo",
			lastname: "Party",
			email: "party1@example.com",
		});

		const created = await press("CreateCase");
		assert.ok(created.includes('"number":1'), created);
		assert.ok(created.includes('"monto":"12.50"'), created);
		await takeScreenshot(page, "create");

		const tried = await press("DryRun");
		assert.ok(tried.includes("INITIAL_STATUS_NOT_SELECTED"), tried);
		const types = await press("CaseTypes");
		assert.ok(types.includes('"code":"Telefonico"'), types);
		const cases = await press("Cases");
		assert.ok(cases.includes('"totalCount":1'), cases);
		const comment = await press("AddComment");
		assert.ok(comment.includes("nobody can hear me"), comment);
		const attachment = await press("AddAttachment");
		assert.ok(attachment.includes('"fileName":"line.txt"'), attachment);
		const timeline = await press("Timeline");
		assert.match(timeline, /"CREATED".*"COMMENT_ADDED".*"ATTACHMENT_ADDED"/);
		await takeScreenshot(page, "timeline");

		const many = await press("CreateCases");
		assert.match(many, /"number":2.*"number":3/);
		assert.match(await press("CreateCases"), /"replayed":true/);

		const operator = (await runTab(page, "SignInOperator")) as SignInAnswer;
		assert.deepEqual(operator.data.signIn.viewer, {
			kind: "OPERATOR",
			firstname: "Demo",
			lastname: "Operator",
			email: "operator1@example.com",
		});
		const assigned = await press("AssignCase");
		assert.ok(assigned.includes('"email":"operator1@example.com"'), assigned);
		const moved = await press("TransitionCase");
		assert.ok(moved.includes('"status":"In progress"'), moved);

		await openTab(page, "CaseChanged");
		await page.getByRole("button", { name: /^Execute query/ }).click();
		await page.getByRole("button", { name: /^Stop query/ }).waitFor();
		await addCaseComment(server);
		const changed = JSON.stringify(await readResponse(page));
		assert.ok(changed.includes('"kind":"COMMENT_ADDED"'), changed);

		assert.deepEqual(
			rows(server, "case_events").map(({ kind }) => kind),
			[
				"CREATED",
				"COMMENT_ADDED",
				"ATTACHMENT_ADDED",
				"CREATED",
				"CREATED",
				"ASSIGNED",
				"TRANSITIONED",
				"COMMENT_ADDED",
			],
		);
		assert.deepEqual(outsideRequests, []);
		assert.deepEqual(errors, []);
		await page.evaluate("fetch('https://example.com').catch(() => {})");
		assert.ok(errors.length > 0, "a request outside should have been noticed");
	});
});

async function until(isTrue: () => Promise<boolean>, what: string) {
	const deadline = Date.now() + 5_000;
	while (!(await isTrue())) assert.ok(Date.now() < deadline, what);
}

/** What the party says while the browser listens as an operator. */
async function addCaseComment(server: TestServer) {
	const { body } = await graphql(
		server,
		'mutation { addCaseComment(input: {id: "Q2FzZTox", description: "Still dead."}) { userErrors { code } } }',
	);
	assert.deepEqual(body.data.addCaseComment.userErrors, []);
}

/** `SCREENSHOT=folder` keeps pictures, for the README. */
async function takeScreenshot(page: Page, name: string) {
	const { SCREENSHOT } = process.env;
	if (SCREENSHOT) await page.screenshot({ path: `${SCREENSHOT}/${name}.png` });
}

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
	assert.equal(off.status, 406);
});
