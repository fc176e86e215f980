import assert from "node:assert/strict";
import {
	type Change,
	change,
	globalId,
	type Headers,
	type NewCase,
	problemsIn,
} from "../graphql/change.ts";
import { filePart, multipart, postFiles } from "../rest/v4/file-calls.ts";
import { send, telefonico } from "./requests.ts";
import type { TestServer } from "./test-server.ts";

/** What came of a change with a key: replayed or not, or the code that refused it in the words of the domain. */
export type Outcome = "done" | "replayed" | string;

/** The same command by each protocol; `variant` makes it another one. */
type KeyedChange = (
	server: TestServer,
	made: NewCase,
	key: string,
	options: { readonly headers: Headers; readonly variant?: boolean },
) => Promise<Outcome>;

export const protocols = { rest: byRest, graphql: byGraphql } as const;
export type ProtocolName = keyof typeof protocols;

/** The keyed change of a verb by a protocol. */
export function keyedChange(protocol: ProtocolName, name: Change): KeyedChange {
	return (server, made, key, options) =>
		protocols[protocol](server, name, made, key, options);
}

async function byGraphql(
	server: TestServer,
	name: Change,
	{ id, commentId, attachmentId }: NewCase,
	key: string,
	{ headers, variant = false }: Parameters<KeyedChange>[3],
): Promise<Outcome> {
	const inputs = {
		updateCase: {
			...telefonico,
			comments: [{ description: variant ? "b" : "a" }],
			caseData: { monto: "1.50" },
		},
		transitionCase: { statusName: variant ? "Open" : "In progress" },
		assignCase: variant
			? { groupName: "Atención al cliente" }
			: { email: "operator1@example.com" },
		addCaseComment: { description: variant ? "b" : "a" },
		updateCaseComment: { commentId, description: variant ? "b" : "a" },
		addCaseAttachment: {
			attachment: {
				fileName: "k.txt",
				contentType: "text/plain",
				content: Buffer.from(variant ? "b" : "a").toString("base64"),
			},
		},
		deleteCaseAttachment: {
			attachmentId: variant ? globalId("CaseAttachment", 99_999) : attachmentId,
		},
	} as const satisfies Record<Change, object>;
	const answer = await change(
		server,
		name,
		{ id, ...inputs[name], idempotencyKey: key },
		headers,
	);
	const [problem] = problemsIn(answer);
	if (problem) return problem[0];
	return answer.payload.replayed ? "replayed" : "done";
}

const v4Codes: Readonly<Record<string, string>> = {
	IdempotencyKeyReused: "IDEMPOTENCY_KEY_REUSED",
	statusIsAlreadyClose: "CASE_ALREADY_CLOSED",
	invalidId: "CASE_NOT_FOUND",
};

async function byRest(
	server: TestServer,
	name: Change,
	made: NewCase,
	key: string,
	{ headers, variant = false }: Parameters<KeyedChange>[3],
): Promise<Outcome> {
	const keyed = { ...headers, "idempotency-key": key };
	const path = `/api/v4/cases/${made.number}`;
	const call = (method: string, rest: string, body: unknown) =>
		send(server, method, path + rest, { headers: keyed, body });
	const requests = {
		updateCase: () =>
			call("PUT", "", {
				...telefonico,
				comments: [{ description: variant ? "b" : "a" }],
				caseData: { monto: "1.50" },
			}),
		transitionCase: () =>
			call("PUT", "/transitions", {
				statusName: variant ? "Open" : "In progress",
			}),
		assignCase: () =>
			call(
				"PUT",
				"/assignment",
				variant
					? { groupName: "Atención al cliente" }
					: { email: "operator1@example.com" },
			),
		addCaseComment: () =>
			call("POST", "/notes", { description: variant ? "b" : "a" }),
		updateCaseComment: () =>
			call("PUT", "/notes", {
				id: numberOf(made.commentId),
				description: variant ? "b" : "a",
			}),
		addCaseAttachment: () =>
			postFiles(
				server,
				made.number,
				multipart(
					filePart({ fileName: "k.txt", content: variant ? "b" : "a" }),
				),
				{ headers: keyed },
			),
		deleteCaseAttachment: () =>
			call(
				"DELETE",
				`/files/${variant ? 99_999 : numberOf(made.attachmentId)}`,
				[],
			),
	} as const satisfies Record<Change, () => Promise<unknown>>;
	const answer = await requests[name]();
	const replayed =
		answer.headers instanceof Headers
			? answer.headers.get("idempotent-replayed")
			: answer.headers["idempotent-replayed"];
	if (/^(FAILED|false)$/.test(answer.text)) return "failed";
	if (answer.status < 300) return replayed === "true" ? "replayed" : "done";
	const [code] = Object.values(JSON.parse(answer.text).errors) as string[];
	const known = v4Codes[code ?? ""] ?? assert.fail(answer.text);
	assert.equal(answer.status, known === "IDEMPOTENCY_KEY_REUSED" ? 422 : 400);
	return known;
}

function numberOf(globalId: string): number {
	return Number(Buffer.from(globalId, "base64").toString().split(":")[1]);
}
