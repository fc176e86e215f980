import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config/read-config.ts";
import { operatorOf } from "../rest/v4/call.ts";
import { openSession } from "../rest/v4/callers.ts";
import { changeCatalogue, entryOf } from "../rest/v4/change-catalogue.ts";
import {
	graphql,
	operator1,
	party1,
	party2,
	postCase,
	send,
	telefonico,
} from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";
import { change, changes, goodInput, newCase, problemsIn } from "./change.ts";
import { subscribe } from "./subscribe.ts";

describe("caseChanged", () => {
	test("tells every change, by either protocol, to those who may see the case and to nobody else", async () => {
		await using server = await startServer();
		await using mine = await subscribe(server, party1);
		await using group = await subscribe(server, operator1);
		await using foreign = await subscribe(server, party2);
		await using stranger = await subscribe(
			server,
			await operatorOf(server, "stranger@example.com", ["calidad"]),
		);
		const made = await newCase(server);
		for (const name of changes) {
			const isForOperators = ["transitionCase", "assignCase"].includes(name);
			const caller = isForOperators ? operator1 : party1;
			const answer = await change(server, name, goodInput(name, made), caller);
			assert.deepEqual(problemsIn(answer), []);
		}
		await postCase(server, telefonico);
		const kinds = [
			"CREATED",
			"UPDATED",
			"TRANSITIONED",
			"ASSIGNED",
			"COMMENT_ADDED",
			"COMMENT_UPDATED",
			"ATTACHMENT_ADDED",
			"ATTACHMENT_DELETED",
		];
		for (const subscription of [mine, group]) {
			for (const kind of kinds) {
				const { data, errors } = await subscription.next();
				assert.equal(errors, undefined);
				assert.equal(data.caseChanged.event.kind, kind);
				assert.equal(data.caseChanged.event.protocol, "GRAPHQL");
				assert.equal(data.caseChanged.case.number, made.number);
			}
			const { data } = await subscription.next();
			assert.equal(data.caseChanged.event.protocol, "REST");
			assert.equal(data.caseChanged.case.number, made.number + 1);
		}

		const other = await newCase(server, {}, party2);
		const { data } = await foreign.next();
		assert.equal(data.caseChanged.case.number, other.number);
		await server.app.close();
		assert.equal(await stranger.next(), null);
	});

	test("answers the case as it stands and the event as it was", async () => {
		await using server = await startServer();
		await using mine = await subscribe(server);
		const { id, number } = await newCase(server);
		await change(
			server,
			"transitionCase",
			{ id, statusName: "Open" },
			operator1,
		);
		await mine.next();
		const { data } = await mine.next();
		assert.deepEqual(data.caseChanged, {
			event: {
				kind: "TRANSITIONED",
				protocol: "GRAPHQL",
				actor: { kind: "OPERATOR", email: null },
				after: { status: "Open" },
			},
			case: {
				number,
				version: 2,
				status: "Open",
				type: { name: "Reclamo telefónico" },
				assignee: { __typename: "OperatorGroup" },
			},
		});
	});

	test("tells nothing of a change that was refused", async () => {
		await using server = await startServer();
		const { id } = await newCase(server);
		await using mine = await subscribe(server);
		await change(server, "addCaseComment", { id, description: "" });
		await change(server, "addCaseComment", {
			id,
			description: "x",
			expectedVersion: 9,
		});
		await change(server, "addCaseComment", { id, description: "good" });
		const { data } = await mine.next();
		assert.equal(data.caseChanged.case.version, 2);
	});

	test("tells what another process wrote to the same file", async () => {
		await using server = await startServer();
		await using mine = await subscribe(server);
		await using other = await startBeside(server);
		const { body } = await postCase(other as TestServer, telefonico);
		const { data } = await mine.next();
		assert.equal(data.caseChanged.case.number, body.case.id);
	});

	test("stops telling an operator of a case that was given away, and follows the catalogue", async () => {
		await using server = await startServer();
		await operatorOf(server, "colleague@example.com", ["atencion"]);
		const { id } = await newCase(server);
		await using operator = await subscribe(server, operator1);
		await change(
			server,
			"assignCase",
			{ id, email: "colleague@example.com" },
			operator1,
		);
		await change(server, "addCaseComment", { id, description: "unseen" });
		await changeCatalogue(server, (file) => {
			entryOf(file.types, "Telefonico").name = "Renamed";
		});
		await newCase(server);
		const { data } = await operator.next();
		assert.equal(data.caseChanged.event.kind, "CREATED");
		assert.equal(data.caseChanged.case.type.name, "Renamed");
	});

	const ends: [
		string,
		(server: TestServer, headers: Record<string, string>) => unknown,
	][] = [
		[
			"signs out",
			(server, headers) =>
				graphql(
					server,
					"mutation { signOut { userErrors { code } } }",
					{},
					headers,
				),
		],
		[
			"is over",
			(server) => {
				server.clock.now += 61 * 60_000;
			},
		],
		[
			"belongs to a party that is disabled by another process",
			async (server) => {
				await using other = await startBeside(server);
				await other.app.store.people.setDisabled(
					{ kind: "party", id: 1 },
					true,
				);
			},
		],
	];
	for (const [what, act] of ends)
		test(`ends with UNAUTHENTICATED when the session ${what}, also while nothing happens`, async () => {
			await using server = await startServer();
			const session = await openSession(server, "web", {
				party: "party1@example.com",
			});
			await using mine = await subscribe(server, session);
			await newCase(server);
			assert.ok((await mine.next()).data.caseChanged);
			await act(server, session);
			const { data, errors } = await mine.next();
			assert.equal(data.caseChanged, null);
			assert.equal(errors[0].extensions.code, "UNAUTHENTICATED");
			assert.equal(await mine.next(), null);
		});

	test("ends with a masked error, which names the request it is logged with, when the server fails", async () => {
		await using server = await startServer();
		await using mine = await subscribe(server);
		const { findById } = server.app.store.cases;
		server.app.store.cases.findById = async () => {
			throw new Error("secret detail of the database");
		};
		await postCase(server, telefonico);
		const { data, errors } = await mine.next();
		server.app.store.cases.findById = findById;
		assert.equal(data.caseChanged, null);
		assert.equal(errors[0].extensions.code, "INTERNAL_SERVER_ERROR");
		assert.match(errors[0].extensions.requestId, /^[0-9a-f]{8}-\d+$/);
		assert.ok(!JSON.stringify(errors).includes("secret"));
		assert.equal(await mine.next(), null);
	});

	test("answers who is not signed in with UNAUTHENTICATED", async () => {
		await using server = await startServer();
		for (const headers of [{}, { ...party1, "thalamus-token": "wrong" }]) {
			await using nobody = await subscribe(server, headers);
			const { errors } = await nobody.next();
			assert.equal(errors[0].extensions.code, "UNAUTHENTICATED");
			assert.equal(await nobody.next(), null);
		}
	});

	test("refuses a client that takes no event stream with BAD_USER_INPUT", async () => {
		await using server = await startServer();
		const answer = await send(server, "POST", "/graphql", {
			headers: { ...party1, accept: "application/graphql-response+json" },
			body: { query: "subscription { caseChanged { event { kind } } }" },
		});
		assert.equal(answer.status, 400);
		assert.equal(answer.body.errors[0].extensions.code, "BAD_USER_INPUT");
	});

	test("asks the database only while somebody listens", async () => {
		const statements: string[] = [];
		await using server = await startServer({}, (sql) => statements.push(sql));
		const asked = async () => {
			statements.length = 0;
			await sleep(500);
			return statements.some((sql) => sql.includes('"case_events"."id" > '));
		};
		assert.equal(await asked(), false);
		const mine = await subscribe(server);
		const other = await subscribe(server);
		assert.equal(await asked(), true);
		await mine[Symbol.asyncDispose]();
		await sleep(300);
		assert.equal(await asked(), true);
		await other[Symbol.asyncDispose]();
		await sleep(300);
		assert.equal(await asked(), false);
	});
});

