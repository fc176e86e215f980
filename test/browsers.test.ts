import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import {
	browserUnavailable,
	openBrowser,
	type TestBrowser,
} from "./support/browser.ts";
import { type PageServer, startPageServer } from "./support/page-server.ts";
import { operator1, party1, rows, telefonico } from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

const web = {
	"thalamus-touchpoint": "web",
	"thalamus-token": "demo-web-token",
};
const login = { principal: "party1@example.com", password: "demo-party-1" };
const anyHeaders = {
	traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
	"apollographql-client-name": "shop",
	"x-request-id": "from-the-shop",
	"x-of-tomorrow": "1",
};

/** What a script of the page reads of an answer. */
type Read = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
	// biome-ignore lint/suspicious/noExplicitAny: answers are compared member by member in tests
	readonly body: any;
};

/** Runs in the page. A body `{ file }` becomes multipart, another object JSON. */
const callInPage = `async ([url, { body, headers, ...init }]) => {
	if (body?.file !== undefined) {
		const form = new FormData();
		form.append("file", new File([body.file], body.name));
		body = form;
	} else if (typeof body === "object") {
		headers = { "content-type": "application/json", ...headers };
		body = JSON.stringify(body);
	}
	const response = await fetch(url, { ...init, headers, body });
	const text = await response.text();
	const json = /json/.test(response.headers.get("content-type"));
	return {
		status: response.status,
		headers: Object.fromEntries(response.headers),
		text,
		body: json ? JSON.parse(text) : undefined,
	};
}`;

type Call = {
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
	readonly credentials?: "include";
};

