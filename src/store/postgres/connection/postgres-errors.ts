/** What a failure of the database means for what was asked of it. */
export type Failure =
	/** Another writer used the key first. */
	| "keyTaken"
	/** Another writer has the position in the chain. */
	| "positionTaken"
	/** Another writer has the id. */
	| "idTaken"
	/** Nothing was written, and the same may succeed another time. */
	| "notWritten"
	/** The disk is full, or another limit of the server is reached: nothing was written. */
	| "full"
	/** The connection was lost: nobody knows whether what was asked was done. */
	| "unknown"
	/** What the database says of what was asked: a fault of ours. */
	| "fault";

const takenBy: Readonly<Record<string, Failure>> = {
	idempotency_keys_key: "keyTaken",
	case_events_key: "positionTaken",
	event_chains_pkey: "positionTaken",
	cases_key: "idTaken",
	case_comments_key: "idTaken",
	case_attachments_key: "idTaken",
};

/** PostgreSQL's code of a failure, also when Drizzle wrapped it; null for any other error, a lost connection among them. */
export function sqlState(error: unknown): string | null {
	const { code } = databaseErrorOf(error) ?? {};
	return code ?? null;
}

type DatabaseError = Error &
	Readonly<
		Partial<Record<"constraint" | "table" | "column", string>> & {
			code: string;
		}
	>;

/** PostgreSQL's own error, also when Drizzle wrapped it. It alone has a severity. */
export function databaseErrorOf(error: unknown): DatabaseError | null {
	for (let cause = error; cause instanceof Error; cause = cause.cause) {
		const { code, severity } = cause as Partial<
			Record<"code" | "severity", unknown>
		>;
		if (typeof code === "string" && typeof severity === "string")
			return cause as DatabaseError;
	}
	return null;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
export function failureOf(error: unknown): Failure {
	const found = databaseErrorOf(error);
	if (!found) return "unknown";
	const { code, constraint = "" } = found;
	if (code === "23505") return takenBy[constraint] ?? "fault";
	// Serialisation, deadlock, lock timeout, and a statement that somebody cancelled.
	if (/^(40001|40P01|55P03|57014)$/.test(code)) return "notWritten";
	// Connections, shutdown and start of the server, and a primary that became a standby.
	if (/^(08|57P)/.test(code) || code === "25006") return "unknown";
	return code.startsWith("53") ? "full" : "fault";
}
