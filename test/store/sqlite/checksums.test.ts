import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { typeCommand } from "../../cli/type-command.ts";
import { alterDatabase } from "../../support/alter-database.ts";
import {
	bodyOf,
	environmentOf,
	fill,
	keyed,
} from "../../support/filled-server.ts";
import { freePort } from "../../support/free-port.ts";
import {
	type Answer,
	graphql,
	party1,
	postCase,
	send,
	telefonico,
} from "../../support/requests.ts";
import { spawnCasebridge } from "../../support/spawn-casebridge.ts";
import { startServer, type TestServer } from "../../support/test-server.ts";

const readByRest = (server: TestServer) =>
	send(server, "GET", "/api/v4/cases/2", { headers: party1 });
const readByGraphql = (server: TestServer) =>
	graphql(server, "{ caseByNumber(number: 2) { number } }");
const readBoth = [readByRest, readByGraphql];

const createMutation = `mutation ($input: CreateCaseInput!) {
	createCase(input: $input) { case { number } userErrors { code } }
}`;

/** A create by both protocols. */
function createBoth(
	inputs: { rest: object; graphql: object },
	headers: Record<string, string>,
) {
	return [
		(server: TestServer) => postCase(server, inputs.rest, headers),
		(server: TestServer) =>
			graphql(server, createMutation, { input: inputs.graphql }, headers),
	];
}

const { attachements, ...body } = bodyOf(2);
const repeats = createBoth(
	{
		rest: { ...body, attachements },
		graphql: {
			...body,
			attachments: attachements.map(({ fileName, content }) => ({
				fileName,
				content,
			})),
		},
	},
	keyed("key-2"),
);

/** For each table: a column that changes, and what can no longer be read or done. */
const alterations: readonly [
	string,
	string,
	readonly ((server: TestServer) => Promise<Answer>)[],
][] = [
	["cases", "SET source = 'x' WHERE id = 2", readBoth],
	["cases", "SET case_data = '{}' WHERE id = 2", readBoth],
	["case_comments", "SET description = 'x' WHERE id = 2", readBoth],
	["case_comments", "SET created_at = 1 WHERE id = 2", readBoth],
	["case_attachments", "SET size = 1 WHERE id = 2", readBoth],
	["case_attachments", "SET file_name = 'x' WHERE id = 2", readBoth],
	["idempotency_keys", "SET case_id = 1 WHERE key = 'key-2'", repeats],
	[
		"uploads",
		"SET sha256 = 'x'",
		createBoth(
			{
				rest: { ...telefonico, attachements: [{ id: 1 }] },
				graphql: { ...telefonico, attachments: [{ id: 1 }] },
			},
			party1,
		),
	],
];

function assertHidden({ status, text, body }: Answer, isGraphql: boolean) {
	if (isGraphql) {
		assert.equal(body.errors[0].extensions.code, "INTERNAL_SERVER_ERROR", text);
	} else assert.equal(status, 500, text);
	assert.doesNotMatch(text, /digest|damaged|verify|backup/);
}

describe("a row that is not as it was written", () => {
	for (const [table, change, attempts] of alterations)
		test(`H9: is not answered by either protocol, and verify names it: ${table} ${change}`, async () => {
			await using server = await startServer();
			await fill(server);
			alterDatabase(server.databaseFile, `UPDATE ${table} ${change}`);
			for (const [index, attempt] of attempts.entries())
				assertHidden(await attempt(server), index === 1);
			const verified = await typeCommand(environmentOf(server), ["verify"]);
			assert.ok(verified.stderr.startsWith(`${table} `), verified.stderr);
			assert.equal(verified.code, 1);
		});

	test("stays in lists, which do not check, and leaves every other case alone", async () => {
		await using server = await startServer();
		await fill(server);
		alterDatabase(
			server.databaseFile,
			"UPDATE case_comments SET description = 'x' WHERE id = 2",
		);
		const list = await send(server, "GET", "/api/v4/cases", {
			headers: party1,
		});
		assert.equal(list.status, 200);
		assert.ok(list.text.includes('"id":2'));
		const connection = await graphql(
			server,
			"{ cases(first: 9) { edges { node { number } } } }",
		);
		assert.equal(connection.body.data.cases.edges.length, 3);
		const other = await send(server, "GET", "/api/v4/cases/1", {
			headers: party1,
		});
		assert.equal(other.status, 200);
	});

	test("is not hidden by a change: a comment that was altered gets no new checksum", async () => {
		await using server = await startServer();
		await fill(server);
		alterDatabase(
			server.databaseFile,
			"UPDATE case_comments SET description = 'x' WHERE id = 2",
		);
		const answer = await send(server, "PUT", "/api/v4/cases/2/notes", {
			headers: keyed("change"),
			body: { id: 2, description: "new" },
		});
		assert.equal(answer.status, 500, answer.text);
		const { stderr } = await typeCommand(environmentOf(server), ["verify"]);
		assert.match(stderr, /^case_comments 2 is not as it was written/);
	});

	test("is named in the log of the server", async () => {
		const server = await startServer();
		await fill(server);
		await server.app.close();
		alterDatabase(server.databaseFile, "UPDATE cases SET source = 'x'");
		const port = String(await freePort());
		const program = spawnCasebridge({ PORT: port, ...environmentOf(server) });
		await program.until(/casebridge listens/);
		const answer = await fetch(`http://127.0.0.1:${port}/api/v4/cases/2`, {
			headers: party1,
		});
		assert.equal(answer.status, 500);
		await program.until(/The stored case 2 does not match its checksum/);
		program.process.kill("SIGTERM");
		await program.exited;
	});
});
