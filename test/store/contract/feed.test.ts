import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import type { CaseEvent } from "../../../src/domain/cases/events/case-event.ts";
import type { EventPosition } from "../../../src/domain/cases/events/event-position.ts";
import type { Store } from "../../../src/domain/ports/store.ts";
import { fillDemo } from "./fill-demo.ts";
import { onEachDatabase } from "./on-each-database.ts";

/** Everything behind a place, in reads of so many. */
async function readOn({ events }: Store, place: EventPosition, limit: number) {
	const read: CaseEvent[] = [];
	for (let from = place; ; ) {
		const { events: some, end, isCut } = await events.after(from, limit);
		read.push(...some.map(({ event }) => event));
		from = end;
		if (!isCut) return { read, end };
	}
}

onEachDatabase("the events of all cases", {
	async "are read once each, those of a case in their order, whichever process wrote them"(
		store,
		database,
	) {
		const other = await database.open();
		const { create, change } = await fillDemo(store);
		const stores = [store, other];
		assert.deepEqual([...(await store.events.end())], []);
		let isOver = false;
		const writing = Promise.all(
			Array.from({ length: 6 }, async (_, writer) => {
				const made = await store.cases.create(create(null));
				assert.ok(made.kind === "created");
				for (let version = 1; version < 12; version++) {
					const by = stores[(writer + version) % 2] as Store;
					const { kind } = await by.cases.change(change(made.id, version));
					assert.equal(kind, "changed");
				}
			}),
		).finally(() => {
			isOver = true;
		});
		const followed: CaseEvent[] = [];
		let place: EventPosition = new Map();
		while (!isOver) {
			const { read, end } = await readOn(other, place, 5);
			followed.push(...read);
			place = end;
			await setTimeout(5);
		}
		await writing;
		followed.push(...(await readOn(other, place, 5)).read);
		assert.equal(followed.length, 6 * 12);
		assert.equal(new Set(followed.map(({ id }) => id)).size, followed.length);
		for (const [, events] of Map.groupBy(followed, ({ caseId }) => caseId)) {
			const ids = events.map(({ id }) => id);
			assert.deepEqual(
				ids,
				ids.toSorted((a, b) => a - b),
			);
			assert.equal(events[0]?.kind, "CREATED");
		}
		const { read } = await readOn(store, new Map(), 1_000);
		assert.equal(read.length, followed.length);
		const end = await store.events.end();
		assert.deepEqual((await readOn(store, end, 5)).read, []);
		await store.cases.create(create(null));
		assert.equal((await readOn(other, end, 5)).read.length, 1);
	},
});
