import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	type Caller,
	callersOf,
	type Headers,
	openCase,
	type Subject,
	subjects,
} from "./support/authorization-cells.ts";
import { type Answer, graphql, send } from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

/** How a call ends for a caller, in words of neither protocol. */
type Outcome = "done" | "unauthenticated" | "forbidden" | "not found";

type Target = {
	readonly id: number;
	readonly commentId: number;
	readonly fileId: number;
	readonly eventId: number;
	readonly key: string;
};

type Operation = {
	/** For operators alone. */
	readonly isStaff?: boolean;
	/** About what the caller's own party did at this touchpoint, whether its type is shown or not. */
	readonly isOwnIntention?: boolean;
	readonly rest?: (
		headers: Headers,
		target: Target,
		subject: Subject,
	) => Promise<Outcome>;
	readonly graphql: (
		headers: Headers,
		target: Target,
		subject: Subject,
	) => Promise<Outcome>;
};

let server: TestServer;
let callers: Readonly<Record<string, Caller>>;
before(async () => {
	server = await startServer();
	callers = await callersOf(server);
});
after(() => server[Symbol.asyncDispose]());

/** What the contract says, from the caller and the case alone. */
function expected(
	{ kind, sees, party, headers }: Caller,
	{ isStaff = false, isOwnIntention = false }: Operation,
	subject: Subject,
): Outcome {
	if (kind === "nobody") return "unauthenticated";
	if (isOwnIntention) {
		if (kind === "operator") return "forbidden";
		const isAtWeb = headers["thalamus-touchpoint"] === "web";
		return isAtWeb && subject?.owner === party ? "done" : "not found";
	}
	if (isStaff && kind !== "operator") return "forbidden";
	return sees(subject) ? "done" : "not found";
}

async function v4(
	headers: Headers,
	method: string,
	path: string,
	body?: unknown,
	isDone: (answer: Answer) => boolean = ({ status }) => status < 300,
): Promise<Outcome> {
	const answer = await send(server, method, `/api/v4${path}`, {
		headers,
		body,
	});
	if (answer.status === 401) return "unauthenticated";
	if (isDone(answer)) return "done";
	const isNotFound =
		/^invalidid$/i.test(answer.body?.errors?.case ?? "") ||
		(answer.status === 200 && /^(FAILED|false)$/.test(answer.text));
	assert.ok(isNotFound, `${method} ${path}: ${answer.status} ${answer.text}`);
	return "not found";
}

async function mutate(
	headers: Headers,
	name: string,
	input: object,
): Promise<Outcome> {
	const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
	const { body, text } = await graphql(
		server,
		`mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code } } }`,
		{ input },
		headers,
	);
	if (body.errors) return refusedAs(body, text);
	const codes = body.data[name].userErrors.map(
		({ code }: { code: string }) => code,
	);
	if (codes.length === 0) return "done";
	assert.deepEqual(codes, ["CASE_NOT_FOUND"], text);
	return "not found";
}

async function query(
	headers: Headers,
	document: string,
	member: string,
	variables: object,
): Promise<Outcome> {
	const { body, text } = await graphql(server, document, variables, headers);
	if (body.errors) return refusedAs(body, text);
	return body.data[member] === null ? "not found" : "done";
}

function node(headers: Headers, id: string): Promise<Outcome> {
	const document = "query ($id: ID!) { node(id: $id) { id } }";
	return query(headers, document, "node", { id });
}

function refusedAs(body: Answer["body"], text: string): Outcome {
	const { code } = body.errors[0].extensions;
	assert.match(code, /^(UNAUTHENTICATED|FORBIDDEN)$/, text);
	return code === "UNAUTHENTICATED" ? "unauthenticated" : "forbidden";
}

const globalId = (type: string, id: number) =>
	Buffer.from(`${type}:${id}`).toString("base64");
const caseId = ({ id }: Target) => globalId("Case", id);
const pairOf = (subject: Subject) => ({
	categoryCode: subject?.categoryCode ?? "Reclamo",
	typeCode: subject?.typeCode ?? "Telefonico",
});
const assigneeOf = (subject: Subject) =>
	subject?.isPersonal
		? { email: "operator1@example.com" }
		: { groupName: subject?.group ?? "atencion" };
const bytes = Buffer.from("bytes").toString("base64");

function sendFile(headers: Headers, { id }: Target) {
	const form = new FormData();
	form.append("file", new Blob(["bytes"], { type: "text/plain" }), "b.txt");
	return fetch(`${server.url}/api/v4/cases/${id}/files`, {
		method: "POST",
		headers,
		body: form,
	});
}

