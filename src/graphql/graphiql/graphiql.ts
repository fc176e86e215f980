import { hash } from "node:crypto";
import {
	allowObjectScalars,
	keepHeaders,
	wrapLines,
} from "./graphiql-patches.ts";
import { prepareWorkers, startGraphiql } from "./graphiql-script.ts";
import type { GraphiqlTab } from "./graphiql-tab.ts";

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
	const digest = hash("sha256", content).slice(0, 16);
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

export function escapeHtml(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
