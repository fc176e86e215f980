import { randomUUID } from "node:crypto";
import type { ClientBase } from "pg";
import { StoreError } from "../../store-error.ts";

const setting = "casebridge.session";

/**
 * Refuses a pooler that gives a session of the server to whoever begins a transaction: what one connection holds, a chain
 * of events above all, another would then hold too. Such a pooler is known by one connection finding what the other has
 * set, or by a connection that finds itself in another session than before.
 */
export async function requireOwnSession(
	one: ClientBase,
	other: ClientBase,
): Promise<void> {
	const mine = randomUUID();
	const before = await sessionOf(one);
	await one.query("SELECT set_config($1, $2, false)", [setting, mine]);
	await other.query("BEGIN");
	try {
		const { id, set } = await sessionOf(other);
		if (id === before.id || set === mine) throw pooled();
		const after = await sessionOf(one);
		if (after.id !== before.id || after.set !== mine) throw pooled();
	} finally {
		await other.query("ROLLBACK");
	}
	await one.query("SELECT set_config($1, '', false)", [setting]);
}

async function sessionOf(client: ClientBase) {
	const { rows } = await client.query<{ id: number; set: string | null }>(
		'SELECT pg_backend_pid() AS "id", current_setting($1, true) AS "set"',
		[setting],
	);
	return rows[0] as { id: number; set: string | null };
}

function pooled() {
	return new StoreError(
		"DATABASE_URL leads to a pooler that shares sessions between transactions, and a writer needs a session of its own; name PostgreSQL itself, or let the pooler pool sessions.",
	);
}