const operations: Readonly<Record<string, Operation>> = {
	"read a case": {
		rest: (headers, { id }) => v4(headers, "GET", `/cases/${id}`),
		graphql: (headers, { id }) =>
			query(
				headers,
				"query ($id: SafeInt!) { caseByNumber(number: $id) { number timeline { edges { cursor } } } }",
				"caseByNumber",
				{ id },
			),
	},
	"reach a case by its node": {
		graphql: (headers, target) => node(headers, caseId(target)),
	},
	"reach a comment by its node": {
		graphql: (headers, { commentId }) =>
			node(headers, globalId("CaseComment", commentId)),
	},
	"reach an attachment by its node": {
		graphql: (headers, { fileId }) =>
			node(headers, globalId("CaseAttachment", fileId)),
	},
	"reach an event by its node": {
		graphql: (headers, { eventId }) =>
			node(headers, globalId("CaseEvent", eventId)),
	},
	"look a case up by its key": {
		isOwnIntention: true,
		rest: async (headers, { key, id }) => {
			const path = `/api/v4/cases?idempotencyKey=${key}`;
			const { status, text, body } = await send(server, "GET", path, {
				headers,
			});
			if (status === 401) return "unauthenticated";
			assert.equal(status, 200, text);
			if (body.cases.length === 0) return "not found";
			assert.equal(body.cases[0].id, id);
			return "done";
		},
		graphql: (headers, { key }) =>
			query(
				headers,
				"query ($key: String!) { caseByIdempotencyKey(key: $key) { number } }",
				"caseByIdempotencyKey",
				{ key },
			),
	},
	"update a case": {
		rest: (headers, { id }, subject) =>
			v4(headers, "PUT", `/cases/${id}`, pairOf(subject)),
		graphql: (headers, target, subject) =>
			mutate(headers, "updateCase", { id: caseId(target), ...pairOf(subject) }),
	},
	"move a case to another status": {
		isStaff: true,
		rest: (headers, { id }) =>
			v4(headers, "PUT", `/cases/${id}/transitions`, {
				statusName: "in_progress",
			}),
		graphql: (headers, target) =>
			mutate(headers, "transitionCase", {
				id: caseId(target),
				statusName: "Open",
			}),
	},
	"assign a case": {
		isStaff: true,
		rest: (headers, { id }, subject) =>
			v4(headers, "PUT", `/cases/${id}/assignment`, assigneeOf(subject)),
		graphql: (headers, target, subject) =>
			mutate(headers, "assignCase", {
				id: caseId(target),
				...assigneeOf(subject),
			}),
	},
	"comment on a case": {
		rest: (headers, { id }) =>
			v4(headers, "POST", `/cases/${id}/notes`, { description: "x" }),
		graphql: (headers, target) =>
			mutate(headers, "addCaseComment", {
				id: caseId(target),
				description: "x",
			}),
	},
	"change a comment": {
		rest: (headers, { id, commentId }) =>
			v4(headers, "PUT", `/cases/${id}/notes`, {
				id: commentId,
				description: "y",
			}),
		graphql: (headers, target) =>
			mutate(headers, "updateCaseComment", {
				id: caseId(target),
				commentId: globalId("CaseComment", target.commentId),
				description: "y",
			}),
	},
	"add a file": {
		rest: async (headers, target) => {
			const answer = await sendFile(headers, target);
			const text = await answer.text();
			if (answer.status === 401) return "unauthenticated";
			assert.equal(answer.status, 200);
			return text === "FAILED" ? "not found" : "done";
		},
		graphql: (headers, target) =>
			mutate(headers, "addCaseAttachment", {
				id: caseId(target),
				attachment: { fileName: "b.txt", content: bytes },
			}),
	},
	"read a file": {
		rest: (headers, { fileId }) =>
			v4(
				headers,
				"GET",
				`/cases/files/${fileId}`,
				undefined,
				({ text }) => text === "bytes",
			),
		graphql: (headers, { id }) =>
			query(
				headers,
				"query ($id: SafeInt!) { caseByNumber(number: $id) { attachments { url } } }",
				"caseByNumber",
				{ id },
			),
	},
	"delete a file": {
		rest: (headers, { id, fileId }) =>
			v4(
				headers,
				"DELETE",
				`/cases/${id}/files/${fileId}`,
				[],
				({ text }) => text === "true",
			),
		graphql: (headers, target) =>
			mutate(headers, "deleteCaseAttachment", {
				id: caseId(target),
				attachmentId: globalId("CaseAttachment", target.fileId),
			}),
	},
};

describe("who may what, on both protocols", () => {
	let cells = 0;
	for (const [what, operation] of Object.entries(operations))
		for (const [which, subject] of Object.entries(subjects))
			test(`${what}: ${which}`, async () => {
				for (const [who, caller] of Object.entries(callers)) {
					const wanted = expected(caller, operation, subject);
					for (const protocol of ["rest", "graphql"] as const) {
						const run = operation[protocol];
						if (!run) continue;
						const target = await openCase(server, subject);
						const { end } = server.app.store.events;
						const last = await end();
						const outcome = await run(caller.headers, target, subject);
						// v4 answers what only operators may with 401.
						const here =
							protocol === "rest" && wanted === "forbidden"
								? "unauthenticated"
								: wanted;
						assert.equal(outcome, here, `${who} by ${protocol}`);
						if (outcome !== "done") assert.deepEqual(await end(), last, who);
						cells++;
					}
				}
			});

	test("has at least 500 cells", () => {
		assert.ok(cells >= 500, `${cells} cells`);
	});

	test("lists to each caller what they see, and nothing else", async () => {
		await using own = await startServer();
		const everybody = await callersOf(own);
		const numbers = new Map<number, Subject>();
		for (const subject of Object.values(subjects))
			if (subject) numbers.set((await openCase(own, subject)).id, subject);
		for (const [who, { headers, kind, sees }] of Object.entries(everybody)) {
			const answer = await graphql(
				own,
				"{ cases { edges { node { number } } } }",
				{},
				headers,
			);
			if (kind === "nobody") {
				const { code } = answer.body.errors[0].extensions;
				assert.equal(code, "UNAUTHENTICATED", who);
				continue;
			}
			const wanted = [...numbers].filter(([, subject]) => sees(subject));
			assert.deepEqual(
				answer.body.data.cases.edges.map(
					({ node }: { node: { number: number } }) => node.number,
				),
				wanted.map(([number]) => number).reverse(),
				who,
			);
			const list = await send(own, "GET", "/api/v4/cases", { headers });
			const personal = wanted.filter(
				([, subject]) =>
					kind !== "operator" ||
					(subject?.isPersonal && who.startsWith("operator 1")),
			);
			assert.deepEqual(
				list.body.cases.map(({ id }: { id: number }) => id),
				personal.map(([number]) => number),
				who,
			);
		}
	});
});
