import type { CaseStore } from "../store.ts";
import type { CaseEvent } from "./case-event.ts";

/** Events of all cases as they are committed, by this process or another. */
export type CaseFeed = {
	/** Everything committed from now on; ends when the signal aborts or the feed closes. */
	subscribe(signal: AbortSignal): AsyncGenerator<CaseEvent, void>;
	close(): void;
};

const pollInterval = 200;
const largestRead = 500;
/** A subscriber this many events behind is cut off, so that a slow reader cannot fill the memory. */
const longestQueue = 5_000;

type Subscriber = {
	readonly queue: CaseEvent[];
	wake: () => void;
	isOver: boolean;
};

/**
 * Tails the table of events by id: nothing is sent before it was committed, and commits of other processes are seen.
 * The table is asked only while somebody listens.
 */
export function createCaseFeed(
	store: Pick<CaseStore, "eventsAfter" | "lastEventId">,
): CaseFeed {
	const subscribers = new Set<Subscriber>();
	let last = 0;
	let timer: NodeJS.Timeout | null = null;

	async function poll() {
		const events = await store.eventsAfter(last, largestRead);
		last = events.at(-1)?.id ?? last;
		for (const subscriber of subscribers) {
			subscriber.queue.push(...events);
			if (subscriber.queue.length > longestQueue) subscriber.isOver = true;
			if (events.length > 0) subscriber.wake();
		}
		if (subscribers.size > 0) schedule();
		else timer = null;
	}

	function schedule() {
		timer = setTimeout(() => poll().catch(close), pollInterval).unref();
	}

	async function start(subscriber: Subscriber) {
		subscribers.add(subscriber);
		if (timer !== null) return;
		schedule();
		last = await store.lastEventId();
	}

	function end(subscriber: Subscriber) {
		subscriber.isOver = true;
		subscriber.wake();
	}

	function close() {
		if (timer) clearTimeout(timer);
		timer = null;
		subscribers.forEach(end);
	}

	return {
		async *subscribe(signal) {
			const subscriber = { queue: [], wake: () => {}, isOver: false };
			const stop = () => end(subscriber);
			signal.addEventListener("abort", stop, { once: true });
			await start(subscriber);
			try {
				yield* drain(subscriber);
			} finally {
				subscribers.delete(subscriber);
				signal.removeEventListener("abort", stop);
			}
		},
		close,
	};
}

async function* drain(subscriber: Subscriber): AsyncGenerator<CaseEvent, void> {
	while (!subscriber.isOver) {
		const event = subscriber.queue.shift();
		if (event) yield event;
		else
			await new Promise<void>((resolve) => {
				subscriber.wake = resolve;
			});
	}
}
