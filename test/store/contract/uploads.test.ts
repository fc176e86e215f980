import assert from "node:assert/strict";
import type { Store } from "../../../src/domain/ports/store.ts";
import type { NewUpload } from "../../../src/domain/ports/stored-files.ts";
import { idOf, newOperator, newParty } from "./make-people.ts";
import { onEachDatabase } from "./on-each-database.ts";

async function people(store: Store) {
	await store.people.addParties([newParty("ana"), newParty("eva")]);
	await store.people.addOperator(newOperator("op@example.com"));
	return {
		ana: await idOf(store, "ana"),
		eva: await idOf(store, "eva"),
		operator: await idOf(store, "op@example.com"),
	};
}

let made = 0;
function upload(
	partyId: number | null,
	operatorId: number | null,
	createdAt = 1_000,
): NewUpload {
	return {
		partyId,
		operatorId,
		createdAt,
		fileName: 'naïve "file" 😀.txt',
		contentType: "text/plain",
		size: 3_000_000_000,
		sha256: "0".repeat(64),
		storageName: `file-${++made}`,
	};
}

const many = 100;

onEachDatabase("uploads", {
	async "are found as they came"(store) {
		const { ana, operator } = await people(store);
		const added = upload(ana, operator);
		const id = await store.uploads.add(added, many);
		assert.ok(id !== null);
		const found = await store.uploads.find(id);
		const { rowChecksum, ...rest } = found as typeof found & {
			rowChecksum: string;
		};
		assert.match(rowChecksum, /^v1:/);
		assert.deepEqual(rest, { id, ...added });
		assert.equal(await store.uploads.find(id + 1), null);
		assert.equal(await store.attachments.hasFile(added.storageName), true);
		assert.equal(await store.attachments.hasFile("another"), false);
		assert.equal(await store.attachments.find(id), null);
	},

	async "are counted for a party whoever acted for it, and for an operator alone"(
		store,
	) {
		const { ana, eva, operator } = await people(store);
		for (const [partyId, operatorId] of [
			[ana, null],
			[ana, operator],
			[eva, null],
			[null, operator],
		] as const)
			assert.ok(await store.uploads.add(upload(partyId, operatorId), many));
		const count = (partyId: number | null, operatorId: number | null) =>
			store.uploads.count({ partyId, operatorId });
		assert.equal(await count(ana, null), 2);
		assert.equal(await count(ana, operator), 2);
		assert.equal(await count(eva, null), 1);
		assert.equal(await count(null, operator), 1);
		assert.equal(await count(null, 99), 0);
	},

	async "of one owner are never more than allowed, also when processes add them at once"(
		store,
		database,
	) {
		const { ana, eva } = await people(store);
		const other = await database.open();
		const adding = Array.from({ length: 12 }, (_, index) =>
			(index % 2 === 0 ? store : other).uploads.add(upload(ana, null), 5),
		);
		const ids = await Promise.all(adding);
		const added = ids.filter((id) => id !== null);
		assert.equal(added.length, 5);
		assert.equal(new Set(added).size, 5);
		assert.equal(
			await store.uploads.count({ partyId: ana, operatorId: null }),
			5,
		);
		assert.ok(await store.uploads.add(upload(eva, null), 5));
	},

	async "that are older than a time are removed"(store) {
		const { ana } = await people(store);
		const old = await store.uploads.add(upload(ana, null, 1_000), many);
		const young = await store.uploads.add(upload(ana, null, 2_000), many);
		assert.equal(await store.uploads.remove(2_000), 1);
		assert.equal(await store.uploads.find(old as number), null);
		assert.notEqual(await store.uploads.find(young as number), null);
		assert.equal(await store.uploads.remove(2_000), 0);
	},
});

onEachDatabase("the clock of keys", {
	async "is moved on once by processes that have seen the same"(
		store,
		database,
	) {
		const other = await database.open();
		const seen = await store.keys.clock();
		await Promise.all([
			store.keys.advanceClock(seen),
			other.keys.advanceClock(seen),
		]);
		assert.equal(await other.keys.clock(), seen + 1);
		assert.equal(await store.keys.remove(seen + 1, many), 0);
	},
});

onEachDatabase("the versions", {
	async "are read for all who ask within a turn, and never before they ask"(
		store,
		database,
	) {
		const other = await database.open();
		const together = [store.versions(), store.versions()];
		assert.equal(await together[0], await together[1]);
		const before = await store.versions();
		await people(store);
		const ana = await idOf(store, "ana");
		await other.people.setPassword({ kind: "party", id: ana }, "scrypt$3");
		const after = await store.versions();
		assert.equal(after.credentials, before.credentials + 1);
		assert.equal(after.catalogue, before.catalogue);
	},
});
