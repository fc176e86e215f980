import type { ChainEnd } from "../../integrity/event-chain.ts";
import { type BetterSQLite3Database, desc } from "../connection/drizzle.ts";
import {
	type ConnectedDatabase,
	prepareStoredRead,
} from "../connection/statements.ts";
import { caseEvents, eventChains } from "../schema.ts";

/** Reads the end of the chain. */
export function prepareChainEnd(db: ConnectedDatabase): () => ChainEnd {
	const last = prepareStoredRead(db, {
		columns: { id: caseEvents.id, hash: caseEvents.hash },
		from: caseEvents,
		orderBy: [desc(caseEvents.id)],
	});
	const readId = prepareChainId(db);
	return () => last.get() ?? { id: 0, hash: readId() };
}

/** Reads the id of the chain, by which one database is told from another. */
export function prepareChainId(db: BetterSQLite3Database): () => string {
	const select = db.select().from(eventChains).prepare();
	return () => {
		const chain = select.get();
		if (!chain) throw new Error("The event_chains table is empty.");
		return chain.id;
	};
}
