import { createHash } from "node:crypto";

export type GraphiqlTab = {
	/** One named operation: its name is the title of the tab. */
	readonly query: string;
	/** JSON, as the user will read it. */
	readonly variables?: string;
	/** JSON, as the user will read it. */
	readonly headers?: string;
};

export type GraphiqlFile = {
	/** Has a digest of the content in it, so that browsers keep the file for ever. */
	readonly name: string;
	readonly contentType: string;
	readonly content: Buffer;
};

export type Graphiql = {
	readonly script: GraphiqlFile;
	readonly style: GraphiqlFile;
	readonly icon: GraphiqlFile;
	readonly title: string;
};

/** Makes the files of GraphiQL, 6 MB together; callers keep the result. */
export async function renderGraphiql({
	tabs,
	title,
}: {
	readonly tabs: readonly GraphiqlTab[];
	readonly title: string;
}): Promise<Graphiql> {
	// Loaded here, so that a server without GraphiQL never holds the bundle in memory.
	const { css, editorWorkerService, favicon, graphqlWorker, js, jsonWorker } =
		await import("@graphql-yoga/render-graphiql/graphiql");
	const script = `
${prepareWorkers({ editorWorkerService, json: jsonWorker, graphql: allowObjectScalars(graphqlWorker) })}
${wrapLines(keepHeaders(js))};
${startGraphiql({ tabs, titleHtml: escapeHtml(title) })}
`;
	const icon = favicon.slice(favicon.indexOf(",") + 1);
	return {
		script: file("js", "text/javascript; charset=utf-8", Buffer.from(script)),
		style: file("css", "text/css; charset=utf-8", Buffer.from(css + tabStyle)),
		icon: file("ico", "image/x-icon", Buffer.from(icon, "base64")),
		title,
	};
}

function file(
	extension: string,
	contentType: string,
	content: Buffer,
): GraphiqlFile {
	const digest = sha256(content).slice(0, 16);
	return { name: `graphiql-${digest}.${extension}`, contentType, content };
}

/**
 * Motion moves the tabs away from under the pointer once after each change of their width, so the first click on a tab is lost:
 * https://github.com/motiondivision/motion/issues/3823
 *
 * Tabs that do not fit into one row go on in the next; by themselves they leave the view.
 */
const tabStyle = `
.graphiql-tab { transform: none !important; }
.graphiql-container .graphiql-session-header { height: auto; min-height: var(--session-header-height); }
.graphiql-tabs { flex-wrap: wrap; row-gap: 2px; overflow: visible; }
.graphiql-logo { white-space: nowrap; }
`;

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
 * GraphiQL sends operations to where its page came from, whatever path a proxy cut on the way.
 *
 * It keeps the edits of its user in localStorage. Its keys are prefixed with a digest of our tabs and the path of the page: a page
 * of another project or installation on the same host does not show its tabs here, and tabs changed by a new version appear.
 *
 * GraphiQL takes the default tabs only while nothing is stored, but fills the editors it opens from the stored query,
 * variables and headers alone, so the first tab is stored beside them.
 *
 * Without a method, Yoga's page asks for subscriptions by GET; and it would copy each edit into `?query=`, where a password typed in a query reaches histories and access logs.
 */
function startGraphiql(options: {
	readonly tabs: readonly GraphiqlTab[];
	readonly titleHtml: string;
}): string {
	const prefix = `casebridge:${sha256(JSON.stringify(options.tabs)).slice(0, 8)}:`;
	return `
{
const { tabs, titleHtml } = ${scriptLiteral(options)};
const prefix = '${prefix}' + location.pathname.replace(/\\/+$/, '') + ':';
const storage = {
	getItem: (key) => localStorage.getItem(prefix + key),
	setItem: (key, value) => localStorage.setItem(prefix + key, value),
	removeItem: (key) => localStorage.removeItem(prefix + key),
	clear: () => {
		for (const key of Object.keys(localStorage)) {
			if (key.startsWith(prefix)) localStorage.removeItem(key);
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
	endpoint: location.pathname,
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
	return replaceOnce(graphqlWorker, scalar, `${scalar}, "object", "array"`);
}

/** Lets a new tab begin with the headers of the one before it; by itself it has none, and whoever opens it is nobody. */
function keepHeaders(js: string): string {
	const addTab =
		/(?<=addTab\(\).{1,200}\{tabs:\[\.\.\.(\w+)\.tabs,\w+\(\{headers:)\w+(?=\}\)\])/;
	return replaceOnce(js, addTab, "$1.tabs[$1.activeTabIndex]?.headers");
}

/** Wraps long lines in every editor, as in that of the answer. */
function wrapLines(js: string): string {
	const options = "automaticLayout:!0,fontSize:15,";
	return replaceOnce(js, options, `${options}wordWrap:"on",`);
}

function replaceOnce(
	source: string,
	before: string | RegExp,
	after: string,
): string {
	const result = source.replace(before, after);
	if (result === source)
		throw new Error(`This version of GraphiQL does not have ${before}.`);
	return result;
}

/** A JavaScript literal that cannot end the script element it stands in. */
function scriptLiteral(value: unknown): string {
	return JSON.stringify(value).replaceAll("<", "\\u003c");
}

export function escapeHtml(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function sha256(content: string | Buffer): string {
	return createHash("sha256").update(content).digest("hex");
}