describe("the end of the server", () => {
	test("completes open subscriptions and does not wait for their clients", async () => {
		await using server = await startServer();
		await using mine = await subscribe(server);
		await server.app.close();
		assert.equal(await mine.next(), null);
	});

	test("does not wait for a client that stopped reading", async () => {
		await using server = await startServer();
		const aliases = Array.from(
			{ length: 15 },
			(_, index) => `c${index}: comments { description }`,
		);
		const body = JSON.stringify({
			query: `subscription { caseChanged { case { ${aliases.join(" ")} } } }`,
		});
		const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
		const headers = Object.entries({
			...party1,
			host: "127.0.0.1",
			accept: "text/event-stream",
			"content-type": "application/json",
			"content-length": String(Buffer.byteLength(body)),
		}).map(([name, value]) => `${name}: ${value}`);
		socket.write(
			`POST /graphql HTTP/1.1\r\n${headers.join("\r\n")}\r\n\r\n${body}`,
		);
		const [head] = await once(socket, "data");
		assert.match(String(head), /^HTTP\/1.1 200 OK[\s\S]*text\/event-stream/);
		socket.pause();
		// One event of 54 MB, which fits into no buffer of the connection.
		const comment = { description: "x".repeat(60_000) };
		await newCase(server, { comments: Array(60).fill(comment) });
		await sleep(1000);
		let isTimedOut = false;
		server.app.server.server.on("timeout", () => {
			isTimedOut = true;
		});
		await server.app.close();
		assert.equal(isTimedOut, false);
		socket.destroy();
	});
});

/** A second server on the same database, as another process is. */
async function startBeside({ databaseFile, clock }: TestServer) {
	const config = readConfig({
		NODE_ENV: "test",
		LOG_LEVEL: "silent",
		PORT: "0",
		DATABASE_URL: `file:${databaseFile}`,
	});
	const app = await createApp({ config, now: () => clock.now });
	const url = await app.server.listen({ host: "127.0.0.1", port: 0 });
	return { app, url, [Symbol.asyncDispose]: () => app.close() };
}
