import assert from "node:assert/strict";
import type { CreateCaseResult } from "../../../src/domain/ports/create-jobs.ts";
import { noon } from "../../support/test-server.ts";
import { addUpload, eventsOf, fillDemo, newFile } from "./fill-demo.ts";
import { onEachDatabase } from "./on-each-database.ts";

function idOf(result: CreateCaseResult): number {
	assert.equal(result.kind, "created");
	return (result as { id: number }).id;
}

const party = { partyId: 1, operatorId: null, touchpointCode: "web" };
const kinds = (results: readonly { readonly kind: string }[]) =>
	results.map(({ kind }) => kind).sort();

onEachDatabase("a create", {
	async "is read whole, with its comments, files, event and key"(store) {
		const { create } = await fillDemo(store);
		const job = {
			...create("key"),
			comments: ["first", 'second "😀"\nline', ""],
			attachments: [newFile()],
			resolution: null,
			caseData: { n: { type: "Decimal", text: "1.50" } } as never,
		};
		const id = idOf(await store.cases.create(job));
		const found = await store.cases.findById(id, null);
		assert.ok(found);
		const { comments, attachments, ...rest } = found;
		assert.deepEqual(rest, {
			id,
			partyId: 1,
			touchpointCode: "web",
			categoryCode: "Reclamo",
			typeCode: "Telefonico",
			status: "Created",
			resolution: null,
			caseData: job.caseData,
			assignee: { kind: "group", groupCode: "atencion" },
			createdAt: noon,
			updatedAt: noon,
			version: 1,
		});
		assert.deepEqual(
			comments.map(({ description }) => description),
			job.comments,
		);
		const [{ id: attachmentId, ...file } = { id: 0 }] = attachments;
		assert.deepEqual(file, {
			fileName: "a.txt",
			contentType: "text/plain",
			size: 3,
		});
		const stored = await store.attachments.find(attachmentId);
		assert.equal(stored?.caseId, id);
		const { storageName } = job.attachments[0] as { storageName: string };
		assert.equal(await store.attachments.hasFile(storageName), true);
		assert.deepEqual(await store.cases.findByIds([id, id, 99], null), [found]);
		const [event, ...others] = await eventsOf(store, id);
		assert.deepEqual(others, []);
		assert.equal(event?.kind, "CREATED");
		assert.equal(event?.before, null);
		assert.deepEqual(event?.after?.caseData, job.caseData);
		assert.deepEqual(await store.events.findByIds([event?.id as number, 1]), [
			event,
		]);
		const key = await store.keys.find({ ...party, key: "key" });
		assert.equal(key?.caseId, id);
		const parts = await store.cases.findCaseIds("comment", [
			comments[1]?.id as number,
			999,
		]);
		assert.deepEqual([...parts.values()], [id]);
	},

	async "with a key is made once, whichever process it is sent to"(
		store,
		database,
	) {
		const { create } = await fillDemo(store);
		const stores = [store, await database.open()];
		const keys = Array.from({ length: 20 }, (_, index) => `key-${index}`);
		const sent = keys.flatMap((key) =>
			[0, 1, 0, 1].map((which) => stores[which]?.cases.create(create(key))),
		);
		const results = (await Promise.all(sent)) as CreateCaseResult[];
		assert.equal(
			results.filter(({ kind }) => kind === "created").length,
			keys.length,
		);
		assert.equal(
			results.filter(({ kind }) => kind === "replayed").length,
			keys.length * 3,
		);
		for (const [index, key] of keys.entries()) {
			const ids = results
				.slice(index * 4, index * 4 + 4)
				.map((result) =>
					result.kind === "replayed" ? result.record.caseId : idOf(result),
				);
			assert.equal(new Set(ids).size, 1, key);
		}
	},

	async "with a key that stands for another command is refused"(store) {
		const { create } = await fillDemo(store);
		const job = create("key");
		await store.cases.create(job);
		const other = { ...job, idempotency: { ...job.idempotency, digest: "x" } };
		assert.deepEqual(await store.cases.create(other as never), {
			kind: "keyReused",
		});
		const ofAnother = await store.cases.create(create("key", 2));
		assert.equal(ofAnother.kind, "created");
	},

	async "decided on older versions is stale"(store) {
		const { create } = await fillDemo(store);
		const job = create("key");
		await store.people.setDisabled({ kind: "party", id: 2 }, true);
		assert.deepEqual(await store.cases.create(job), { kind: "stale" });
		assert.equal(await store.keys.find({ ...party, key: "key" }), null);
	},

	async "uses an upload up once, of two at once in two processes"(
		store,
		database,
	) {
		const { create } = await fillDemo(store);
		const other = await database.open();
		const uploadId = await addUpload(store);
		const job = { ...create(null), attachments: [newFile(uploadId)] };
		const results = await Promise.all([
			store.cases.create(job),
			other.cases.create({ ...job, attachments: [newFile(uploadId)] }),
		]);
		assert.deepEqual(kinds(results), ["created", "uploadGone"]);
		assert.equal(await store.uploads.find(uploadId), null);
	},
});

onEachDatabase("several creates", {
	async "of one bulk are written in order, and met by the later ones"(store) {
		const { create } = await fillDemo(store);
		const rows = [create("a"), create("b"), create("a")];
		const bulk = await store.cases.createAll({ rows, isAllOrNothing: true });
		assert.ok(bulk.kind === "written");
		assert.deepEqual(
			bulk.results.map(({ kind }) => kind),
			["created", "created", "replayed"],
		);
	},

	async "of one bulk are refused together when a key was used for another command"(
		store,
	) {
		const { create } = await fillDemo(store);
		const reused = create("b");
		await store.cases.create({
			...reused,
			idempotency: { ...reused.idempotency, digest: "x" } as never,
		});
		const rows = [create("a"), create("b")];
		assert.deepEqual(
			await store.cases.createAll({ rows, isAllOrNothing: true }),
			{ kind: "refused" },
		);
		assert.equal(await store.keys.find({ ...party, key: "a" }), null);
		const some = await store.cases.createAll({ rows, isAllOrNothing: false });
		assert.ok(some.kind === "written");
		assert.deepEqual(
			some.results.map(({ kind }) => kind),
			["created", "keyReused"],
		);
	},

	async "of one bulk are refused together when two use up one upload"(store) {
		const { create } = await fillDemo(store);
		const uploadId = await addUpload(store);
		const rows = [create("a"), create("b")].map((row) => ({
			...row,
			attachments: [newFile(uploadId)],
		}));
		assert.deepEqual(
			await store.cases.createAll({ rows, isAllOrNothing: true }),
			{ kind: "refused" },
		);
		assert.equal(await store.keys.find({ ...party, key: "a" }), null);
		assert.equal((await store.uploads.find(uploadId))?.id, uploadId);
		const some = await store.cases.createAll({ rows, isAllOrNothing: false });
		assert.ok(some.kind === "written");
		assert.deepEqual(
			some.results.map(({ kind }) => kind),
			["created", "uploadGone"],
		);
	},

	async "are stale together when one was decided on older versions"(store) {
		const { create } = await fillDemo(store);
		const { catalogue, credentials } = await store.versions();
		const old = {
			...create("b"),
			versions: { catalogue: catalogue - 1, credentials },
		};
		for (const isAllOrNothing of [true, false])
			assert.deepEqual(
				await store.cases.createAll({
					rows: [create("a"), old],
					isAllOrNothing,
				}),
				{ kind: "stale" },
			);
		assert.equal(await store.keys.find({ ...party, key: "a" }), null);
	},
});
