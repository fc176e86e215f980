import { hash } from "node:crypto";
import { type BetterSQLite3Database, desc } from "../connection/drizzle.ts";
import {
	type ConnectedDatabase,
	prepareStoredRead,
} from "../connection/statements.ts";
import { caseEvents, eventChains } from "../schema.ts";

/** The end of a chain: its last event, and what the next one is chained to. */
export type ChainEnd = { readonly id: number; readonly hash: string };

type ChainedEvent = Omit<typeof caseEvents.$inferSelect, "hash">;

/**
 * The chain value of an event: `h(n) = SHA-256(h(n-1) || entry)`, and `h(0)` is the id of the chain. Events count from
 * 1 without a gap, so an event that is missing, changed or moved breaks the chain from there on.
 */
export function chainHash(previous: string, event: ChainedEvent): string {
	return chainHashOfValues(previous, [
		event.id,
		event.partyId,
		event.caseId,
		event.kind,
		event.at,
		event.protocol,
		event.touchpointCode,
		event.actorKind,
		event.operatorId,
		event.before,
		event.after,
	]);
}

/** The same from the values of an event, in the order of `chainedColumns`. */
export function chainHashOfValues(
	previous: string,
	values: readonly unknown[],
): string {
	return hash("sha256", previous + JSON.stringify(values));
}

/** The SQL of the same values in the same order. */
export const chainedColumns =
	"id, party_id, case_id, kind, at, protocol, touchpoint_code, actor_kind, operator_id, before, after";

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
