import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

export type GraphiqlTab = {
	/** One named operation: its name is the title of the tab. */
	readonly query: string;
	/** JSON, as the user will read it. */
	readonly variables?: string;
	/** JSON, as the user will read it. */
	readonly headers?: string;
};

export type GraphiqlPage = {
	readonly html: Buffer;
	readonly gzip: Buffer;
	/** Weak, since it stands for both encodings. */
	readonly etag: string;
	readonly contentSecurityPolicy: string;
};

/** Renders the page of 9 MB and compresses it, in about 200 ms; callers keep the result. */
export async function renderGraphiqlPage({
	endpoint,
	tabs,
	title = "GraphiQL",
}: {
	readonly endpoint: string;
	readonly tabs: readonly GraphiqlTab[];
	readonly title?: string;
}): Promise<GraphiqlPage> {
	// Loaded here, so that a server without GraphiQL never holds the bundle in memory.
	const { css, editorWorkerService, favicon, graphqlWorker, js, jsonWorker } =
		await import("@graphql-yoga/render-graphiql/graphiql");
	const script = `
${prepareWorkers({ editorWorkerService, json: jsonWorker, graphql: allowObjectScalars(graphqlWorker) })}
${js};
${startGraphiql({ endpoint, tabs, titleHtml: escapeHtml(title) })}
`;
	const html = Buffer.from(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="${favicon}">
<style>${css}${tabStyle}</style>
</head>
<body class="no-focus-outline">
<noscript>GraphiQL needs JavaScript.</noscript>
<div id="root"></div>
<script>${script}</script>
</body>
</html>
`);
	return {
		html,
		gzip: await promisify(gzip)(html),
		etag: `W/"${sha256(html)}"`,
		contentSecurityPolicy: [
			"default-src 'none'",
			`script-src 'sha256-${sha256(script)}'`,
			"worker-src blob:",
			"connect-src 'self'",
			// Monaco writes style elements and style attributes while it runs.
			"style-src 'unsafe-inline'",
			"font-src data:",
			"img-src data:",
			"base-uri 'none'",
			"form-action 'none'",
			"frame-ancestors 'none'",
		].join("; "),
	};
}

/**
 * Motion moves the tabs away from under the pointer once after each change of their width, so the first click on a tab is lost:
 * https://github.com/motiondivision/motion/issues/3823
 */
const tabStyle = ".graphiql-tab { transform: none !important; }";

/** The workers of the editor live in the page, as blobs. */
function prepareWorkers(sources: Readonly<Record<string, string>>): string {
	return `
{
const workerUrls = Object.fromEntries(
	Object.entries(${scriptLiteral(sources)}).map(([label, source]) => [
		label,
		URL.createObjectURL(new Blob([source], { type: 'text/javascript' })),
	]),
);
globalThis.MonacoEnvironment = {
	globalAPI: false,
	getWorkerUrl: (_moduleId, label) => workerUrls[label],
};
}`;
}

/**
 * GraphiQL keeps the edits of its user in localStorage. Its keys are prefixed with a digest of our tabs: a page of another
 * project once served from the same port does not show its tabs here, and tabs changed by a new version appear.
 *
 * GraphiQL takes the default tabs only while nothing is stored, but fills the editors it opens from the stored query,
 * variables and headers alone, so the first tab is stored beside them.
 *
 * Without a method, Yoga's page asks for subscriptions by GET; and it would copy each edit into `?query=`, where a password typed in a query reaches histories and access logs.
 */
function startGraphiql(options: {
	readonly endpoint: string;
	readonly tabs: readonly GraphiqlTab[];
	readonly titleHtml: string;
}): string {
	const prefix = `casebridge:${sha256(JSON.stringify(options.tabs)).slice(0, 8)}:`;
	return `
{
const { endpoint, tabs, titleHtml } = ${scriptLiteral(options)};
const storage = {
	getItem: (key) => localStorage.getItem('${prefix}' + key),
	setItem: (key, value) => localStorage.setItem('${prefix}' + key, value),
	removeItem: (key) => localStorage.removeItem('${prefix}' + key),
	clear: () => {
		for (const key of Object.keys(localStorage)) {
			if (key.startsWith('${prefix}')) localStorage.removeItem(key);
		}
	},
	get length() {
		return localStorage.length;
	},
};
if (tabs.length > 0 && storage.getItem('graphiql:tabState') === null) {
	const { query, variables = '', headers = '' } = tabs[0];
	for (const [key, value] of Object.entries({ query, variables, headers })) {
		storage.setItem('graphiql:' + key, value);
	}
}
YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
	endpoint,
	method: 'POST',
	storage,
	title: titleHtml,
	defaultTabs: tabs.length > 0 ? tabs : undefined,
	onEditQuery: () => {},
});
}`;
}

/** Lets a variable whose type is a custom scalar, such as JSONObject, be an object; the editor would underline it. */
function allowObjectScalars(graphqlWorker: string): string {
	const scalar = 'definition.type = ["string", "number", "boolean", "integer"';
	return graphqlWorker.replace(scalar, `${scalar}, "object", "array"`);
}

/** A JavaScript literal that cannot end the script element it stands in. */
function scriptLiteral(value: unknown): string {
	return JSON.stringify(value).replaceAll("<", "\\u003c");
}

function escapeHtml(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function sha256(content: string | Buffer): string {
	return createHash("sha256").update(content).digest("base64");
}
