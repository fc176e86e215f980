import { hash } from "node:crypto";
import type { GraphiqlTab } from "./graphiql-tab.ts";

/** The workers of the editor live in the page, as blobs. */
export function prepareWorkers(
	sources: Readonly<Record<string, string>>,
): string {
	return `
{
const workerUrls = Object.fromEntries(
	Object.entries(${JSON.stringify(sources)}).map(([label, source]) => [
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
export function startGraphiql(options: {
	readonly tabs: readonly GraphiqlTab[];
	readonly titleHtml: string;
}): string {
	const digest = hash("sha256", JSON.stringify(options.tabs)).slice(0, 8);
	const prefix = `casebridge:${digest}:`;
	return `
{
const { tabs, titleHtml } = ${JSON.stringify(options)};
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
