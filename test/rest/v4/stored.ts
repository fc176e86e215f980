import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { readDatabase } from "../../support/read-database.ts";
import { rows } from "../../support/requests.ts";
import type { TestServer } from "../../support/test-server.ts";

/** What calls about cases may write. */
const tables = [
	"cases",
	"case_comments",
	"case_attachments",
	"case_events",
	"idempotency_keys",
	"uploads",
] as const;

export type Stored = Record<(typeof tables)[number] | "files", number>;

const nothing: Stored = {
	cases: 0,
	case_comments: 0,
	case_attachments: 0,
	case_events: 0,
	idempotency_keys: 0,
	uploads: 0,
	files: 0,
};

/** How many rows and files there are. */
export function countStored(server: TestServer): Stored {
	const counts = tables.map(
		(table) => `(SELECT count(*) FROM ${table}) AS ${table}`,
	);
	const stored = readDatabase(server.databaseFile, (database) =>
		database.prepare<[], Omit<Stored, "files">>(`SELECT ${counts}`).get(),
	);
	return {
		...(stored as Omit<Stored, "files">),
		files: filesOf(server).length,
	};
}

/** Compares the counts; what is left out of `expected` is none. */
export function assertStored(
	server: TestServer,
	expected: Partial<Stored>,
): void {
	assert.deepEqual(countStored(server), { ...nothing, ...expected });
}

/** No refused request leaves a trace. */
export function assertNothingStored(server: TestServer): void {
	assertStored(server, {});
}

/** The names in the attachment folder. */
export function filesOf({ attachmentsFolder }: TestServer): string[] {
	return existsSync(attachmentsFolder) ? readdirSync(attachmentsFolder) : [];
}

/** The rows of a table that belong to one case, in order of their ids. */
export function rowsOfCase(
	server: TestServer,
	table: Exclude<(typeof tables)[number], "cases">,
	caseId: number,
): Record<string, unknown>[] {
	return rows(server, table, { case_id: caseId });
}

/** The row of one case. */
export function caseRow(
	server: TestServer,
	id: number,
): Record<string, unknown> {
	const [row] = rows(server, "cases", { id });
	assert.ok(row, `case ${id} is not stored`);
	return row;
}

export type StoredEvent = {
	readonly kind: string;
	readonly actor: string;
	// biome-ignore lint/suspicious/noExplicitAny: compared member by member in tests
	readonly before: any;
	// biome-ignore lint/suspicious/noExplicitAny: compared member by member in tests
	readonly after: any;
};

/** The events of one case as they were written, oldest first: what happened, who did it, and the parsed states. */
export function eventsOfCase(
	server: TestServer,
	caseId: number,
): readonly StoredEvent[] {
	return rowsOfCase(server, "case_events", caseId).map((row) => ({
		kind: String(row.kind),
		actor: String(row.actor_kind),
		before: parsed(row.before),
		after: parsed(row.after),
	}));
}

function parsed(value: unknown): unknown {
	return value === null ? null : JSON.parse(String(value));
}
