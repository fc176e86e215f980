import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { operatorOf } from "./rest/v4/call.ts";
import { changeCatalogue, entryOf } from "./rest/v4/change-catalogue.ts";
import {
	graphql,
	operator1,
	party1,
	party2,
	postCase,
	rows,
	send,
} from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

const seed = Number(process.env.PARITY_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.PARITY_RUNS ?? 1_000) / 10;

type Headers = Record<string, string>;
/** "done", "unauthorized", or every problem in v4's words. */
type Outcome = string | readonly [key: string, code: string][];
type CategoryType = { readonly rest: Outcome; readonly graphql: Outcome };
type Target = {
	readonly id: number;
	readonly commentId: number;
	readonly fileId: number;
};

let server: TestServer;
let callers: readonly Headers[];
before(async () => {
	server = await startServer();
	await changeCatalogue(server, ({ touchpoints }) => {
		entryOf(touchpoints, "callcenter").values = "lenient";
	});
	const technician = await operatorOf(server, "tec@example.com", ["tecnica"]);
	callers = [party1, operator1, party2, technician];
});
after(() => server[Symbol.asyncDispose]());

/** v4's key and code of each GraphQL problem, written down here once more, independently of the product. */
const inV4: Readonly<
	Record<string, readonly [key: string | null, code: string]>
> = {
	CODE_REQUIRED: ["category", "CodeRequired"],
	INVALID_CODE: ["categoryOrType", "InvalidCode"],
	CATEGORY_SYSTEM_NODE: ["category", "CategorySystemNode"],
	INVALID_NAME: [null, "InvalidName"],
	INVALID_CASE_FIELD: [null, "invalidCaseField"],
	NOT_EDITABLE: [null, "NotEditable"],
	REQUIRED: [null, "Required"],
	TOO_LONG: [null, "TooLong"],
	VALUE_CONVERTED: [null, "ValueConverted"],
	TIMESTAMP_LIKE_DAY: [null, "TimestampLikeDay"],
	CASE_NOT_FOUND: ["case", "invalidId"],
	CASE_ALREADY_CLOSED: ["case", "statusIsAlreadyClose"],
	INVALID_STATUS: ["statusName", "invalid"],
	ASSIGNEE_MISSING: ["assignment", "missing"],
	ASSIGNEE_AMBIGUOUS: ["assignment", "invalid"],
	OPERATOR_NOT_FOUND: ["email", "operatorNotValid"],
	OPERATOR_NOT_AUTHORIZED: ["email", "isNotAuthorized"],
	GROUP_NOT_FOUND: ["groupName", "invalidName"],
	COMMENT_NOT_FOUND: ["comment", "InvalidId"],
	ATTACHMENT_NOT_FOUND: ["attachment", "InvalidId"],
};
const memberKeys: Readonly<Record<string, string>> = {
	status: "caseStatus",
	resolution: "caseResolutionType",
};

async function byRest(
	headers: Headers,
	method: string,
	path: string,
	body: unknown,
): Promise<Outcome> {
	const answer = await send(server, method, `/api/v4${path}`, {
		headers,
		body,
	});
	if (answer.status === 401) return "unauthorized";
	if (answer.status < 300)
		return /^(FAILED|false)$/.test(answer.text)
			? "failed"
			: doneWith(Object.entries(answer.body?.warnings ?? {}));
	assert.equal(answer.status, 400, answer.text);
	return Object.entries(answer.body.errors) as [string, string][];
}

async function byGraphql(
	headers: Headers,
	name: string,
	input: object,
): Promise<Outcome> {
	const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
	const { body, text } = await graphql(
		server,
		`mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code field } warnings { code field } } }`,
		{ input },
		headers,
	);
	if (body.errors) {
		assert.match(
			body.errors[0].extensions.code,
			/^(UNAUTHENTICATED|FORBIDDEN)$/,
			text,
		);
		return "unauthorized";
	}
	const { userErrors, warnings } = body.data[name];
	return userErrors.length === 0
		? doneWith(warnings.map(v4ProblemOf))
		: userErrors.map(v4ProblemOf);
}

const doneWith = (warnings: readonly unknown[]): Outcome =>
	warnings.length === 0 ? "done" : `done, with ${JSON.stringify(warnings)}`;

function v4ProblemOf({ code, field }: { code: string; field: string[] }) {
	const [key, v4Code] = inV4[code] ?? assert.fail(`${code} has no form in v4`);
	const [member = "", ...rest] = field;
	return [key ?? [memberKeys[member] ?? member, ...rest].join("."), v4Code];
}

const fields = { monto: "12.50", cantidad: 3, urgente: true };

