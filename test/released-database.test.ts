import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createApp } from "../src/app.ts";
import { readConfig } from "../src/config/read-config.ts";
import { typeCommand } from "./cli/type-command.ts";
import {
	graphql,
	party1,
	party2,
	postCase,
	send,
	telefonico,
} from "./support/requests.ts";
import { noon, temporaryFolder } from "./support/test-server.ts";

/** A database that version 0.1 made, and what that version answered from it. */
const released = join(import.meta.dirname, "fixtures/database-0.1");
const answers = JSON.parse(
	readFileSync(join(released, "answers.json"), "utf8"),
	// Version 0.1 named the protocol of an event `door`.
	(_key, value) => {
		if (typeof value !== "object" || !value || !("door" in value)) return value;
		const { door: protocol, ...others } = value;
		return { ...others, protocol };
	},
);

const timelines = `{ cases(first: 100) { edges { node {
	number version createdAt updatedAt status assignee { __typename }
	timeline(first: 50) { edges { node {
		kind protocol at actor { __typename } before { status } after { status comment { description } }
	} } }
} } } }`;

test("a database of version 0.1 is migrated with its cases, events, files, sessions, keys and checksums", async () => {
	const folder = temporaryFolder();
	cpSync(released, folder, { recursive: true });
	const env = {
		NODE_ENV: "test",
		LOG_LEVEL: "silent",
		PORT: "0",
		PUBLIC_URL: "http://cases.example",
		DATABASE_URL: `file:${join(folder, "casebridge.db")}`,
	};
	const app = await createApp({ config: readConfig(env), now: () => noon });
	const url = await app.server.listen({ host: "127.0.0.1", port: 0 });
	const server = { url };
	try {
		for (const [party, headers] of [
			["party1", party1],
			["party2", party2],
		] as const) {
			const { body } = await send(server, "GET", "/api/v4/cases", { headers });
			assert.deepEqual(body, answers[party]);
		}
		const { body } = await graphql(server, timelines);
		assert.deepEqual(body.data, answers.timeline);

		const file = answers.party1.cases[0].attachements[0];
		const bytes = await send(server, "GET", `/api/v4/cases/files/${file.id}`, {
			headers: party1,
		});
		assert.equal(bytes.text, "carta");

		const session = {
			"thalamus-touchpoint": "web",
			"thalamus-token": answers.sessionToken,
		};
		const me = await send(server, "GET", "/api/v4/me", { headers: session });
		assert.equal(me.body.person.email, "party1@example.com");

		const again = await postCase(
			server,
			{ ...telefonico, caseData: { monto: "0.00010" } },
			{ ...party1, "idempotency-key": "graphql-create" },
		);
		assert.equal(again.headers.get("idempotent-replayed"), "true");
		assert.equal(again.body.case.id, 3);
		const other = await postCase(server, telefonico, {
			...party1,
			"idempotency-key": "graphql-create",
		});
		assert.equal(other.status, 422);
		const fresh = await postCase(server, telefonico);
		assert.ok(fresh.body.case.id > answers.party1.cases.length);
	} finally {
		await app.close();
	}
	const verified = await typeCommand(env, ["verify"]);
	assert.equal(verified.code, 0, verified.stderr);
});
