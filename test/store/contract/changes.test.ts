import assert from "node:assert/strict";
import type { CaseComment } from "../../../src/domain/cases/case.ts";
import type { Store } from "../../../src/domain/ports/store.ts";
import { noon } from "../../support/test-server.ts";
import { addUpload, eventsOf, fillDemo, newFile } from "./fill-demo.ts";
import { onEachDatabase } from "./on-each-database.ts";

async function withCase(store: Store) {
	const jobs = await fillDemo(store);
	const made = await store.cases.create({
		...jobs.create(null),
		attachments: [newFile()],
	});
	assert.ok(made.kind === "created");
	return { ...jobs, id: made.id };
}

onEachDatabase("a change", {
	async "is written with what it adds, updates and removes, and an event for each"(
		store,
	) {
		const { change, id } = await withCase(store);
		const before = await store.cases.findById(id, null);
		const comment = before?.comments[0] as CaseComment;
		const result = await store.cases.change({
			...change(id, 1, "key"),
			change: {
				kind: "TRANSITIONED",
				categoryCode: "Reclamo",
				typeCode: "Telefonico",
				status: "Open",
				resolution: null,
				caseData: {},
				assignee: { kind: "operator", operatorId: 1 },
				before: { status: "Created" },
				after: { status: "Open" },
			},
			updateComment: {
				before: comment,
				after: { ...comment, description: "changed" },
			},
			addAttachments: [newFile()],
			removeAttachment: before?.attachments[0] ?? null,
		});
		assert.ok(result.kind === "changed");
		const after = await store.cases.findById(id, null);
		assert.equal(after?.status, "Open");
		assert.equal(after?.version, 2);
		assert.equal(after?.updatedAt, noon + 1);
		assert.deepEqual(after?.assignee, { kind: "operator", operatorId: 1 });
		assert.deepEqual(
			after?.comments.map(({ description }) => description),
			["changed", "more"],
		);
		assert.deepEqual(
			after?.attachments.map((attachment) => attachment.id),
			result.attachmentIds,
		);
		const events = await eventsOf(store, id);
		assert.deepEqual(
			events.map(({ kind }) => kind),
			[
				"CREATED",
				"TRANSITIONED",
				"COMMENT_ADDED",
				"COMMENT_UPDATED",
				"ATTACHMENT_ADDED",
				"ATTACHMENT_DELETED",
			],
		);
		const ids = events.map((event) => event.id);
		assert.deepEqual(
			ids,
			ids.toSorted((a, b) => a - b),
		);
		const replayed = await store.cases.change(change(id, 1, "key"));
		assert.ok(replayed.kind === "replayed");
		assert.equal(replayed.record.commentId, result.commentIds[0]);
	},

	async "of a version that is not the present one is a conflict, and writes nothing"(
		store,
	) {
		const { change, id } = await withCase(store);
		assert.deepEqual(await store.cases.change(change(id, 2, "key")), {
			kind: "conflict",
		});
		assert.deepEqual(await store.cases.change(change(id + 1, 1)), {
			kind: "conflict",
		});
		assert.equal((await eventsOf(store, id)).length, 1);
		const found = await store.cases.findById(id, null);
		assert.equal(found?.version, 1);
	},

	async "wins alone, of many at once in two processes"(store, database) {
		const { change, id } = await withCase(store);
		const other = await database.open();
		const sent = Array.from({ length: 10 }, (_, index) =>
			(index % 2 === 0 ? store : other).cases.change(change(id, 1)),
		);
		const kinds = (await Promise.all(sent)).map(({ kind }) => kind);
		assert.equal(kinds.filter((kind) => kind === "changed").length, 1);
		assert.equal(kinds.filter((kind) => kind === "conflict").length, 9);
		const found = await other.cases.findById(id, null);
		assert.equal(found?.comments.length, 2);
		assert.equal(found?.version, 2);
	},

	async "uses an upload up, and is refused when it is gone"(store) {
		const { change, id } = await withCase(store);
		const uploadId = await addUpload(store);
		const job = { ...change(id, 1), addAttachments: [newFile(uploadId)] };
		assert.equal((await store.cases.change(job)).kind, "changed");
		const again = { ...change(id, 2), addAttachments: [newFile(uploadId)] };
		assert.deepEqual(await store.cases.change(again), { kind: "uploadGone" });
		assert.equal(await store.uploads.find(uploadId), null);
	},
});

onEachDatabase("keys", {
	async "older than a time of their clock are removed, so many at a time"(
		store,
	) {
		const { create } = await fillDemo(store);
		const seen = await store.keys.clock();
		for (const key of ["a", "b", "c"]) await store.cases.create(create(key));
		await store.keys.advanceClock(seen);
		await store.cases.create(create("young"));
		assert.equal(await store.keys.remove(seen, 10), 0);
		assert.equal(await store.keys.remove(seen + 1, 2), 2);
		assert.equal(await store.keys.remove(seen + 1, 2), 1);
		const find = (key: string) =>
			store.keys.find({
				partyId: 1,
				operatorId: null,
				touchpointCode: "web",
				key,
			});
		assert.equal(await find("c"), null);
		assert.notEqual(await find("young"), null);
	},

	async "are looked up behind every write that came before"(store) {
		const { create } = await fillDemo(store);
		const creating = store.cases.create(create("a"));
		const found = await store.keys.find({
			partyId: 1,
			operatorId: null,
			touchpointCode: "web",
			key: "a",
		});
		const created = await creating;
		assert.ok(created.kind === "created");
		assert.equal(found?.caseId, created.id);
	},
});
