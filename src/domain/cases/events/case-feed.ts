import type { CaseEventReader } from "../../ports/case-event-reader.ts";
import { RequestError } from "../../problems/request-error.ts";
import type { CaseEvent } from "./case-event.ts";
import {
	type EventPosition,
	earlierOf,
	isAfter,
	laterOf,
} from "./event-position.ts";

/** Events of all cases as they are committed, by this process or another. */
export type CaseFeed = {
	/**
	 * Everything committed after this resolves, and null now and then, for a look whether to go on. Ends when the signal
	 * aborts or the feed closes, and throws when the subscriber was too slow or the store failed.
	 */
	subscribe(signal: AbortSignal): Promise<AsyncGenerator<CaseEvent | null>>;
	/** Ends every subscription, also later ones. */
	close(): void;
};

type FeedTiming = {
	/** Milliseconds between two looks at the table. */
	readonly pollInterval: number;
	/** Milliseconds between two nulls. */
	readonly tickInterval: number;
};

const largestRead = 500;
/** A subscriber this many events behind is cut off, so that a slow reader cannot fill the memory. */
const longestQueue = 5_000;

type Subscriber = {
	readonly queue: (CaseEvent | null)[];
	/** How far it got, or where it began. */
	after: EventPosition;
	wake: () => void;
	end: "open" | "ended" | RequestError;
};

/**
 * Tails the table of events: nothing is sent before it was committed, and commits of other processes are seen.
 * The table is read only while there are subscribers.
 */
export function createCaseFeed(
	reader: Pick<CaseEventReader, "after" | "end">,
	{ pollInterval, tickInterval }: FeedTiming = {
		pollInterval: 200,
		tickInterval: 1_000,
	},
): CaseFeed {
	const subscribers = new Set<Subscriber>();
	const pollsInTick = Math.ceil(tickInterval / pollInterval);
	let last: EventPosition = new Map();
	let polls = 0;
	let timer: NodeJS.Timeout | null = null;
	let isClosed = false;

	async function poll() {
		const { events, end, isCut } = await reader.after(last, largestRead);
		last = end;
		const isTick = ++polls % pollsInTick === 0;
		for (const subscriber of subscribers) {
			const { after } = subscriber;
			const news = events
				.filter((place) => isAfter(place, after))
				.map(({ event }) => event);
			subscriber.after = laterOf(after, end);
			if (news.length > 0) push(subscriber, news);
			if (isTick && subscriber.queue.length === 0) push(subscriber, [null]);
		}
		timer = null;
		if (subscribers.size > 0) schedule(isCut ? 0 : pollInterval);
	}

	function push(subscriber: Subscriber, news: readonly (CaseEvent | null)[]) {
		if (subscriber.queue.length + news.length > longestQueue)
			return end(subscriber, tooSlow());
		subscriber.queue.push(...news);
		subscriber.wake();
	}

	function schedule(delay: number) {
		timer = setTimeout(() => poll().catch(fail), delay).unref();
	}

	function end(subscriber: Subscriber, how: Subscriber["end"]) {
		subscribers.delete(subscriber);
		if (subscriber.end !== "open") return;
		subscriber.end = how;
		subscriber.queue.length = 0;
		subscriber.wake();
	}

	function endAll(how: Subscriber["end"]) {
		if (timer) clearTimeout(timer);
		timer = null;
		for (const subscriber of subscribers) end(subscriber, how);
	}

	/** A later subscriber tries again. */
	function fail(cause: unknown) {
		endAll(new RequestError("cannotReadChanges", {}, { cause }));
	}

	return {
		async subscribe(signal) {
			const after = await reader.end();
			const isOver = isClosed || signal.aborted;
			const subscriber: Subscriber = {
				queue: [],
				after,
				wake: () => {},
				end: isOver ? "ended" : "open",
			};
			if (isOver) return drain(subscriber);
			subscribers.add(subscriber);
			const stop = () => end(subscriber, "ended");
			signal.addEventListener("abort", stop, { once: true });
			last = timer === null ? after : earlierOf(last, after);
			if (timer === null) schedule(pollInterval);
			return drain(subscriber);
		},
		close() {
			isClosed = true;
			endAll("ended");
		},
	};
}

async function* drain(
	subscriber: Subscriber,
): AsyncGenerator<CaseEvent | null, void> {
	while (subscriber.end === "open") {
		const event = subscriber.queue.shift();
		if (event !== undefined) yield event;
		else
			await new Promise<void>((resolve) => {
				subscriber.wake = resolve;
			});
	}
	if (subscriber.end instanceof RequestError) throw subscriber.end;
}

function tooSlow() {
	return new RequestError("changesTooFast", {});
}
