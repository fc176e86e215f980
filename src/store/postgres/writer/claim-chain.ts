import type { ClientBase } from "pg";
import { locks } from "../connection/locks.ts";

/** A chain of events, and its end: what the next event is chained to. */
export type Chain = {
	readonly chain: number;
	/** 0 for a chain without events. */
	readonly position: number;
	readonly hash: string;
};

/** Chain 0 is that of a database that was moved here. */
const firstChain = 1;

/**
 * Claims the lowest chain that no other writer holds, for as long as the connection lasts. The lock only keeps writers
 * apart; what keeps two from the same position is the primary key.
 */
export async function claimChain(client: ClientBase): Promise<Chain> {
	for (let chain = firstChain; ; chain++) {
		const { rows } = await client.query<{ claimed: boolean }>(
			"SELECT pg_try_advisory_lock($1, $2) AS claimed",
			[locks.chains, chain],
		);
		if (rows[0]?.claimed) return readEnd(client, chain);
	}
}

async function readEnd(client: ClientBase, chain: number): Promise<Chain> {
	await client.query(
		`INSERT INTO event_chains (chain, id)
			VALUES ($1, replace(gen_random_uuid()::text, '-', '')) ON CONFLICT DO NOTHING`,
		[chain],
	);
	const { rows } = await client.query<Omit<Chain, "chain">>(
		`SELECT position, hash FROM case_events WHERE chain = $1
			UNION ALL SELECT 0, id FROM event_chains WHERE chain = $1
			ORDER BY position DESC LIMIT 1`,
		[chain],
	);
	return { chain, ...(rows[0] as Omit<Chain, "chain">) };
}

/** Whether an event is in a chain: the one at a position, known by its hash. */
export async function holdsEvent(
	client: ClientBase,
	{ chain, position, hash }: Chain,
): Promise<boolean> {
	const { rows } = await client.query<{ hash: string }>(
		"SELECT hash FROM case_events WHERE chain = $1 AND position = $2",
		[chain, position],
	);
	return rows[0]?.hash === hash;
}
