import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	type Change,
	change,
	changes,
	globalId,
	newCase,
	problemsIn,
} from "./graphql/change.ts";
import { closeCase, uploaded } from "./rest/v4/file-calls.ts";
import { countStored, rowsOfCase } from "./rest/v4/stored.ts";
import { keyedChange, type ProtocolName } from "./support/keyed-changes.ts";
import {
	operator1,
	party1,
	party2,
	postCase,
	rows,
	telefonico,
} from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

let server: TestServer;
before(async () => {
	server = await startServer();
});
after(() => server[Symbol.asyncDispose]());

const forOperators: readonly Change[] = ["transitionCase", "assignCase"];
const orders: readonly [ProtocolName, ProtocolName][] = [
	["rest", "rest"],
	["graphql", "graphql"],
	["rest", "graphql"],
	["graphql", "rest"],
];
/** The file calls of v4 do not say why they failed. */
const reusedAt = (protocol: ProtocolName, name: Change) =>
	protocol === "rest" && /Attachment$/.test(name)
		? "failed"
		: "IDEMPOTENCY_KEY_REUSED";

let count = 0;
const newKey = () => `key-${++count}`;

for (const name of changes)
	describe(`an idempotency key of ${name}`, () => {
		const headers = forOperators.includes(name) ? operator1 : party1;

		for (const [first, second] of orders)
			test(`E1, E3: changes once, first by ${first}, then by ${second}`, async () => {
				const made = await newCase(server);
				const key = newKey();
				const one = keyedChange(first, name);
				const other = keyedChange(second, name);
				assert.equal(await one(server, made, key, { headers }), "done");
				const stored = countStored(server);
				const events = rowsOfCase(server, "case_events", made.number);
				assert.equal(await other(server, made, key, { headers }), "replayed");
				assert.deepEqual(countStored(server), stored);
				assert.deepEqual(
					rowsOfCase(server, "case_events", made.number),
					events,
				);
				const [row] = rows(server, "idempotency_keys").filter(
					(row) => row.key === key,
				);
				assert.equal(row?.case_id, made.number);
			});

		for (const protocol of ["rest", "graphql"] as const)
			test(`E2: is refused by ${protocol} for another command, which changes nothing`, async () => {
				const made = await newCase(server);
				const key = newKey();
				const act = keyedChange(protocol, name);
				await act(server, made, key, { headers });
				const stored = countStored(server);
				const variant = { headers, variant: true };
				assert.equal(
					await act(server, made, key, variant),
					reusedAt(protocol, name),
				);
				const another = await newCase(server);
				assert.equal(
					await act(server, another, key, { headers }),
					reusedAt(protocol, name),
				);
				assert.equal(countStored(server).case_events, stored.case_events + 1);
				assert.equal(await act(server, made, key, { headers }), "replayed");
			});

		test("answers the same after the case was closed, when a new change is refused", async () => {
			const made = await newCase(server);
			const key = newKey();
			const act = keyedChange("graphql", name);
			await act(server, made, key, { headers });
			assert.equal((await closeCase(server, made.number)).status, 201);
			assert.equal(await act(server, made, key, { headers }), "replayed");
			assert.equal(
				await keyedChange("rest", name)(server, made, key, { headers }),
				"replayed",
			);
			assert.equal(
				await act(server, made, newKey(), { headers }),
				"CASE_ALREADY_CLOSED",
			);
		});

		test("E4: lets one of many requests at once change the case", async () => {
			const made = await newCase(server);
			const key = newKey();
			const all = await Promise.all(
				Array.from({ length: 8 }, (_, index) =>
					keyedChange(index % 2 ? "rest" : "graphql", name)(server, made, key, {
						headers,
					}),
				),
			);
			assert.deepEqual(all.toSorted(), ["done", ...Array(7).fill("replayed")]);
			const written = name === "updateCase" ? 3 : 2;
			assert.equal(
				rowsOfCase(server, "case_events", made.number).length,
				written,
			);
		});
	});

