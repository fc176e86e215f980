import type { CurrentVersions } from "../current-versions.ts";
import { sql } from "./connection/drizzle.ts";
import { prepareRead, type Run } from "./connection/statements.ts";
import { versions } from "./schema.ts";

/** Reads the version counters. */
export function prepareVersions(run: Run): () => Promise<CurrentVersions> {
	const select = prepareRead<CurrentVersions>(
		run,
		sql`SELECT ${versions.catalogue} AS "catalogue", ${versions.credentials} AS "credentials", ${versions.keyClock} AS "keyClock" FROM ${versions}`,
	);
	return async () => {
		const [row] = await select();
		if (!row) throw new Error("The versions table is empty.");
		return row;
	};
}

/**
 * Reads the counters once for all who ask within a turn of the event loop. It asks the database when the turn ends, so
 * that the answer is never older than the request that it is for.
 */
export function oncePerTurn<Result>(
	read: () => Promise<Result>,
): () => Promise<Result> {
	let ofTurn: Promise<Result> | null = null;
	return () => {
		ofTurn ??= new Promise((resolve, reject) => {
			setImmediate(() => {
				ofTurn = null;
				read().then(resolve, reject);
			});
		});
		return ofTurn;
	};
}
