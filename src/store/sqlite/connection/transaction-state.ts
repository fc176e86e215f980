import { type ChainEnd, prepareChainEnd } from "../integrity/event-chain.ts";
import { cases } from "../schema.ts";
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
 * What a transaction has to know of the end of the tables: the next id of each, when the last case was numbered, and the
 * end of the chain of events.
 * Read when it is first asked for, kept while the transaction runs, and forgotten by `begin`: after a rollback none of it is true.
 */
export function prepareTransactionState(db: ConnectedDatabase) {
	const select = prepareStoredRead(db, {
		from: sequences,
		where: eq(sequences.name, sql.placeholder("name")),
	});
	const lastCase = prepareStoredRead(db, {
		columns: { numberedAt: cases.numberedAt },
		from: cases,
		orderBy: [desc(cases.id)],
	});
	const readChainEnd = prepareChainEnd(db);
	const used = new Map<Numbered, number>();
	let numberedAt: number | null = null;
	let chainEnd: ChainEnd | null = null;

	return {
		begin() {
			used.clear();
			numberedAt = null;
			chainEnd = null;
		},
		/** AUTOINCREMENT's own counter plus one: an id is never given twice, whatever was deleted. */
		nextId(name: Numbered): number {
			const id = (used.get(name) ?? select.get({ name })?.seq ?? 0) + 1;
			used.set(name, id);
			return id;
		},
		/** `numbered_at` of the next case, which is created at `at`. */
		numberAt(at: number): number {
			numberedAt = Math.max(at, numberedAt ?? lastCase.get()?.numberedAt ?? 0);
			return numberedAt;
		},
		chainEnd(): ChainEnd {
			chainEnd ??= readChainEnd();
			return chainEnd;
		},
		lengthenChain(end: ChainEnd) {
			chainEnd = end;
		},
	};
}