describe("an idempotency key of a change", () => {
	const note = { description: "once" };

	test("is one of a create's: neither may take the other's", async () => {
		const made = await newCase(server, { idempotencyKey: "shared" });
		const said = { id: made.id, ...note, idempotencyKey: "shared" };
		const answer = await change(server, "addCaseComment", said);
		assert.deepEqual(problemsIn(answer), [
			["IDEMPOTENCY_KEY_REUSED", "idempotencyKey"],
		]);
		const other = { ...said, idempotencyKey: "of-a-note" };
		await change(server, "addCaseComment", other);
		const headers = { ...party1, "idempotency-key": "of-a-note" };
		assert.equal((await postCase(server, telefonico, headers)).status, 422);
	});

	test("tells an update that takes all values away from one that leaves them", async () => {
		const { id } = await newCase(server, { caseData: { monto: "1.50" } });
		const same = { id, ...telefonico, idempotencyKey: newKey() };
		const kept = await change(server, "updateCase", same);
		assert.deepEqual(problemsIn(kept), []);
		const emptied = { ...same, caseData: {} };
		assert.deepEqual(problemsIn(await change(server, "updateCase", emptied)), [
			["IDEMPOTENCY_KEY_REUSED", "idempotencyKey"],
		]);
		const unsaid = { ...same, caseData: null };
		const again = await change(server, "updateCase", unsaid);
		assert.equal(again.payload.replayed, true);
	});

	test("E5: is not burnt by a refused command", async () => {
		const made = await newCase(server);
		const input = { id: made.id, idempotencyKey: newKey() };
		const blank = await change(server, "addCaseComment", {
			...input,
			description: " ",
		});
		assert.deepEqual(problemsIn(blank), [["REQUIRED", "description"]]);
		const good = await change(server, "addCaseComment", { ...input, ...note });
		assert.equal(good.payload.replayed, false);
	});

	test("goes on when the version the caller saw has passed, because the change itself raised it", async () => {
		const made = await newCase(server);
		const input = {
			id: made.id,
			...note,
			expectedVersion: 1,
			idempotencyKey: newKey(),
		};
		await change(server, "addCaseComment", input);
		const again = await change(server, "addCaseComment", input);
		assert.equal(again.payload.replayed, true);
		const later = { ...input, idempotencyKey: newKey() };
		assert.deepEqual(
			problemsIn(await change(server, "addCaseComment", later)),
			[["STALE_VERSION", "expectedVersion"]],
		);
	});

	test("is the party's whoever acts, and another party's or an operator's is another", async () => {
		const made = await newCase(server);
		const others = await newCase(server, {}, party2);
		const key = newKey();
		const act = keyedChange("rest", "addCaseComment");
		assert.equal(await act(server, made, key, { headers: party1 }), "done");
		assert.equal(await act(server, made, key, { headers: operator1 }), "done");
		assert.equal(await act(server, others, key, { headers: party2 }), "done");
		const owners = rows(server, "idempotency_keys")
			.filter((row) => row.key === key)
			.map(({ party_id, operator_id }) => [party_id, operator_id]);
		assert.deepEqual(owners, [
			[1, 0],
			[0, 1],
			[2, 0],
		]);
	});

	test("answers the comment as it stands, and no attachment that is gone", async () => {
		const made = await newCase(server);
		const said = { id: made.id, ...note, idempotencyKey: newKey() };
		const first = await change(server, "addCaseComment", said);
		const { comment } = first.payload;
		await change(server, "updateCaseComment", {
			id: made.id,
			commentId: comment.id,
			description: "corrected",
		});
		const again = await change(server, "addCaseComment", said);
		assert.deepEqual(again.payload.comment, {
			...comment,
			description: "corrected",
		});
		const file = {
			id: made.id,
			attachment: { fileName: "b.txt", content: "aGk=" },
			idempotencyKey: newKey(),
		};
		const added = await change(server, "addCaseAttachment", file);
		await change(server, "deleteCaseAttachment", {
			id: made.id,
			attachmentId: added.payload.attachment.id,
		});
		const repeated = await change(server, "addCaseAttachment", file);
		assert.equal(repeated.payload.replayed, true);
		assert.equal(repeated.payload.attachment, null);
	});

	test("holds for an upload that the first time used up", async () => {
		const made = await newCase(server);
		const file = {
			id: made.id,
			attachment: { id: await uploaded(server) },
			idempotencyKey: newKey(),
		};
		const first = await change(server, "addCaseAttachment", file);
		assert.deepEqual(problemsIn(first), []);
		const again = await change(server, "addCaseAttachment", file);
		assert.equal(again.payload.replayed, true);
		assert.deepEqual(again.payload.attachment, first.payload.attachment);
	});

	test("leads nobody to a case they may not see", async () => {
		const made = await newCase(server);
		const key = newKey();
		const act = keyedChange("graphql", "addCaseComment");
		assert.equal(await act(server, made, key, { headers: operator1 }), "done");
		await change(
			server,
			"assignCase",
			{ id: made.id, groupName: "Atención al cliente" },
			operator1,
		);
		const hidden = { ...made, id: globalId("Case", 99_999) };
		assert.equal(
			await act(server, hidden, key, { headers: operator1 }),
			"CASE_NOT_FOUND",
		);
	});

	test("is refused with every other problem when it is malformed", async () => {
		const made = await newCase(server);
		const answer = await change(server, "addCaseComment", {
			id: made.id,
			description: "",
			idempotencyKey: "ñ",
		});
		assert.deepEqual(problemsIn(answer), [
			["REQUIRED", "description"],
			["INVALID_FORMAT", "idempotencyKey"],
		]);
	});
});
