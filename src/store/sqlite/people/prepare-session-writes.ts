import type { StartSession } from "../../../domain/ports/credential-store.ts";
import type { SessionSelection } from "../../../domain/ports/people-store.ts";
import type { Versions } from "../../../domain/ports/versions.ts";
import { isStale } from "../../current-versions.ts";
import { eq, lt, sql } from "../connection/drizzle.ts";
import {
	type ConnectedDatabase,
	prepareInsert,
} from "../connection/statements.ts";
import { sessions } from "../schema.ts";

/** Statements that start and end sessions; each function runs inside the writer's transaction. */
export function prepareSessionWrites(
	db: ConnectedDatabase,
	raiseCredentials: () => void,
) {
	const insert = prepareInsert(db, sessions);
	const remove = db
		.delete(sessions)
		.where(eq(sessions.digest, sql.placeholder("digest")))
		.prepare();
	const removeExpired = db
		.delete(sessions)
		.where(lt(sessions.expiresAt, sql.placeholder("now")))
		.prepare();

	/** Ends the session; other processes learn it from the raised version. */
	function endSession(digest: string) {
		if (remove.run({ digest }).changes > 0) raiseCredentials();
	}

	return {
		startSession(
			{ replaces, versions, ...session }: StartSession,
			current: Versions,
		): "started" | "stale" {
			if (isStale({ versions }, current)) return "stale";
			removeExpired.run({ now: session.createdAt });
			if (replaces !== null) endSession(replaces);
			insert(session);
			return "started";
		},
		endSession,
		revokeSessions(of: SessionSelection): number {
			const { changes } = db.delete(sessions).where(selected(of)).run();
			if (changes > 0) raiseCredentials();
			return changes;
		},
	};
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
