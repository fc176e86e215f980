import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
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

	test("shows problems and refusals in Spanish in a Spanish browser", async () => {
		const page = await browser.browser.newPage({
			locale: "es-MX",
			permissions: ["clipboard-read", "clipboard-write"],
		});
		await page.goto(`${server.url}/graphql`);
		await page.getByRole("tab").first().waitFor();
		const refused = JSON.stringify(await runTab(page, "CaseChanged"));
		assert.ok(refused.includes("Faltan los datos de acceso;"), refused);
		await runTab(page, "SignIn");
		const tried = JSON.stringify(await runTab(page, "DryRun"));
		assert.ok(tried.includes("no puede ser el primero de un caso;"), tried);
		await takeScreenshot(page, "spanish");
		await page.close();
	});

	test("shows every tab at 1280 pixels, and wraps long lines", async () => {
		const { page, errors } = await browser.newPage();
		await page.setViewportSize({ width: 1280, height: 800 });
		await page.goto(`${server.url}/graphql`);
		const tabs = page.getByRole("tab");
		await tabs.first().waitFor();
		const titles = await tabs.allInnerTexts();
		assert.equal(titles.filter((title) => title.trim() !== "").length, 13);
		for (const title of titles.map((each) => each.trim()).filter(Boolean)) {
			const button = tabs.getByRole("button", { name: title, exact: true });
			const box = await button.boundingBox();
			assert.ok(box && box.x >= 0 && box.x + box.width <= 1280, title);
			// A click by the mouse: Playwright's own scrolls to what is out of view.
			await page.mouse.click(box.x + box.width / 3, box.y + box.height / 2);
			const active = page.locator(".graphiql-tab-active");
			await until(
				async () => (await active.allInnerTexts()).join().trim() === title,
				title,
			);
			await page.locator(".graphiql-query-editor .view-line").first().waitFor();
			await assertWrapped(page, title);
		}
		assert.ok(page.workers().length > 0, "the editor runs without its workers");
		await takeScreenshot(page, "tabs-1280");
		const header = await page.locator(".graphiql-session-header").boundingBox();
		const session = await page.locator("#graphiql-session").boundingBox();
		assert.ok(header && session && header.y + header.height <= session.y + 1);
		assert.ok(session.y + session.height <= 800);
		assert.deepEqual(errors, []);
	});

	test("begins a new tab with the headers of the one before", async () => {
		const { page, errors } = await browser.newPage();
		await page.goto(`${server.url}/graphql`);
		await page.getByRole("tab").first().waitFor();
		for (const [title, touchpoint] of [
			["SignIn", "web"],
			["SignInOperator", "callcenter"],
		] as const) {
			await runTab(page, title);
			await page.getByRole("button", { name: "New tab" }).click();
			await page.getByRole("button", { name: "Headers", exact: true }).click();
			const shown = page.locator(".graphiql-editor-tool:visible .view-lines");
			await until(
				async () =>
					(await shown.allInnerTexts()).join().includes(`"${touchpoint}"`),
				touchpoint,
			);
			await takeScreenshot(page, `new-tab-${touchpoint}`);
			await page.locator(".graphiql-query-editor .view-lines").click();
			await page.keyboard.press("Control+A");
			await page.keyboard.insertText("{ viewer { kind } }");
			const kind = touchpoint === "web" ? "PARTY" : "OPERATOR";
			// GraphiQL reads an operation a moment after it is typed; pressed before, it names that of the tab before.
			await until(async () => {
				await page.getByRole("button", { name: /^Execute query/ }).click();
				const answer = await readResponse(page);
				return isDeepStrictEqual(answer, { data: { viewer: { kind } } });
			}, kind);
		}
		assert.deepEqual(errors, []);
	});

	test("is loaded once: a second visit asks for the page alone", async () => {
		// Pages of newPage() have no cache: their requests are routed.
		const page = await browser.browser.newPage();
		const answered: string[] = [];
		server.app.server.server.on("request", ({ method, url }) =>
			answered.push(`${method} ${url}`),
		);
		const visit = async () => {
			answered.length = 0;
			await page.goto(`${server.url}/graphql`);
			await page.getByRole("tab").first().waitFor();
			return answered.filter((line) => line.startsWith("GET "));
		};
		assert.ok((await visit()).some((line) => line.endsWith(".js")));
		assert.deepEqual(await visit(), ["GET /graphql"]);
	});
});

