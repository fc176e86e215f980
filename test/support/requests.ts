import { readDatabase } from "./read-database.ts";
import type { TestServer } from "./test-server.ts";

/** What a demo party sends with every call: touchpoint and token of `web`, and Basic. */
export const party1 = {
	"thalamus-touchpoint": "web",
	"thalamus-token": "demo-web-token",
	authorization: basic("party1@example.com", "demo-party-1"),
};

export const party2 = {
	...party1,
	authorization: basic("party2@example.com", "demo-party-2"),
};

export const operator1 = {
	"thalamus-touchpoint": "callcenter",
	"thalamus-token": "demo-callcenter-token",
	authorization: basic("operator1@example.com", "demo-operator-1"),
};

/** A body that both protocols accept. */
export const telefonico = { categoryCode: "Reclamo", typeCode: "Telefonico" };

export function basic(principal: string, password: string): string {
	return `Basic ${Buffer.from(`${principal}:${password}`).toString("base64")}`;
}

export type Answer = {
	readonly status: number;
	readonly headers: Headers;
	/** The text as it came, for comparing digits. */
	readonly text: string;
	// biome-ignore lint/suspicious/noExplicitAny: answers are compared member by member in tests
	readonly body: any;
};

/** Sends a request; a body that is no text is sent as JSON. */
export async function send(
	server: Pick<TestServer, "url">,
	method: string,
	path: string,
	{ headers = {}, body }: { headers?: Record<string, string>; body?: unknown },
): Promise<Answer> {
	const init: RequestInit = { method, headers, redirect: "manual" };
	if (body !== undefined) {
		init.body = typeof body === "string" ? body : JSON.stringify(body);
		init.headers = { "content-type": "application/json", ...headers };
	}
	const response = await fetch(server.url + path, init);
	const text = await response.text();
	return {
		status: response.status,
		headers: response.headers,
		text,
		body: parseIfJson(text),
	};
}

export function postCase(
	server: Pick<TestServer, "url">,
	body: unknown,
	headers: Record<string, string> = party1,
): Promise<Answer> {
	return send(server, "POST", "/api/v4/cases", { headers, body });
}

export function graphql(
	server: Pick<TestServer, "url">,
	query: string,
	variables: unknown = {},
	headers: Record<string, string> = party1,
): Promise<Answer> {
	return send(server, "POST", "/graphql", {
		headers,
		body: { query, variables },
	});
}

/** All rows of a table, or those with these values, without their checksums, salts and chain values, which tests of their own read. */
export function rows(
	server: Pick<TestServer, "databaseFile">,
	table: string,
	values: Readonly<Record<string, unknown>> = {},
): Record<string, unknown>[] {
	const conditions = Object.keys(values).map((name) => ` AND ${name} = ?`);
	const statement = `SELECT * FROM ${table} WHERE true${conditions.join("")}`;
	return readDatabase(server.databaseFile, (database) =>
		database
			.prepare<unknown[], Record<string, unknown>>(statement)
			.all(...Object.values(values))
			.map(
				({
					row_digest: _checksum,
					hash: _hash,
					salt: _salt,
					salted_digest: _digest,
					...row
				}) => row,
			),
	);
}

function parseIfJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
