import assert from "node:assert/strict";
import { postCase, send } from "./requests.ts";
import type { TestServer } from "./test-server.ts";

type Headers = Record<string, string>;

/** What a create or an update came to, in v4's keys: one entry a problem or warning, with GraphQL's sentence where that is the protocol. */
export type Came = {
	/** Null when it was refused. */
	readonly id: number | null;
	readonly caseData: Record<string, unknown> | null;
	readonly comments: number;
	readonly replayed: boolean;
	readonly errors: Record<string, string>;
	readonly warnings: Record<string, string>;
	/** Every sentence there is; none in v4. */
	readonly messages: readonly string[];
};

/** Sends a v4 body, an object or its JSON, by one protocol, and answers in the same words. */
export type Create = (
	server: TestServer,
	body: object | string,
	headers: Headers,
) => Promise<Came>;

const jsonOf = (body: object | string) =>
	typeof body === "string" ? body : JSON.stringify(body);

const selection =
	"case { number caseData comments { description } } replayed userErrors { code field message } warnings { code field message }";
const documents = {
	createCase: `mutation ($input: CreateCaseInput!) { createCase(input: $input) { ${selection} } }`,
	updateCase: `mutation ($input: UpdateCaseInput!) { updateCase(input: $input) { ${selection} } }`,
};

async function byGraphql(
	server: TestServer,
	verb: keyof typeof documents,
	input: string,
	headers: Headers,
): Promise<Came> {
	const { body, text } = await send(server, "POST", "/graphql", {
		headers,
		body: `{"query":${JSON.stringify(documents[verb])},"variables":{"input":${input}}}`,
	});
	assert.equal(body.errors, undefined, text);
	return cameByGraphql(body.data[verb]);
}

export const creates: Readonly<Record<"REST" | "GraphQL", Create>> = {
	async REST(server, body, headers) {
		const answer = await postCase(server, jsonOf(body), headers);
		const isReplay = answer.headers.get("idempotent-replayed") === "true";
		return cameByRest(answer.body, isReplay);
	},
	GraphQL: (server, body, headers) =>
		byGraphql(server, "createCase", jsonOf(body), headers),
};

/** The same for an update of a case. */
export const updates: Readonly<
	Record<
		"REST" | "GraphQL",
		(
			server: TestServer,
			id: number,
			body: object,
			headers: Headers,
		) => Promise<Came>
	>
> = {
	async REST(server, id, body, headers) {
		const path = `/api/v4/cases/${id}`;
		const answer = await send(server, "PUT", path, { headers, body });
		const isReplay = answer.headers.get("idempotent-replayed") === "true";
		return cameByRest(answer.body, isReplay);
	},
	GraphQL(server, id, body, headers) {
		const globalId = Buffer.from(`Case:${id}`).toString("base64");
		const input = JSON.stringify({ id: globalId, ...body });
		return byGraphql(server, "updateCase", input, headers);
	},
};

// biome-ignore lint/suspicious/noExplicitAny: an answer as it came
function cameByRest(answer: any, replayed = false): Came {
	const { links: _, ...caseData } = answer.case?.caseData ?? {};
	return {
		id: answer.case?.id ?? null,
		caseData: answer.case ? caseData : null,
		comments: answer.case?.comments.length ?? 0,
		replayed,
		errors: answer.errors ?? {},
		warnings: answer.warnings ?? {},
		messages: [],
	};
}

// biome-ignore lint/suspicious/noExplicitAny: an answer as it came
function cameByGraphql(payload: any): Came {
	const problems = [...payload.userErrors, ...payload.warnings];
	return {
		id: payload.case?.number ?? null,
		caseData: payload.case?.caseData ?? null,
		comments: payload.case?.comments.length ?? 0,
		replayed: payload.replayed,
		errors: inV4(payload.userErrors),
		warnings: inV4(payload.warnings),
		messages: problems.map(({ message }) => message),
	};
}

const v4Codes: Readonly<Record<string, string>> = {
	INVALID_CASE_FIELD: "invalidCaseField",
	VALUE_CONVERTED: "ValueConverted",
	TIMESTAMP_LIKE_DAY: "TimestampLikeDay",
	IDEMPOTENCY_KEY_REUSED: "IdempotencyKeyReused",
	INVALID_NAME: "InvalidName",
	INVALID_CODE: "InvalidCode",
};
const v4Keys: Readonly<Record<string, string>> = {
	status: "caseStatus",
	resolution: "caseResolutionType",
	categoryCode: "categoryOrType",
	typeCode: "categoryOrType",
};

function inV4(problems: { code: string; field: string[] }[]) {
	return Object.fromEntries(
		problems.map(({ code, field: [member = "", ...rest] }) => [
			[v4Keys[member] ?? member, ...rest].join("."),
			v4Codes[code] ?? code,
		]),
	);
}
