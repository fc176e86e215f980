import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { buildSchema } from "graphql";
import { createCompiledExecution } from "../../src/graphql/execution/compiled/create-compiled-execution.ts";
import { createYogaExecution } from "../../src/graphql/execution/create-yoga-execution.ts";
import type { GraphqlContext } from "../../src/graphql/schema/builder.ts";
import { graphql, party1, send } from "../support/requests.ts";
import { startServer } from "../support/test-server.ts";

const schema = buildSchema("type Query { one: Int two: Int! }");
let ran = 0;
const { one, two } = schema.getQueryType()?.getFields() ?? {};
if (one) one.resolve = () => ++ran;
if (two)
	two.resolve = () => {
		throw new Error("of ours");
	};

function executions(compileAt?: number) {
	const faults: unknown[] = [];
	const log = { error: (fault: { err: Error }) => faults.push(fault.err) };
	const domain = { language: "en" };
	const context = { domain, log, requestId: "r-1" } as never as GraphqlContext;
	const options = { schema, introspection: true };
	const { run, remember } = createCompiledExecution({
		...options,
		...(compileAt && { compileAt }),
	});
	const yoga = createYogaExecution({ ...options, remember });
	const request = (query: string, operationName: string | null = null) =>
		({ query, operationName, variables: {} }) as const;
	return {
		faults,
		fast: (query: string, name?: string) => run(request(query, name), context),
		usual: (query: string, name?: string) =>
			yoga(request(query, name), context),
	};
}

describe("the compiled execution", () => {
	test("takes a document that Yoga has run, and no other", async () => {
		const { fast, usual } = executions(1);
		assert.equal(await fast("{ one }"), null);
		await usual("{ one }");
		const before = ran;
		assert.deepEqual(JSON.parse(JSON.stringify(await fast("{ one }"))), {
			data: { one: before + 1 },
		});
		assert.equal(await fast("{ one two }"), null);
		assert.equal(ran, before + 1);
	});

	test("takes a document when it comes again for the fourth time", async () => {
		const { fast, usual } = executions();
		await usual("{ one }");
		for (let time = 1; time < 4; time++)
			assert.equal(await fast("{ one }"), null);
		assert.ok(await fast("{ one }"));
	});

	test("takes no document that was refused", async () => {
		const { fast, usual } = executions(1);
		for (const text of ["{ nada }", "{", "{ one(a: 1) }"]) {
			await usual(text);
			assert.equal(await fast(text), null, text);
		}
	});

	test("takes an operation by its name, or without one", async () => {
		const { fast, usual } = executions(1);
		const text = "query A { one }";
		await usual(text);
		assert.ok(await fast(text));
		assert.ok(await fast(text, "A"));
		assert.equal(await fast(text, "B"), null);
		assert.equal(await fast(text, ""), null);
	});

	test("formats a fault, logs it and names its request", async () => {
		const { faults, fast, usual } = executions(1);
		await usual("{ two }");
		const result = await fast("{ two }");
		assert.equal(result?.data, null);
		assert.deepEqual(JSON.parse(JSON.stringify(result?.errors)), [
			{
				message:
					"The server failed; the request may be sent again with the same idempotency key.",
				locations: [{ line: 1, column: 3 }],
				path: ["two"],
				extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "r-1" },
			},
		]);
		assert.deepEqual(
			faults.map((fault) => (fault as Error).message),
			["of ours", "of ours"],
		);
	});

	test("makes a case of each create that comes again, as a server runs it", async () => {
		// A server whose statements are counted runs each operation once.
		await using server = await startServer({}, () => {});
		const query =
			"mutation($input: CreateCaseInput!) { createCase(input: $input) { case { number comments { description } } userErrors { code } } }";
		const numbers = new Set<number>();
		for (let time = 0; time < 8; time++) {
			const comment = { description: `comment ${time}` };
			const { status, body } = await send(server, "POST", "/graphql", {
				headers: party1,
				body: {
					query,
					variables: {
						input: {
							categoryCode: "Reclamo",
							typeCode: "Telefonico",
							comments: [comment],
						},
					},
				},
			});
			assert.equal(status, 200);
			assert.deepEqual(body.data.createCase.case.comments, [comment]);
			numbers.add(body.data.createCase.case.number);
		}
		assert.equal(numbers.size, 8);
		const refused = await send(server, "POST", "/graphql", {
			headers: party1,
			body: { query, variables: { input: [] } },
		});
		assert.equal(refused.status, 400);
		const anonymous = await graphql(server, query, {}, {});
		assert.ok(anonymous.body.errors);
	});
});