/** A case of party 1 with a comment and a file, as both protocols find it. */
async function open(isClosed: boolean): Promise<Target> {
	const { body } = await postCase(server, {
		categoryCode: "Reclamo",
		typeCode: "Telefonico",
		comments: [{ description: "first" }],
		caseData: fields,
		attachements: [{ fileName: "a.txt", content: "aGVsbG8=" }],
	});
	const { id, comments, attachements } = body.case;
	if (isClosed) {
		const path = `/cases/${id}/transitions`;
		const closed = await byRest(operator1, "PUT", path, {
			statusName: "Closed",
		});
		assert.equal(closed, "done");
	}
	return { id, commentId: comments[0].id, fileId: attachements[0].id };
}

/** Everything stored about a case but what must differ between two of them. */
function stored({ id }: Target) {
	const own = (table: string, key = "case_id") =>
		rows(server, table, { [key]: id }).map(
			({ protocol: _, storage_name: __, ...row }) =>
				JSON.parse(
					JSON.stringify({ ...row, id: 0, case_id: 0 }).replace(
						/\\"(comment|attachment)\\":\{\\"id\\":\d+/g,
						'\\"$1\\":{\\"id\\":0',
					),
				),
		);
	return {
		cases: own("cases", "id"),
		comments: own("case_comments"),
		attachments: own("case_attachments"),
		events: own("case_events"),
	};
}

const globalId = (type: string, id: number) =>
	Buffer.from(`${type}:${id}`).toString("base64");

/** Does the same by both protocols, each on a case of its own, and compares the outcome and all that is stored. */
async function compare<Input>(
	arbitrary: fc.Arbitrary<Input>,
	act: (
		headers: Headers,
		input: Input,
		targets: { rest: Target; graphql: Target },
	) => Promise<CategoryType>,
) {
	const outcomes = new Map<string, number>();
	const property = fc.asyncProperty(
		fc.nat({ max: 3 }),
		fc.integer({ min: 0, max: 9 }),
		arbitrary,
		async (caller, closing, input) => {
			const targets = {
				rest: await open(closing === 0),
				graphql: await open(closing === 0),
			};
			const headers = callers[caller] as Headers;
			const pair = await act(headers, input, targets);
			const shown = JSON.stringify({ caller, input, pair });
			assert.deepEqual(pair.graphql, pair.rest, shown);
			assert.deepEqual(stored(targets.graphql), stored(targets.rest), shown);
			const kind = typeof pair.rest === "string" ? pair.rest : "refused";
			outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
		},
	);
	await fc.assert(property, { seed, numRuns: runs });
	assert.ok(outcomes.has("done"), JSON.stringify([...outcomes]));
	assert.ok(outcomes.size > 1, JSON.stringify([...outcomes]));
}

const text = fc.oneof(
	fc.constantFrom("said", "two\nlines", "ñandú 🐦", " ", ""),
	fc.constant("x".repeat(65_537)),
	fc.string({ minLength: 1, maxLength: 30, unit: "grapheme-ascii" }),
);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) =>
	fc.option(arbitrary, { nil: undefined, freq: 2 });

