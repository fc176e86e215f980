import type { Pool } from "pg";
import type { CredentialStore } from "../../../domain/ports/credential-store.ts";
import type { SessionSelection } from "../../../domain/ports/people-store.ts";
import { isStale } from "../../current-versions.ts";
import { eq, lt, type NodePgDatabase } from "../connection/drizzle.ts";
import { decide } from "../decide.ts";
import { sessions } from "../schema.ts";

/** What starts and ends sessions. */
export function prepareSessionWrites(
	writes: Pool,
): Pick<CredentialStore, "startSession" | "endSession"> {
	return {
		startSession: ({ replaces, versions, ...session }) =>
			decide(
				writes,
				async ({ db, current, raise }) => {
					if (isStale({ versions }, current)) return "stale";
					await db
						.delete(sessions)
						.where(lt(sessions.expiresAt, session.createdAt));
					if (replaces !== null && (await endSession(db, replaces)))
						await raise("credentials");
					await db.insert(sessions).values(session);
					return "started";
				},
				replaces === null,
			),
		endSession: (digest) =>
			decide(writes, async ({ db, raise }) => {
				if (await endSession(db, digest)) await raise("credentials");
			}),
	};
}

/** Whether there was such a session. */
async function endSession(db: NodePgDatabase, digest: string) {
	const ended = await db.delete(sessions).where(eq(sessions.digest, digest));
	return (ended.rowCount ?? 0) > 0;
}

/** Ends sessions without telling; answers how many. */
export async function revokeSessions(
	db: NodePgDatabase,
	of: SessionSelection,
): Promise<number> {
	const ended = await db.delete(sessions).where(selected(of));
	return ended.rowCount ?? 0;
}

function selected(of: SessionSelection) {
	switch (of.kind) {
		case "party":
			return eq(sessions.partyId, of.id);
		case "operator":
			return eq(sessions.operatorId, of.id);
		case "touchpoint":
			return eq(sessions.touchpointCode, of.touchpointCode);
		case "all":
			return undefined;
	}
}
