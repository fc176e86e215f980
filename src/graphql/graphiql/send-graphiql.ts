import { randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { addVary } from "../../http/answers/add-vary.ts";
import { HttpError } from "../../http/answers/http-error.ts";
import { pathOf } from "../../http/log/path-of.ts";
import { sayGraphql } from "../messages/say-graphql.ts";
import { escapeHtml, type Graphiql } from "./graphiql.ts";

/** Sends the page of GraphiQL. It is small, and its nonce is of this answer alone. */
export async function sendGraphiql(
	{ url }: FastifyRequest,
	reply: FastifyReply,
	graphiql: (() => Promise<Graphiql>) | null,
): Promise<FastifyReply> {
	if (!graphiql)
		throw new HttpError("notAcceptable", sayGraphql("graphiqlOff", {}));
	const nonce = randomBytes(16).toString("base64");
	// Relative addresses, which hold behind a proxy that cuts a path.
	const base = pathOf(url).endsWith("/") ? "" : "graphql/";
	const html = renderPage(await graphiql(), base, nonce);
	addVary(reply, "Accept");
	return reply
		.header("cache-control", "no-store")
		.header("content-security-policy", contentSecurityPolicy(nonce))
		.type("text/html; charset=utf-8")
		.send(html);
}

function renderPage(
	{ title, icon, style, script }: Graphiql,
	base: string,
	nonce: string,
): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="${base}${icon.name}">
<link rel="stylesheet" href="${base}${style.name}">
</head>
<body class="no-focus-outline">
<noscript>GraphiQL needs JavaScript.</noscript>
<div id="root"></div>
<script nonce="${nonce}" src="${base}${script.name}"></script>
</body>
</html>
`;
}

/** Scripts run by the nonce, not by where they are from: a file that a caller uploaded is of this origin, too. */
function contentSecurityPolicy(nonce: string): string {
	return [
		"default-src 'none'",
		`script-src 'nonce-${nonce}'`,
		"worker-src blob:",
		"connect-src 'self'",
		// Monaco writes style elements and style attributes while it runs.
		"style-src 'self' 'unsafe-inline'",
		"font-src data:",
		"img-src 'self' data:",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	].join("; ");
}