describe(`changes on both protocols (PARITY_SEED=${seed})`, () => {
	test("updateCase and PUT /cases/{id}", async () => {
		const pairs = fc.constantFrom(
			["Reclamo", "Telefonico"],
			["Reclamo", "Telefonico"],
			["Reclamo", "Telefonico"],
			["ReclamoServicio", "CorteServicio"],
			["Reclamo", "Nope"],
			["Nope", "Telefonico"],
			["Sistema", "AlertaRed"],
			["Consulta", "Informacion"],
			[" ", "Telefonico"],
			["Reclamo", ""],
		);
		const caseData = fc.record(
			{
				monto: fc.constantFrom("1.00", 2, "1,5", null),
				cantidad: fc.constantFrom(1, 1.5, "1", "", null),
				urgente: fc.constantFrom(true, "true", 0, "yes"),
				fecha: fc.constantFrom(
					...["2026-02-28", "2026-02-30", "1700000000", "20260501"],
					...[1_700_000_000, "2026-02-28T12:00:00Z"],
				),
				servicio: fc.constantFrom("Internet", "Nope"),
				unknown: fc.constant(1),
			},
			{ requiredKeys: [] },
		);
		const input = fc.record({
			pair: pairs,
			status: maybe(
				fc.constantFrom("Open", "In progress", "Closed", "Nope", "", null),
			),
			resolution: maybe(fc.constantFrom("Resolved", "Rejected", "Nope", null)),
			comments: maybe(
				fc.array(fc.record({ description: text }), { maxLength: 2 }),
			),
			caseData: maybe(caseData),
		});
		await compare(input, async (headers, { pair, ...rest }, targets) => {
			const [categoryCode, typeCode] = pair;
			const body = { categoryCode, typeCode, ...rest };
			return {
				rest: await byRest(headers, "PUT", `/cases/${targets.rest.id}`, body),
				graphql: await byGraphql(headers, "updateCase", {
					id: globalId("Case", targets.graphql.id),
					...body,
				}),
			};
		});
	});

	test("transitionCase and PUT /cases/{id}/transitions", async () => {
		const names = fc.constantFrom(
			"Open",
			"in_progress",
			"IN PROGRESS",
			"Closed",
			"Nope",
			" ",
		);
		await compare(names, async (headers, statusName, targets) => ({
			rest: await byRest(
				headers,
				"PUT",
				`/cases/${targets.rest.id}/transitions`,
				{ statusName },
			),
			graphql: await byGraphql(headers, "transitionCase", {
				id: globalId("Case", targets.graphql.id),
				statusName,
			}),
		}));
	});

	test("assignCase and PUT /cases/{id}/assignment", async () => {
		const input = fc.record({
			email: maybe(
				fc.constantFrom(
					"operator1@example.com",
					"OPERATOR1@example.com",
					"tec@example.com",
					"party1@example.com",
					"nobody",
				),
			),
			groupName: maybe(
				fc.constantFrom("Atención al cliente", "Soporte técnico", "Nope", ""),
			),
		});
		await compare(input, async (headers, body, targets) => ({
			rest: await byRest(
				headers,
				"PUT",
				`/cases/${targets.rest.id}/assignment`,
				body,
			),
			graphql: await byGraphql(headers, "assignCase", {
				id: globalId("Case", targets.graphql.id),
				...body,
			}),
		}));
	});

	test("addCaseComment and POST /cases/{id}/notes", async () => {
		await compare(text, async (headers, description, targets) => ({
			rest: await byRest(headers, "POST", `/cases/${targets.rest.id}/notes`, {
				description,
			}),
			graphql: await byGraphql(headers, "addCaseComment", {
				id: globalId("Case", targets.graphql.id),
				description,
			}),
		}));
	});

	test("updateCaseComment and PUT /cases/{id}/notes", async () => {
		const input = fc.record({ description: text, isOther: fc.nat({ max: 3 }) });
		await compare(
			input,
			async (headers, { description, isOther }, { rest, graphql: other }) => {
				const idOf = ({ commentId }: Target) =>
					isOther === 0 ? 999_999 : commentId;
				return {
					rest: await byRest(headers, "PUT", `/cases/${rest.id}/notes`, {
						id: idOf(rest),
						description,
					}),
					graphql: await byGraphql(headers, "updateCaseComment", {
						id: globalId("Case", other.id),
						commentId: globalId("CaseComment", idOf(other)),
						description,
					}),
				};
			},
		);
	});

	/** The file calls of v4 say only that they failed. */
	const asFileCall = (outcome: Outcome): Outcome =>
		typeof outcome === "string" ? outcome : "failed";

	test("addCaseAttachment and POST /cases/{id}/files", async () => {
		const input = fc.record({
			fileName: fc.constantFrom("a.txt", "ñ.pdf", "x".repeat(300), "b"),
			contentType: fc.constantFrom("text/plain", "image/png"),
			content: fc.uint8Array({ minLength: 0, maxLength: 100 }),
		});
		await compare(input, async (headers, file, targets) => ({
			rest: await sendFile(headers, targets.rest, file),
			graphql: asFileCall(
				await byGraphql(headers, "addCaseAttachment", {
					id: globalId("Case", targets.graphql.id),
					attachment: {
						...file,
						content: Buffer.from(file.content).toString("base64"),
					},
				}),
			),
		}));
	});

	test("deleteCaseAttachment and DELETE /cases/{id}/files/{id}", async () => {
		await compare(fc.nat({ max: 3 }), async (headers, other, targets) => {
			const idOf = ({ fileId }: Target) => (other === 0 ? 999_999 : fileId);
			const { rest, graphql: second } = targets;
			return {
				rest: await byRest(
					headers,
					"DELETE",
					`/cases/${rest.id}/files/${idOf(rest)}`,
					[],
				),
				graphql: asFileCall(
					await byGraphql(headers, "deleteCaseAttachment", {
						id: globalId("Case", second.id),
						attachmentId: globalId("CaseAttachment", idOf(second)),
					}),
				),
			};
		});
	});
});

async function sendFile(
	headers: Headers,
	{ id }: Target,
	file: { fileName: string; contentType: string; content: Uint8Array },
): Promise<Outcome> {
	const form = new FormData();
	const blob = new Blob([file.content as Uint8Array<ArrayBuffer>], {
		type: file.contentType,
	});
	form.append("file", blob, file.fileName);
	const answer = await fetch(`${server.url}/api/v4/cases/${id}/files`, {
		method: "POST",
		headers,
		body: form,
	});
	if (answer.status === 401) return "unauthorized";
	return (await answer.text()) === "FAILED" ? "failed" : "done";
}
