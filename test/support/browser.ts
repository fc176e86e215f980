import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";

/** Pass it as `skip` to a test that opens a browser: a reason, or false where Chromium runs. */
export const browserUnavailable: string | false =
	process.platform === "linux" && process.arch === "x64"
		? false
		: `@sparticuz/chromium has no binary for ${process.platform} ${process.arch}.`;

export type TestPage = {
	readonly page: Page;
	/** Every request to a host that is not this machine; they are aborted. */
	readonly outsideRequests: readonly string[];
	/** Console errors, violations of the content security policy among them, and uncaught exceptions. */
	readonly errors: readonly string[];
};

export type TestBrowser = {
	readonly browser: Browser;
	/** Opens a page with its own cookies and storage. */
	newPage(): Promise<TestPage>;
	close(): Promise<void>;
};

/** Starts a headless Chromium that can reach this machine only. */
export async function openBrowser(): Promise<TestBrowser> {
	const directory = await unpackChromium();
	const browser = await chromium.launch({
		executablePath: `${directory}/chromium`,
		// As root Chromium starts only without its sandbox.
		chromiumSandbox: false,
		args: [
			"--disable-gpu",
			// Holds for what the browser itself requests, too.
			"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
		],
		env: {
			...process.env,
			LD_LIBRARY_PATH: `${directory}/al2023/lib`,
			FONTCONFIG_PATH: `${directory}/fonts`,
		},
	});
	return {
		browser,
		newPage: () => openPage(browser),
		close: () => browser.close(),
	};
}

async function openPage(browser: Browser): Promise<TestPage> {
	const context = await browser.newContext({
		viewport: { width: 1400, height: 1000 },
		permissions: ["clipboard-read", "clipboard-write"],
	});
	const outsideRequests: string[] = [];
	const errors: string[] = [];
	await context.route(isOutside, (route) => {
		outsideRequests.push(route.request().url());
		return route.abort();
	});
	// A socket that is routed and not connected sends nothing.
	await context.routeWebSocket(isOutside, (socket) => {
		outsideRequests.push(socket.url());
	});
	const page = await context.newPage();
	page.on("console", (message) => {
		if (message.type() === "error") errors.push(message.text());
	});
	page.on("pageerror", (error) => errors.push(String(error)));
	return { page, outsideRequests, errors };
}

/** Opens the tab of GraphiQL with this title: the name of its operation. */
export async function openTab(page: Page, title: string): Promise<void> {
	await page
		.getByRole("tab")
		.getByRole("button", { name: title, exact: true })
		.click();
	// GraphiQL reads the name of the operation 100 ms after a change of the query.
	await page.evaluate("new Promise((resolve) => setTimeout(resolve, 200))");
}

/** Opens a tab, executes it with the button, and returns the answer shown beside it. */
export async function runTab(page: Page, title: string): Promise<unknown> {
	await openTab(page, title);
	await page.getByRole("button", { name: /^Execute query/ }).click();
	return readResponse(page);
}

/** Waits until GraphiQL shows an answer, and returns it. Copies it, for the editor draws only the lines in view, wrapped. */
export async function readResponse(page: Page): Promise<unknown> {
	const deadline = Date.now() + 10_000;
	while (true) {
		await page.evaluate("navigator.clipboard.writeText('')");
		await page.locator(".graphiql-response .view-lines").click();
		await page.keyboard.press("Control+A");
		await page.keyboard.press("Control+C");
		const text = await page.evaluate<string>("navigator.clipboard.readText()");
		await page.keyboard.press("ArrowLeft");
		try {
			return JSON.parse(text);
		} catch (cause) {
			if (Date.now() > deadline) {
				throw new Error(
					`GraphiQL shows ${JSON.stringify(text)}, which is no JSON.`,
					{ cause },
				);
			}
		}
	}
}

function isOutside(url: URL): boolean {
	return (
		url.host !== "" &&
		!["localhost", "127.0.0.1", "[::1]"].includes(url.hostname)
	);
}

/**
 * Unpacks Chromium, its fonts and the libraries it needs beside the npm package, once, and returns the directory.
 *
 * The package unpacks into the temporary directory, with the libraries (NSS, expat) only where it believes to be on AWS
 * Lambda, and mistakes a half-written file of another process for a finished one. So a child process with its own
 * temporary directory unpacks, and the result appears by a rename.
 */
async function unpackChromium(): Promise<string> {
	const target = fileURLToPath(
		new URL("../unpacked", import.meta.resolve("@sparticuz/chromium")),
	);
	if (existsSync(target)) return target;
	const partial = await mkdtemp(`${target}-`);
	try {
		await promisify(execFile)(
			process.execPath,
			[
				"--input-type=module",
				"--eval",
				"import chromium from '@sparticuz/chromium'; await chromium.executablePath();",
			],
			{
				cwd: import.meta.dirname,
				env: {
					...process.env,
					TMPDIR: partial,
					AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
				},
			},
		);
		// Its own configuration names a directory on AWS; without any font Chromium ends at once.
		await writeFile(
			`${partial}/fonts/fonts.conf`,
			`<fontconfig><dir prefix="relative">fonts</dir></fontconfig>\n`,
		);
		await rename(partial, target);
	} catch (error) {
		await rm(partial, { recursive: true });
		// Another process was faster.
		if (!existsSync(target)) throw error;
	}
	return target;
}