describe("a page of another origin, in a browser", {
	skip: browserUnavailable,
}, () => {
	let pages: PageServer;
	let server: TestServer;
	let browser: TestBrowser;
	before(async () => {
		pages = await startPageServer();
		server = await startServer({
			CORS_ORIGINS: `${pages.crossSite},${pages.sameSite}`,
		});
		browser = await openBrowser();
	});
	after(async () => {
		await browser?.close();
		await server?.[Symbol.asyncDispose]();
		await pages?.[Symbol.asyncDispose]();
	});

	/** A page of its own context. Those of newPage() have their requests routed, for which Playwright answers preflights itself. */
	async function open(origin: string) {
		const page = await browser.browser.newPage();
		const errors: string[] = [];
		page.on("console", (message) => {
			if (message.type() === "error") errors.push(message.text());
		});
		await page.goto(origin);
		return {
			page,
			errors,
			call: (path: string, call: Call) =>
				page.evaluate<Read>(
					`(${callInPage})(${JSON.stringify([server.url + path, call])})`,
				),
		};
	}

	test("lives the whole life of a case by v4, and reads the name of a file", async () => {
		const { call, errors } = await open(pages.crossSite);
		const as = (headers: Record<string, string>) => ({
			...headers,
			...anyHeaders,
		});
		const created = await call("/api/v4/cases", {
			method: "POST",
			headers: { ...as(party1), "idempotency-key": "from-a-page" },
			body: telefonico,
		});
		assert.equal(created.status, 201);
		const path = `/api/v4/cases/${created.body.case.id}`;
		const again = await call("/api/v4/cases", {
			method: "POST",
			headers: { ...as(party1), "idempotency-key": "from-a-page" },
			body: telefonico,
		});
		assert.equal(again.headers["idempotent-replayed"], "true");

		const noted = await call(`${path}/notes`, {
			method: "POST",
			headers: as(party1),
			body: { description: "The line is dead." },
		});
		assert.equal(noted.status, 201);
		const renoted = await call(`${path}/notes`, {
			method: "PUT",
			headers: as(party1),
			body: { id: noted.body.comment.id, description: "Still dead." },
		});
		assert.equal(renoted.status, 201);
		const put = await call(path, {
			method: "PUT",
			headers: as(party1),
			body: telefonico,
		});
		assert.equal(put.status, 201);

		const uploaded = await call("/api/v4/uploads", {
			method: "PUT",
			headers: {
				...as(party1),
				"content-type": "text/plain",
				"content-disposition": 'attachment; filename="a.txt"',
			},
			body: "one",
		});
		assert.ok(uploaded.status < 300, uploaded.text);
		const added = await call(`${path}/files`, {
			method: "POST",
			headers: as(party1),
			body: { file: "two", name: "línea.txt" },
		});
		assert.equal(added.status, 200);
		const [attachment] = added.body.attachments;
		const file = await call(`/api/v4/cases/files/${attachment.id}`, {
			headers: as(party1),
		});
		assert.equal(file.text, "two");
		assert.match(
			file.headers["content-disposition"] ?? "",
			/filename\*=UTF-8''l%C3%ADnea\.txt/i,
		);
		const deleted = await call(`${path}/files/${attachment.id}`, {
			method: "DELETE",
			headers: as(party1),
			body: [],
		});
		assert.equal(deleted.text, "true");

		const operator = as(operator1);
		const assigned = await call(`${path}/assignment`, {
			method: "PUT",
			headers: operator,
			body: { email: "operator1@example.com" },
		});
		assert.equal(assigned.status, 201, assigned.text);
		const moved = await call(`${path}/transitions`, {
			method: "PUT",
			headers: operator,
			body: { statusName: "In progress" },
		});
		assert.equal(moved.status, 201, moved.text);
		assert.equal(moved.body.case.status, "In progress");

		const refused = await call(path, { headers: as(web) });
		assert.equal(refused.status, 401);
		const wrong = await call(path, { method: "DELETE", headers: as(party1) });
		assert.equal(wrong.status, 405);
		assert.equal(wrong.headers.allow, "GET, PUT, HEAD");
		const kinds = rows(server, "case_events").map(({ kind }) => kind);
		assert.ok(kinds.includes("ATTACHMENT_DELETED"), kinds.join());
		// The console names answers that failed, and nothing about CORS.
		for (const error of errors) assert.match(error, /Failed to load resource/);
	});

	test("creates and listens by GraphQL", async () => {
		const { page, call } = await open(pages.crossSite);
		const document =
			"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } } }";
		const { body } = await call("/graphql", {
			method: "POST",
			headers: { ...party1, ...anyHeaders },
			body: { query: document, variables: { input: telefonico } },
		});
		const { number } = body.data.createCase.case;
		const listening = await page.evaluate<string>(
			`fetch(${JSON.stringify(`${server.url}/graphql`)}, {
				method: "POST",
				headers: ${JSON.stringify({
					...party1,
					...anyHeaders,
					accept: "text/event-stream",
					"content-type": "application/json",
				})},
				body: JSON.stringify({ query: "subscription { caseChanged { case { number } event { kind } } }" }),
			}).then((response) => {
				globalThis.events = response.body.pipeThrough(new TextDecoderStream()).getReader();
				return response.headers.get("content-type");
			})`,
		);
		assert.match(listening, /^text\/event-stream/);
		const noted = await call(`/api/v4/cases/${number}/notes`, {
			method: "POST",
			headers: party1,
			body: { description: "Still dead." },
		});
		assert.equal(noted.status, 201);
		const heard = await page.evaluate<string>(`(async () => {
			let text = "";
			while (!text.includes("COMMENT_ADDED")) text += (await events.read()).value;
			return text;
		})()`);
		assert.ok(heard.includes("event: next"), heard);
	});

	test("asks for permission once for many calls", async () => {
		const preflights: unknown[] = [];
		server.app.server.server.on("request", ({ method, url }) => {
			if (method === "OPTIONS") preflights.push(url);
		});
		const { call } = await open(pages.crossSite);
		for (let count = 0; count < 3; count++)
			await call("/api/v4/me", { headers: party1 });
		assert.deepEqual(preflights, ["/api/v4/me"]);
	});

	test("of an origin that is not listed reads nothing, and changes nothing", async () => {
		await using others = await startPageServer();
		const before = rows(server, "cases").length;
		const { page, call } = await open(others.crossSite);
		const create = { method: "POST", headers: party1, body: telefonico };
		await assert.rejects(call("/api/v4/cases", create), /Failed to fetch/);
		await assert.rejects(call("/api/v4/isAlive", {}), /Failed to fetch/);
		// A frame in a sandbox is of no origin: it sends `Origin: null`.
		const framed = await page.evaluate<string>(`new Promise((resolve) => {
			addEventListener("message", ({ data }) => resolve(data));
			const frame = document.createElement("iframe");
			frame.sandbox = "allow-scripts";
			frame.srcdoc = \`<script>
				fetch(${JSON.stringify(`${server.url}/api/v4/isAlive`)})
					.then(() => "read", (error) => error.message)
					.then((data) => parent.postMessage(data, "*"));
			</script>\`;
			document.body.append(frame);
		})`);
		assert.equal(framed, "Failed to fetch");
		assert.equal(rows(server, "cases").length, before);
	});

	describe("signs in", () => {
		const withToken =
			"mutation ($input: SignInInput!) { signIn(input: $input) { token viewer { email } warnings { code message } } }";
		const withoutToken =
			"mutation ($input: SignInInput!) { signIn(input: $input) { viewer { email } } }";
		const by = (query: string): Call => ({
			method: "POST",
			headers: web,
			credentials: "include",
			body: { query, variables: { input: login } },
		});
		const byV4: Call = {
			method: "POST",
			headers: web,
			credentials: "include",
			body: login,
		};
		const me: Call = { headers: web, credentials: "include" };

		test("on another site, and is told to send the token, which works", async () => {
			const { page, call } = await open(pages.crossSite);
			const { body } = await call("/graphql", by(withToken));
			const { token, warnings } = body.data.signIn;
			assert.equal(warnings.length, 1);
			assert.equal(warnings[0].code, "TOKEN_REQUIRED");
			assert.match(warnings[0].message, /Thalamus-Token .*docs\/browsers\.md/);
			const answer = await call("/api/v4/signin", byV4);
			assert.deepEqual(answer.body.warnings, { token: "TokenRequired" });
			assert.equal(answer.body.messages.token, warnings[0].message);
			assert.deepEqual(await page.context().cookies(), []);
			assert.equal((await call("/api/v4/me", me)).status, 401);
			for (const sent of [token, answer.headers["thalamus-token"]])
				assert.equal(
					(
						await call("/api/v4/me", {
							headers: { ...web, "thalamus-token": sent },
						})
					).status,
					200,
				);
		});

		test("on another site without asking for the token: is refused, and no session is opened", async () => {
			const { call } = await open(pages.crossSite);
			const before = rows(server, "sessions").length;
			const { body } = await call("/graphql", by(withoutToken));
			assert.deepEqual(body.data, { signIn: null });
			assert.equal(body.errors[0].extensions.code, "BAD_USER_INPUT");
			assert.match(body.errors[0].message, /signIn\.token.*docs\/browsers\.md/);
			assert.equal(rows(server, "sessions").length, before);
			const fragment =
				"mutation ($input: SignInInput!) { signIn(input: $input) { ...F } } fragment F on SignInPayload { ... on SignInPayload { secret: token } }";
			const asked = await call("/graphql", by(fragment));
			assert.ok(asked.body.data.signIn.secret);
		});

		test("on the same site by the cookie, without a word", async () => {
			const { call } = await open(pages.sameSite);
			assert.equal((await call("/api/v4/me", me)).status, 401);
			const answer = await call("/graphql", by(withoutToken));
			assert.deepEqual(answer.body, {
				data: { signIn: { viewer: { email: "party1@example.com" } } },
			});
			assert.equal((await call("/api/v4/me", me)).status, 200);
			await call("/api/v4/logout", me);
			assert.equal((await call("/api/v4/me", me)).status, 401);
			const { body } = await call("/api/v4/signin", byV4);
			assert.deepEqual(Object.keys(body), ["context"]);
			const second = await call("/graphql", by(withToken));
			assert.deepEqual(second.body.data.signIn.warnings, []);
		});
	});

	test("is signed in at two installations on one host, and signs out of one", async () => {
		const { page } = await open(pages.sameSite);
		await using acme = await startServer({
			CORS_ORIGINS: pages.sameSite,
			V4_BASE_PATH: "/acme/api/v4",
		});
		await using globex = await startServer({
			CORS_ORIGINS: pages.sameSite,
			V4_BASE_PATH: "/globex/api/v4",
		});
		const call = (url: string, body?: object) =>
			page.evaluate<Read>(
				`(${callInPage})(${JSON.stringify([url, { method: body ? "POST" : "GET", headers: web, credentials: "include", body }])})`,
			);
		const bases = [`${acme.url}/acme/api/v4`, `${globex.url}/globex/api/v4`];
		const states = async () => {
			const answers = [];
			for (const base of bases) answers.push(await call(`${base}/me`));
			return answers.map(({ status }) => status);
		};
		for (const base of bases) await call(`${base}/signin`, login);
		assert.equal((await page.context().cookies()).length, 2);
		assert.deepEqual(await states(), [200, 200]);
		await call(`${bases[0]}/logout`);
		assert.deepEqual(await states(), [401, 200]);
	});

	const recipes = [
		...readFileSync(
			new URL("../docs/browsers.md", import.meta.url),
			"utf8",
		).matchAll(/```js\n([\s\S]*?)```/g),
	].map(([, recipe = ""]) => recipe);
	for (const [index, recipe] of recipes.entries())
		test(`signs in by recipe ${index + 1} of docs/browsers.md`, async () => {
			const { page } = await open(pages.crossSite);
			const text = recipe.replaceAll("https://cases.example", server.url);
			const me = await page.evaluate(`(async () => {
				${text}
				const read = await fetch(api + "/api/v4/me", { headers: credentials });
				return read.json();
			})()`);
			assert.ok(JSON.stringify(me).includes("party1@example.com"));
		});
	test("finds both recipes", () => assert.equal(recipes.length, 2));
});
