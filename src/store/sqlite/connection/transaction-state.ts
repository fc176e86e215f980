import type { CurrentVersions } from "../../current-versions.ts";
import {
	type ChainEnd,
	createSalts,
	type EventPlace,
} from "../../integrity/event-chain.ts";
import {
	prepareChainId,
	prepareLastEvent,
} from "../integrity/prepare-chain-end.ts";
import { cases, versions } from "../schema.ts";
import { desc, eq, integer, sql, sqliteTable, text } from "./drizzle.ts";
import { type ConnectedDatabase, prepareStoredRead } from "./statements.ts";

const sequences = sqliteTable("sqlite_sequence", {
	name: text("name"),
	seq: integer("seq"),
});

/** Tables whose rows have a checksum over the id that they are about to get. */
type Numbered = "cases" | "case_comments" | "case_attachments" | "uploads";

export type TransactionState = ReturnType<typeof prepareTransactionState>;

/**
 * What jobs of a transaction are compared with, and what rows are allotted: the next id of each table, when the last case
 * was numbered, and the next place in the chain of events. The ends of tables are read when they are first asked for, kept
 * while the transaction runs, and forgotten by `begin`: after a rollback it is no longer true.
 */
export function prepareTransactionState(db: ConnectedDatabase) {
	const selectVersions = prepareStoredRead(db, { from: versions });
	const selectSequence = prepareStoredRead(db, {
		from: sequences,
		where: eq(sequences.name, sql.placeholder("name")),
	});
	const lastCase = prepareStoredRead(db, {
		columns: { numberedAt: cases.numberedAt },
		from: cases,
		orderBy: [desc(cases.id)],
	});
	const lastEvent = prepareLastEvent(db);
	const readChainId = prepareChainId(db);
	const nextSalt = createSalts();
	const used = new Map<Numbered, number>();
	let numberedAt: number | null = null;

	const none: CurrentVersions = { catalogue: 0, credentials: 0, keyClock: 0 };
	const state = {
		versions: none,
		/** The last event that was written; null while it is unknown. */
		// Otherwise null would be its whole type.
		chainEnd: null as ChainEnd | null,
		begin() {
			used.clear();
			numberedAt = null;
			state.chainEnd = null;
			state.versions = selectVersions.one();
		},
		/** Reads the versions again, after one was raised. */
		refreshVersions() {
			state.versions = selectVersions.one();
		},
		/** The first of so many ids, from AUTOINCREMENT's own counter: an id is never given twice, whatever was deleted. 0 if no id is needed. */
		nextId(name: Numbered, count: number): number {
			if (count === 0) return 0;
			const last = used.get(name) ?? selectSequence.get({ name })?.seq ?? 0;
			used.set(name, last + count);
			return last + 1;
		},
		/** `numbered_at` of the next case, which is created at `at`. */
		numberAt(at: number): number {
			numberedAt = Math.max(at, numberedAt ?? lastCase.get()?.numberedAt ?? 0);
			return numberedAt;
		},
		/** The place of the next event; its writer sets `chainEnd` to it. */
		nextEvent(): EventPlace {
			state.chainEnd ??= lastEvent.get() ?? { id: 0, hash: readChainId() };
			const { id, hash } = state.chainEnd;
			return { id: id + 1, previousHash: hash, salt: nextSalt() };
		},
		/** The same for so many events. */
		nextEvents(count: number) {
			state.chainEnd ??= lastEvent.get() ?? { id: 0, hash: readChainId() };
			const { id, hash } = state.chainEnd;
			const salts = Array.from({ length: count }, nextSalt);
			return { firstEventId: id + 1, previousHash: hash, salts };
		},
	};
	return state;
}
