import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { isEnumType, isScalarType } from "graphql";
import { schemaOfDefaults } from "../../src/graphql/schema/print-schema.ts";
import { graphql, send } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

const cases = (argument: string) => `{ cases(${argument}) { totalCount } }`;
const bulk = `errorPolicy: ${"$v"}, cases: []`;
const create = (members: string) =>
	`createCase(input: { categoryCode: "Reclamo", typeCode: "Telefonico", dryRun: true, ${members} }) { replayed }`;

/** A place for a value of each type that a caller may send, as a variable and in the document; wrong values; what is said of them. */
const types: Readonly<
	Record<
		string,
		{
			readonly place: (value: string) => string;
			readonly isChange?: boolean;
			readonly wrong: readonly [variable: unknown, literal: string][];
			readonly words: RegExp;
		}
	>
> = {
	DateTime: {
		place: (value) => cases(`filter: { createdAfter: ${value} }`),
		wrong: [
			["2026-05-01T12:00:00", '"2026-05-01T12:00:00"'],
			["s3cret", '"s3cret"'],
			["2026-02-30T12:00:00Z", '"2026-02-30T12:00:00Z"'],
			[1777636800, "1777636800"],
			[{ toString: {} }, "{ s3cret: 1 }"],
			[["s3cret"], '["s3cret"]'],
		],
		words:
			/a string with date, time and zone, such as 2026-05-01T12:00:00Z or /,
	},
	Int: {
		place: (value) => cases(`first: ${value}`),
		wrong: [
			["s3cret", '"s3cret"'],
			[1.5, "1.5"],
			[3_000_000_000, "3000000000"],
			[true, "true"],
		],
		words: /an integer from -2147483648 to 2147483647/,
	},
	SafeInt: {
		place: (value) => `{ caseByNumber(number: ${value}) { id } }`,
		wrong: [
			["s3cret", '"s3cret"'],
			[1.5, "1.5"],
			[["s3cret"], "S3CRET"],
		],
		words: /an integer from -9007199254740991 to 9007199254740991/,
	},
	ID: {
		place: (value) => `{ case(id: ${value}) { id } }`,
		wrong: [
			[{ s3cret: 1 }, '{ s3cret: "x" }'],
			[1.5, "1.5"],
			[true, "s3cret"],
		],
		words: /a string or an integer/,
	},
	String: {
		place: (value) => `{ caseByIdempotencyKey(key: ${value}) { id } }`,
		wrong: [
			[7, "7"],
			[["s3cret"], '["s3cret"]'],
			[{ s3cret: 1 }, "S3CRET"],
		],
		words: /: a string/,
	},
	Boolean: {
		place: (value) =>
			`{ ${create(`dryRun: ${value}`)} }`.replace("dryRun: true, ", ""),
		isChange: true,
		wrong: [
			["s3cret", '"s3cret"'],
			[1, "1"],
		],
		words: /true or false/,
	},
	JSONObject: {
		place: (value) => `{ ${create(`caseData: ${value}`)} }`,
		isChange: true,
		wrong: [
			["s3cret", '"s3cret"'],
			[["s3cret"], '["s3cret"]'],
			[12, "12"],
		],
		words: /JSONObject.* an? (?:JSON )?object/,
	},
	CaseOrder: {
		place: (value) => cases(`orderBy: ${value}`),
		wrong: [
			["S3CRET", "S3CRET"],
			["s3 cret", '"CREATED_AT"'],
			[7, "7"],
		],
		words: /one of CREATED_AT, UPDATED_AT\b/,
	},
	CaseAssigneeFilter: {
		place: (value) => cases(`filter: { assignee: ${value} }`),
		wrong: [["S3CRET", "S3CRET"]],
		words: /one of ME, MY_GROUPS\b/,
	},
	CreateCasesErrorPolicy: {
		place: (value) =>
			`{ createCases(input: { ${bulk.replace("$v", value)} }) { userErrors { code } } }`,
		isChange: true,
		wrong: [["S3CRET", "S3CRET"]],
		words: /one of REJECT_EVERYTHING, REJECT_FAILED_ROWS\b/,
	},
};

let server: TestServer;
let closed: TestServer;
before(async () => {
	[server, closed] = await Promise.all([
		startServer(),
		startServer({ INTROSPECTION: "off" }),
	]);
});
after(async () => {
	await server[Symbol.asyncDispose]();
	await closed[Symbol.asyncDispose]();
});

