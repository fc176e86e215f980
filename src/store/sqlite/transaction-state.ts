import { eq, integer, sql, sqliteTable, text } from "./drizzle.ts";
import { type ChainEnd, prepareChainEnd } from "./event-chain.ts";
import { type ConnectedDatabase, prepareStoredRead } from "./statements.ts";

const sequences = sqliteTable("sqlite_sequence", {
	name: text("name"),
	seq: integer("seq"),
});

/** Tables whose rows are sealed with the id they are about to get. */
type Numbered = "cases" | "case_comments" | "case_attachments" | "uploads";

export type TransactionState = ReturnType<typeof prepareTransactionState>;

/**
 * What a transaction has to know of the end of the tables: the next id of each, and the end of the chain of events.
 * Read when it is first asked for, kept while the transaction runs, and forgotten by `begin`: after a rollback none of it is true.
 */
export function prepareTransactionState(db: ConnectedDatabase) {
	const select = prepareStoredRead(
		db,
		sequences,
		eq(sequences.name, sql.placeholder("name")),
	);
	const readChainEnd = prepareChainEnd(db);
	const used = new Map<Numbered, number>();
	let chainEnd: ChainEnd | null = null;

	return {
		begin() {
			used.clear();
			chainEnd = null;
		},
		/** AUTOINCREMENT's own counter plus one: an id is never given twice, whatever was deleted. */
		nextId(name: Numbered): number {
			const id = (used.get(name) ?? select.get({ name })?.seq ?? 0) + 1;
			used.set(name, id);
			return id;
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
