import type { ClientBase } from "pg";
import { StoreError } from "../../store-error.ts";

/** What a server says about itself. */
export type ServerSettings = {
	readonly version: string;
	readonly versionNumber: number;
	readonly fsync: string;
	readonly synchronousCommit: string;
	readonly encoding: string;
	readonly isStandby: boolean;
	readonly isReadOnly: boolean;
};

/** Reads them on a connection, as they are for it. */
export async function readSettings(
	client: ClientBase,
): Promise<ServerSettings> {
	const { rows } = await client.query<ServerSettings>(
		`SELECT current_setting('server_version') AS "version",
			current_setting('server_version_num')::int AS "versionNumber",
			current_setting('fsync') AS "fsync",
			current_setting('synchronous_commit') AS "synchronousCommit",
			current_setting('server_encoding') AS "encoding",
			pg_is_in_recovery() AS "isStandby",
			current_setting('transaction_read_only')::boolean AS "isReadOnly"`,
	);
	return rows[0] as ServerSettings;
}

const oldest = 150_000;
/** Each waits at least until the commit is on the disk of the server. */
const durable = ["on", "remote_apply"];

/** Refuses a server that would break a promise. */
export function requireSettings(found: ServerSettings): void {
	const reason = reasonAgainst(found);
	if (reason) throw new StoreError(reason);
}

function reasonAgainst(found: ServerSettings): string | null {
	if (found.versionNumber < oldest)
		return `casebridge needs PostgreSQL 15 or newer and found ${found.version}; upgrade the server.`;
	if (found.isStandby)
		return "PostgreSQL is a standby in recovery, which cannot write; name the primary in DATABASE_URL.";
	if (found.fsync !== "on")
		return `PostgreSQL has fsync=${found.fsync}, by which a power cut loses acknowledged cases; set fsync=on.`;
	if (!durable.includes(found.synchronousCommit))
		return `PostgreSQL has synchronous_commit=${found.synchronousCommit} for this user and database, by which acknowledged cases can be lost; set it to on.`;
	if (found.encoding !== "UTF8")
		return `The database has the encoding ${found.encoding}, which cannot hold every text; make one with ENCODING 'UTF8'.`;
	if (found.isReadOnly)
		return "The database is read only for this user (default_transaction_read_only); let casebridge write, or name another user in DATABASE_URL.";
	return null;
}
