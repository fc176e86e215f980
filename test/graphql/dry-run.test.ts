import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { countStored } from "../rest/v4/stored.ts";
import { graphql, telefonico } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

const whole = {
	...telefonico,
	comments: [{ description: "text" }],
	caseData: { monto: "12.50", cantidad: 2 },
	attachments: [
		{ fileName: "a.txt", contentType: "text/plain", content: "QQ==" },
	],
};

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

const mutation = `mutation ($input: CreateCaseInput!) { createCase(input: $input) {
	case { number } replayed userErrors { code field }
	context { simpleProfile { email } }
	preview {
		categoryCode category { code name } typeCode type { code name } status resolution caseData touchpoint
		assignee { ... on OperatorGroup { code name } }
		comments { description } attachments { fileName contentType size }
	}
} }`;

describe("createCase with dryRun", () => {
	async function create(input: object) {
		const { body } = await graphql(server, mutation, {
			input: { ...whole, ...input },
		});
		return body.data.createCase;
	}

	test("answers a preview without a case, and stores nothing", async () => {
		const before = countStored(server);
		assert.deepEqual(await create({ dryRun: true }), {
			case: null,
			replayed: false,
			userErrors: [],
			context: { simpleProfile: { email: "party1@example.com" } },
			preview: {
				...telefonico,
				category: { code: "Reclamo", name: "Reclamo" },
				type: { code: "Telefonico", name: "Reclamo telefónico" },
				status: "Created",
				resolution: "Unresolved",
				caseData: { monto: "12.50", cantidad: 2 },
				touchpoint: "web",
				assignee: { code: "atencion", name: "Atención al cliente" },
				comments: [{ description: "text" }],
				attachments: [
					{ fileName: "a.txt", contentType: "text/plain", size: 1 },
				],
			},
		});
		assert.deepEqual(countStored(server), before);
	});

	test("answers neither with user errors", async () => {
		const payload = await create({ dryRun: true, status: "Nada" });
		assert.equal(payload.preview, null);
		assert.equal(payload.case, null);
		assert.deepEqual(payload.userErrors, [
			{ code: "INVALID_NAME", field: ["status"] },
		]);
	});

	test("creates, without a preview, when it is false or null", async () => {
		for (const dryRun of [false, null]) {
			const payload = await create({ dryRun });
			assert.ok(payload.case.number > 0);
			assert.equal(payload.preview, null);
		}
	});

	test("tells that a case is there already by replayed", async () => {
		const { case: made } = await create({ idempotencyKey: "k-2" });
		assert.ok(made);
		const payload = await create({ idempotencyKey: "k-2", dryRun: true });
		assert.equal(payload.replayed, true);
		assert.equal(payload.preview.comments.length, 1);
	});
});
