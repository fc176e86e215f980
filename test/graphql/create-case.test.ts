import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	type Answer,
	graphql,
	operator1,
	party1,
	party2,
	postCase,
	rows,
	telefonico,
} from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

const createCase = `mutation ($input: CreateCaseInput!) {
	createCase(input: $input) {
		replayed
		case {
			id number categoryCode typeCode status resolution touchpoint caseData version createdAt updatedAt
			category { code name } type { code name }
			comments { description }
			attachments { fileName contentType size url }
		}
		userErrors { code field message allowedValues }
		context { links { ref href } simpleProfile { firstname lastname email } }
	}
}`;

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

function create(input: unknown, headers?: Record<string, string>) {
	return graphql(server, createCase, { input }, headers);
}

function problems({ body }: Answer): [string, string][] {
	const { userErrors } = body.data.createCase;
	return userErrors.map(
		({ code, field }: { code: string; field: string[] }) => [
			code,
			field.join("."),
		],
	);
}

describe("createCase", () => {
	test("answers the whole case with its context, and stores it", async () => {
		const answer = await create({
			...telefonico,
			status: "Open",
			resolution: "Resolved",
			comments: [{ description: "first" }, { description: "second" }],
			caseData: {
				monto: "12.50",
				cantidad: 3,
				urgente: true,
				fecha: "2026-05-01",
			},
			attachments: [
				{ fileName: "a.txt", contentType: "text/plain", content: "aGVsbG8=" },
			],
		});
		assert.equal(answer.status, 200);
		const { createCase: payload } = answer.body.data;
		const { number } = payload.case;
		const [stored] = rows(server, "cases").slice(-1);
		assert.equal(stored?.id, number);
		assert.equal(stored?.protocol, "GRAPHQL");
		const [attachment] = rows(server, "case_attachments").slice(-1);
		assert.deepEqual(payload, {
			replayed: false,
			case: {
				id: Buffer.from(`Case:${number}`).toString("base64"),
				number,
				...telefonico,
				status: "Open",
				resolution: "Resolved",
				touchpoint: "web",
				caseData: {
					monto: "12.50",
					cantidad: 3,
					urgente: true,
					fecha: "2026-05-01",
				},
				version: 1,
				createdAt: "2026-05-01T12:00:00.000Z",
				updatedAt: "2026-05-01T12:00:00.000Z",
				category: { code: "Reclamo", name: "Reclamo" },
				type: { code: "Telefonico", name: "Reclamo telefónico" },
				comments: [{ description: "first" }, { description: "second" }],
				attachments: [
					{
						fileName: "a.txt",
						contentType: "text/plain",
						size: 5,
						url: `http://cases.example/api/v4/cases/files/${attachment?.id}`,
					},
				],
			},
			userErrors: [],
			context: {
				links: [{ ref: "profile", href: "http://cases.example/api/v4/me" }],
				simpleProfile: {
					firstname: "Demo",
					lastname: "Party",
					email: "party1@example.com",
				},
			},
		});
		const caseId = number;
		assert.deepEqual(
			rows(server, "case_comments")
				.filter((row) => row.case_id === caseId)
				.map((row) => row.description),
			["first", "second"],
		);
		assert.equal(
			rows(server, "case_events").filter((row) => row.case_id === caseId)
				.length,
			1,
		);
	});

	test("B22: answers every problem at once, in the order of the input, with what is allowed", async () => {
		const before = rows(server, "cases").length;
		const answer = await create({
			categoryCode: "Reclamo",
			typeCode: "Nope",
			status: "Closed",
			resolution: "Rejected",
			comments: [{ description: "fine" }, { description: " " }],
			attachments: [{ fileName: "a", content: "%%%" }],
		});
		assert.deepEqual(problems(answer), [
			["INVALID_CODE", "typeCode"],
			["INITIAL_STATUS_NOT_SELECTED", "status"],
			["INITIAL_RESOLUTION_TYPE_NOT_SELECTED", "resolution"],
			["REQUIRED", "comments.1.description"],
			["INVALID_FORMAT", "attachments.0.content"],
		]);
		const [code, status] = answer.body.data.createCase.userErrors;
		assert.ok(code.allowedValues.includes("Telefonico"));
		assert.deepEqual(status.allowedValues, ["Created", "Open"]);
		assert.equal(
			status.message,
			'Status "Closed" cannot be the first status of a case; use "Created" or "Open".',
		);
		assert.equal(answer.body.data.createCase.case, null);
		assert.equal(rows(server, "cases").length, before);
	});

	test("keeps the digits of numbers written in the document", async () => {
		const answer = await graphql(
			server,
			'mutation { createCase(input: {categoryCode: "Reclamo", typeCode: "Telefonico", caseData: {monto: 12.50, cantidad: 1E2}}) { case { caseData } } }',
		);
		assert.equal(
			answer.text,
			'{"data":{"createCase":{"case":{"caseData":{"monto":"12.50","cantidad":100}}}}}',
		);
	});

	const badLiterals: [string, string, RegExp][] = [
		[
			"B8: an unsafe number",
			"{monto: 9007199254740993}",
			/send it as a string/,
		],
		["B9: an overflowing number", "{monto: 1e400}", /send it as a string/],
		[
			"B9: a number that would become 0",
			"{monto: 1e-400}",
			/send it as a string/,
		],
		["B7: a reserved key", "{__proto__: 1}", /"__proto__" is reserved/],
		["an enum value", "{monto: RED}", /write it in quotes/],
		["a list", "[1]", /must be an object/],
		[
			"C24: deep nesting",
			`${"{a:".repeat(40)}1${"}".repeat(40)}`,
			/nested too deep/,
		],
	];
	for (const [what, literal, message] of badLiterals)
		test(`${what} in a literal: BAD_USER_INPUT and HTTP 400`, async () => {
			const answer = await graphql(
				server,
				`mutation { createCase(input: {categoryCode: "Reclamo", typeCode: "Telefonico", caseData: ${literal}}) { case { number } } }`,
			);
			assert.equal(answer.status, 400);
			assert.equal(answer.body.errors[0].extensions.code, "BAD_USER_INPUT");
			assert.match(answer.body.errors[0].message, message);
		});

	const schemaRefusals: [string, unknown][] = [
		["a missing code", { typeCode: "Telefonico" }],
		["a null code", { ...telefonico, categoryCode: null }],
		["B22: a wrong JSON type", { ...telefonico, categoryCode: 5 }],
		["B21, D17: an unknown key", { ...telefonico, internal: true }],
		["B27: a comment without a text", { ...telefonico, comments: [{}] }],
		["caseData that is no object", { ...telefonico, caseData: [1] }],
	];
	for (const [what, input] of schemaRefusals)
		test(`${what}: BAD_USER_INPUT and HTTP 400; 200 for who accepts application/json alone`, async () => {
			const before = rows(server, "cases").length;
			const statuses = {
				"application/json": 200,
				"application/graphql-response+json": 400,
				"application/graphql-response+json, application/json": 400,
				"application/json, text/plain, */*": 400,
				"*/*": 400,
			};
			for (const [accept, status] of Object.entries(statuses)) {
				const answer = await create(input, { ...party1, accept });
				assert.equal(answer.status, status);
				for (const { extensions } of answer.body.errors)
					assert.equal(extensions.code, "BAD_USER_INPUT");
				assert.ok(!("data" in answer.body));
			}
			assert.equal(rows(server, "cases").length, before);
		});

	test("answers who is not signed in with 200, null and UNAUTHENTICATED", async () => {
		const callers = [
			{},
			{ ...party1, "thalamus-token": "wrong" },
			{ ...party1, authorization: "Basic d3Jvbmc6d3Jvbmc=" },
			{ "thalamus-touchpoint": "web", "thalamus-token": "demo-web-token" },
		];
		for (const headers of callers) {
			const answer = await create(telefonico, headers);
			assert.equal(answer.status, 200);
			assert.deepEqual(answer.body.data, { createCase: null });
			assert.equal(answer.body.errors[0].extensions.code, "UNAUTHENTICATED");
		}
	});

	test("answers an operator who acts for nobody with FORBIDDEN", async () => {
		const answer = await create(telefonico, operator1);
		assert.equal(answer.status, 200);
		assert.deepEqual(answer.body.data, { createCase: null });
		assert.equal(answer.body.errors[0].extensions.code, "FORBIDDEN");
	});

	test("E1, E3: gives one case for one key, over both protocols and both ways to send it", async () => {
		const first = await create({ ...telefonico, idempotencyKey: "one-intent" });
		const { number } = first.body.data.createCase.case;
		const again = await create(telefonico, {
			...party1,
			"idempotency-key": '"one-intent"',
		});
		assert.equal(again.body.data.createCase.replayed, true);
		assert.equal(again.body.data.createCase.case.number, number);
		const rest = await postCase(server, telefonico, {
			...party1,
			"idempotency-key": "one-intent",
		});
		assert.equal(rest.status, 201);
		assert.equal(rest.headers.get("idempotent-replayed"), "true");
		assert.equal(rest.body.case.id, number);
		const keys = rows(server, "idempotency_keys").filter(
			({ key }) => key === "one-intent",
		);
		assert.equal(keys.length, 1);
		const other = await create({
			...telefonico,
			comments: [{ description: "another" }],
			idempotencyKey: "one-intent",
		});
		assert.deepEqual(problems(other), [
			["IDEMPOTENCY_KEY_REUSED", "idempotencyKey"],
		]);
		const foreign = await create(
			{ ...telefonico, idempotencyKey: "one-intent" },
			party2,
		);
		assert.equal(foreign.body.data.createCase.replayed, false);
	});

	test("E9: refuses a header and an input that name different keys", async () => {
		const answer = await create(
			{ ...telefonico, idempotencyKey: "a" },
			{ ...party1, "idempotency-key": "b" },
		);
		assert.deepEqual(problems(answer), [
			["CONFLICTING_IDEMPOTENCY_KEYS", "idempotencyKey"],
		]);
	});

	test("E4: creates one case for 50 requests with one key at once", async () => {
		const answers = await Promise.all(
			Array.from({ length: 50 }, () =>
				create({ ...telefonico, idempotencyKey: "race" }),
			),
		);
		const numbers = new Set(
			answers.map(({ body }) => body.data.createCase.case.number),
		);
		assert.equal(numbers.size, 1);
		const created = answers.filter(
			({ body }) => !body.data.createCase.replayed,
		);
		assert.equal(created.length, 1);
	});
});
