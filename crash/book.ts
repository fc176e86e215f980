import { type Expected, expectedOf } from "./content.ts";
import type { Findings } from "./findings.ts";
import type { LedgerLine, Outcome } from "./ledger.ts";
import { operationOf } from "./operation.ts";

/** What is known of a key. */
export type Entry = {
	readonly key: string;
	readonly expected: Expected;
	/** The case that was promised, or found after a crash; null for neither. */
	number: number | null;
	/** Whether a case may be there: some request was acknowledged, or nobody knows how it ended. */
	mayExist: boolean;
	/** Whether the case is known to be there, so that nothing may make it again. */
	isMade: boolean;
};

export type Book = ReturnType<typeof createBook>;

/** Everything that was promised in a round, key by key, drawn from its ledgers. */
export function createBook(findings: Findings) {
	const entries = new Map<string, Entry>();
	const owners = new Map<number, string>();

	function entryOf(key: string): Entry {
		let entry = entries.get(key);
		if (!entry) {
			const expected = expectedOf(operationOf(key));
			entry = { key, expected, number: null, mayExist: false, isMade: false };
			entries.set(key, entry);
		}
		return entry;
	}

	/** Notes whose number it is; a number never belongs to two keys, and a key never to two numbers. */
	function own(entry: Entry, number: number) {
		const owner = owners.get(number) ?? entry.key;
		if (owner !== entry.key)
			findings.add("duplicated", entry.key, `${number} belongs to ${owner}`);
		if (entry.number !== null && entry.number !== number)
			findings.add("duplicated", entry.key, `${entry.number} and ${number}`);
		owners.set(number, owner);
		entry.number ??= number;
	}

	function promise(
		entry: Entry,
		outcome: Extract<Outcome, { kind: "acknowledged" }>,
	) {
		own(entry, outcome.number);
		if (outcome.digest !== entry.expected.digest)
			findings.add("lost", entry.key, "it was answered with other content");
		if (!outcome.replayed && entry.isMade)
			findings.add("duplicated", entry.key, "it was made a second time");
		if (!outcome.replayed) entry.isMade = true;
	}

	return {
		entries: entries as ReadonlyMap<string, Entry>,
		own,
		/** Takes a promise that was broken off the book, so that it counts once. */
		forget(entry: Entry) {
			if (entry.number !== null) owners.delete(entry.number);
			entry.number = null;
		},
		/**
		 * Enters a ledger whose first `promised` lines count; an answer in a later line is as good as none. Tells the keys
		 * in it and how many acknowledgements were promised.
		 */
		enter(lines: readonly LedgerLine[], promised: number) {
			const open = new Map<number, Entry>();
			const touched = new Set<Entry>();
			let acknowledgements = 0;
			for (const [index, line] of lines.entries()) {
				if ("key" in line) {
					const entry = entryOf(line.key);
					open.set(line.send, entry);
					touched.add(entry);
					continue;
				}
				const entry = open.get(line.send) as Entry;
				open.delete(line.send);
				if (line.outcome.kind === "failed")
					findings.add("unresolved", entry.key, line.outcome.reason);
				else entry.mayExist = true;
				if (line.outcome.kind !== "acknowledged" || index >= promised) continue;
				acknowledgements++;
				promise(entry, line.outcome);
			}
			for (const entry of open.values()) entry.mayExist = true;
			return { touched: [...touched], acknowledgements };
		},
	};
}