/** The sentences of a refusal before anything ran. */
async function refusal(
	document: string,
	variables: object = {},
	at = server,
): Promise<string> {
	const { status, body, text } = await graphql(at, document, variables);
	assert.equal(status, 400, text);
	assert.ok(!("data" in body), text);
	for (const { extensions } of body.errors)
		assert.equal(extensions.code, "BAD_USER_INPUT");
	const messages = body.errors.map(
		({ message }: { message: string }) => message,
	);
	assert.ok(!/s3 ?cret/i.test(messages.join()), `a value is told: ${messages}`);
	return messages.join(" | ");
}

describe("a wrong value", () => {
	test("may be of the types that are tried here", () => {
		const schema = schemaOfDefaults();
		const taken = new Set(
			Object.values(schema.getTypeMap())
				.filter(
					(type) =>
						isScalarType(type) || (isEnumType(type) && isTaken(type.name)),
				)
				.map(({ name }) => name),
		);
		// No argument takes a Float.
		taken.delete("Float");
		assert.deepEqual([...taken].toSorted(), Object.keys(types).toSorted());
	});

	for (const [
		type,
		{ place, isChange = false, wrong, words },
	] of Object.entries(types)) {
		const kind = isChange ? "mutation" : "query";
		for (const [variable, literal] of wrong) {
			test(`of a ${type} is answered with what was expected: ${JSON.stringify(variable)}`, async () => {
				const required = /SafeInt|ID|String/.test(type) ? "!" : "";
				const document = `${kind} ($v: ${type}${required}) ${place("$v")}`;
				const message = await refusal(document, { v: variable });
				assert.match(
					message,
					/^Variable "\$v" has an invalid value at "v"; expected a value of type "/,
				);
				assert.match(message, words);
			});

			test(`of a ${type} in the document is answered with what was expected: ${literal}`, async () => {
				assert.match(await refusal(`${kind} ${place(literal)}`), words);
			});
		}
	}

	const filter = "query ($f: CaseFilter) { cases(filter: $f) { totalCount } }";
	const open =
		"mutation ($i: CreateCaseInput!) { createCase(input: $i) { replayed } }";
	const many =
		"mutation ($i: CreateCasesInput!) { createCases(input: $i) { context { links { ref } } } }";
	const valid = { categoryCode: "Reclamo", typeCode: "Telefonico" };
	const members: [what: string, document: string, variables: object, RegExp][] =
		[
			[
				"an unknown member of a variable",
				filter,
				{ f: { statu: "s3cret" } },
				/at "f"; Field "statu" is not defined by type "CaseFilter"; it has assignee, categoryCode, .*, status, typeCode\./,
			],
			[
				"an unknown member whose name is no name",
				filter,
				{ f: { 's3cret"x': 1 } },
				/at "f"; A field is not defined by type "CaseFilter"; it has assignee/,
			],
			[
				"an unknown member in the document",
				'{ cases(filter: { statu: "s3cret" }) { totalCount } }',
				{},
				/^Field "statu" is not defined by type "CaseFilter"; it has assignee/,
			],
			[
				"a missing member of a variable",
				open,
				{ i: { categoryCode: "s3cret" } },
				/at "i"; Field "typeCode" of required type "String!" was not provided; expected .*: a string\./,
			],
			[
				"a missing member in the document",
				'mutation { createCase(input: { categoryCode: "s3cret" }) { replayed } }',
				{},
				/^Field "CreateCaseInput.typeCode" of required type "String!" was not provided; expected .*: a string\./,
			],
			[
				"null for a member that may not be null",
				open,
				{ i: { ...valid, typeCode: null } },
				/at "i.typeCode"; expected a value of type "String!": a string, not null\./,
			],
			[
				"null in the document",
				"{ caseByNumber(number: null) { id } }",
				{},
				/^Expected a value of type "SafeInt!": an integer from .*, not null\./,
			],
			[
				"a null variable",
				"query ($n: SafeInt!) { caseByNumber(number: $n) { id } }",
				{ n: null },
				/^Variable "\$n" of non-null type "SafeInt!" must not be null; expected .* an integer/,
			],
			[
				"a missing variable",
				"query ($n: SafeInt!) { caseByNumber(number: $n) { id } }",
				{},
				/^Variable "\$n" of required type "SafeInt!" was not provided; expected .* an integer/,
			],
			[
				"a value deep inside",
				many,
				{ i: { cases: [valid, { ...valid, comments: [{ description: 7 }] }] } },
				/at "i.cases\[1\].comments\[0\].description"; expected .*: a string\./,
			],
			[
				"an object in place of a list of objects",
				open,
				{ i: { ...valid, comments: "s3cret" } },
				/at "i.comments"; expected .*: a list, each entry an object that may have description\./,
			],
			[
				"a value for an object",
				filter,
				{ f: 's3cret" at "f.createdAfter"; DateTime cannot represent' },
				/at "f"; expected a value of type "CaseFilter": an object that may have assignee, /,
			],
			[
				"null in a list",
				"query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
				{ ids: ["a", null] },
				/at "ids\[1\]"; expected .*: a string or an integer, not null\./,
			],
		];
	for (const [what, document, variables, words] of members)
		test(`is answered with what was expected: ${what}`, async () => {
			assert.match(await refusal(document, variables), words);
		});

	test("is answered so each, where there are several", async () => {
		const message = await refusal(filter, {
			f: { createdAfter: 1, createdBefore: "x", assignee: "YOU" },
		});
		const parts = message.split(" | ").toSorted();
		assert.equal(parts.length, 3);
		assert.match(parts[0] ?? "", /at "f.assignee"; .* one of ME, MY_GROUPS/);
		assert.match(parts[1] ?? "", /at "f.createdAfter"; .* such as 2026-05-01T/);
		assert.match(
			parts[2] ?? "",
			/at "f.createdBefore"; .* such as 2026-05-01T/,
		);
	});

	test("is answered so by an event stream, too", async () => {
		const { text } = await send(server, "POST", "/graphql", {
			headers: { accept: "text/event-stream" },
			body: {
				query: "query ($n: Int) { cases(first: $n) { totalCount } }",
				variables: { n: "s3cret" },
			},
		});
		assert.match(text, /an integer from -2147483648/);
		assert.doesNotMatch(text, /s3cret/);
	});
});

