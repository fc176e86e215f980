import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { CaseEvent } from "../../../../src/domain/cases/events/case-event.ts";
import { createCaseFeed } from "../../../../src/domain/cases/events/case-feed.ts";
import { RequestError } from "../../../../src/domain/problems/request-error.ts";

const timing = { pollInterval: 5, tickInterval: 20 };

/** A table of events that a test fills. */
function startFeed() {
	const events: CaseEvent[] = [];
	const state = { isBroken: false };
	const feed = createCaseFeed(
		{
			async after(place, limit) {
				if (state.isBroken) throw new Error("the disk is gone");
				const from = place.get(0) ?? 0;
				const read = events.slice(from, from + limit).map((event) => ({
					event,
					chain: 0,
					position: event.id,
				}));
				const end = new Map([[0, from + read.length]]);
				return { events: read, end, isCut: read.length === limit };
			},
			end: async () => new Map([[0, events.length]]),
		},
		timing,
	);
	const write = (count: number) => {
		for (let index = 0; index < count; index++)
			events.push({ id: events.length + 1 } as CaseEvent);
	};
	return { feed, state, write };
}

/** The ids of the next events; ticks are left out. */
async function take(
	events: AsyncGenerator<CaseEvent | null>,
	count: number,
): Promise<number[]> {
	const ids: number[] = [];
	while (ids.length < count) {
		const { value, done } = await events.next();
		assert.ok(!done, "the events ended early");
		if (value) ids.push(value.id);
	}
	return ids;
}

const never = new AbortController().signal;

describe("the feed of case events", () => {
	test("gives each subscriber every event since it began, once and in order", async () => {
		const { feed, write } = startFeed();
		write(3);
		const first = await feed.subscribe(never);
		write(2);
		const second = await feed.subscribe(never);
		write(1200);
		assert.deepEqual(await take(first, 4), [4, 5, 6, 7]);
		const rest = await take(second, 1200);
		assert.equal(rest[0], 6);
		assert.equal(rest.at(-1), 1205);
		assert.equal(new Set(rest).size, 1200);
		feed.close();
	});

	test("gives null now and then while nothing happens", async () => {
		const { feed } = startFeed();
		const events = await feed.subscribe(never);
		assert.deepEqual(await events.next(), { value: null, done: false });
		feed.close();
	});

	test("ends when the signal aborts, when it was aborted before, and when the feed is closed", async () => {
		const { feed, write } = startFeed();
		const leave = new AbortController();
		const left = await feed.subscribe(leave.signal);
		const open = await feed.subscribe(never);
		const waiting = left.next();
		leave.abort();
		assert.equal((await waiting).done, true);
		const late = await feed.subscribe(leave.signal);
		assert.equal((await late.next()).done, true);
		write(1);
		assert.deepEqual(await take(open, 1), [1]);
		const last = open.next();
		feed.close();
		assert.equal((await last).done, true);
		const afterwards = await feed.subscribe(never);
		assert.equal((await afterwards.next()).done, true);
	});

	test("cuts a subscriber off that reads too slowly, and no other", async () => {
		const { feed, write } = startFeed();
		const slow = await feed.subscribe(never);
		const quick = await feed.subscribe(never);
		write(6000);
		assert.equal((await take(quick, 6000)).at(-1), 6000);
		await assert.rejects(take(slow, 1), isRequestError("busy"));
		write(1);
		assert.deepEqual(await take(quick, 1), [6001]);
		feed.close();
	});

	test("ends with a refusal when the store fails, and serves later subscribers again", async () => {
		const { feed, state, write } = startFeed();
		const events = await feed.subscribe(never);
		state.isBroken = true;
		await assert.rejects(take(events, 1), isRequestError("unavailable"));
		state.isBroken = false;
		const again = await feed.subscribe(never);
		write(1);
		assert.deepEqual(await take(again, 1), [1]);
		await sleep(timing.pollInterval);
		feed.close();
	});
});

function isRequestError(kind: RequestError["kind"]) {
	return (error: unknown) =>
		error instanceof RequestError && error.kind === kind;
}