/** The lines that an editor shows reach no further than it does. */
async function assertWrapped(page: Page, tab: string) {
	const ends = await page.evaluate<[number, number][]>(
		`[...document.querySelectorAll('.graphiql-editors .view-line > span')]
			.filter((line) => line.checkVisibility())
			.map((line) => [
				line.getBoundingClientRect().right,
				line.closest('.monaco-editor').getBoundingClientRect().right,
			])`,
	);
	assert.ok(ends.length > 5);
	for (const [line, editor] of ends)
		assert.ok(line <= editor, `${tab}: a line ends at ${line} of ${editor}`);
}

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

describe("the files of GraphiQL", () => {
	const asPage = { headers: { accept: "text/html" } };

	/** The addresses that the page names, as a browser resolves them. */
	async function addressesOf(page: string): Promise<string[]> {
		const html = await (await fetch(page, asPage)).text();
		return [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(
			([, address]) => new URL(String(address), page).href,
		);
	}

	test("are named by the page, which is small and never kept", async () => {
		await using server = await startServer();
		const url = `${server.url}/graphql`;
		const page = await fetch(url, asPage);
		assert.equal(page.status, 200);
		assert.equal(page.headers.get("cache-control"), "no-store");
		const html = await page.text();
		assert.ok(html.startsWith("<!doctype html>"));
		assert.ok(html.length < 2_000, `${html.length} bytes`);
		const policy = page.headers.get("content-security-policy") ?? "";
		const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
		const nonce = /^'nonce-([\w+/=]{20,})'$/.exec(scripts)?.[1];
		assert.ok(nonce && html.includes(`<script nonce="${nonce}" src="`), policy);
		const again = await fetch(url, asPage);
		assert.notEqual(again.headers.get("content-security-policy"), policy);
		for (const address of [url, `${url}/`])
			assert.deepEqual(
				(await addressesOf(address)).map((each) =>
					each.replace(/[0-9a-f]{16}/, "DIGEST"),
				),
				["ico", "css", "js"].map(
					(extension) => `${url}/graphiql-DIGEST.${extension}`,
				),
			);
	});

	test("have a digest in their names, and are kept for ever, compressed as the browser asks", async () => {
		await using server = await startServer();
		const addresses = await addressesOf(`${server.url}/graphql`);
		for (const address of addresses) {
			const lengths = [];
			for (const [accept, coding] of [
				["identity", null],
				["*", null],
				["gzip;q=0, identity", null],
				["gzip, deflate", "gzip"],
				["gzip, deflate, br, zstd", "br"],
			] as const) {
				const answer = await fetch(address, {
					headers: { "accept-encoding": accept },
				});
				assert.equal(answer.status, 200);
				const { headers } = answer;
				assert.equal(headers.get("content-encoding"), coding, accept);
				assert.equal(
					headers.get("cache-control"),
					"public, max-age=31536000, immutable",
				);
				assert.match(headers.get("vary") ?? "", /\baccept-encoding\b/i);
				assert.equal(headers.get("x-content-type-options"), "nosniff");
				lengths.push(Number(headers.get("content-length")));
				const content = Buffer.from(await answer.arrayBuffer());
				const digest = createHash("sha256").update(content).digest("hex");
				assert.ok(address.includes(digest.slice(0, 16)), address);
			}
			const [plain = 0, , , gzip = 0, br = 0] = lengths;
			assert.ok(gzip < plain && br < gzip, `${address} ${lengths}`);
		}
		for (const name of ["graphiql-0123456789abcdef.js", "constructor", "x"]) {
			const unknown = await fetch(`${server.url}/graphql/${name}`);
			assert.equal(unknown.status, 404);
		}
	});

	test("are not there where GraphiQL is off", async () => {
		await using server = await startServer();
		await using closed = await startServer({ GRAPHIQL: "off" });
		assert.equal((await fetch(`${closed.url}/graphql`, asPage)).status, 406);
		for (const address of await addressesOf(`${server.url}/graphql`)) {
			const { pathname } = new URL(address);
			assert.equal((await fetch(closed.url + pathname)).status, 404);
		}
	});
});