describe("where introspection is off, a wrong value", () => {
	test("is answered with the form of a scalar", async () => {
		const { place, wrong, words } = types.DateTime as (typeof types)[string];
		for (const [variable, literal] of wrong) {
			const document = `query ($v: DateTime) ${place("$v")}`;
			assert.match(await refusal(document, { v: variable }, closed), words);
			assert.match(await refusal(place(literal), {}, closed), words);
		}
	});

	test("C12: is answered without names that it did not send", async () => {
		const answers = [
			await refusal(
				"query ($f: CaseFilter) { cases(filter: $f) { totalCount } }",
				{ f: { statu: 1, assignee: "YOU" } },
				closed,
			),
			await refusal(
				'{ cases(orderBy: UP, filter: { statu: 1, assignee: "YOU" }) { totalCount } }',
				{},
				closed,
			),
			await refusal(
				"query ($f: CaseFilter) { cases(filter: $f) { totalCount } }",
				{ f: 1 },
				closed,
			),
		];
		for (const message of answers)
			assert.doesNotMatch(
				message,
				/MY_GROUPS|CREATED_AT|status\b|createdAfter/,
			);
		assert.match(answers[0] ?? "", /"CaseAssigneeFilter": a name of this enum/);
	});
});

describe("a variable that is null where its default value allowed it", () => {
	const documents: [document: string, message: RegExp][] = [
		[
			'query ($v: String = "x") { caseByIdempotencyKey(key: $v) { id } }',
			/^Argument "key" of non-null type "String!" must not be null/,
		],
		[
			"mutation ($v: CreateCasesErrorPolicy = REJECT_EVERYTHING) { createCases(input: { errorPolicy: $v, cases: [] }) { userErrors { code } } }",
			/^Argument "input" has an invalid value: a variable in it is null or absent/,
		],
	];
	for (const [document, words] of documents)
		test(`is BAD_USER_INPUT: ${document.slice(0, 40)}`, async () => {
			const { body } = await graphql(server, document, { v: null });
			const [{ message, extensions }] = body.errors;
			assert.match(message, words);
			assert.equal(extensions.code, "BAD_USER_INPUT");
		});
});

/** Whether an argument or an input of the schema takes this enum. */
function isTaken(name: string): boolean {
	const schema = schemaOfDefaults();
	const inputs = Object.values(schema.getTypeMap()).flatMap((type) => {
		if ("getFields" in type)
			return Object.values(type.getFields()).flatMap((field) =>
				"args" in field ? field.args : [field],
			);
		return [];
	});
	return inputs.some(
		({ type }) => String(type).replaceAll(/[[\]!]/g, "") === name,
	);
}
