import {
	type ConnectedDatabase,
	type CurrentVersions,
	prepareStoredRead,
} from "./connection/statements.ts";
import { versions } from "./schema.ts";

/** Reads the version counters. */
export function prepareVersions(db: ConnectedDatabase): () => CurrentVersions {
	const select = prepareStoredRead(db, { from: versions });
	return () => {
		const row = select.get();
		if (!row) throw new Error("The versions table is empty.");
		return row;
	};
}
