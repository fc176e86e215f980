import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { rows } from "../../support/requests.ts";
import type { TestServer } from "../../support/test-server.ts";

/** What a create may write. */
const tables = [
	"cases",
	"case_comments",
	"case_attachments",
	"case_events",
	"idempotency_keys",
] as const;

export type Stored = Record<(typeof tables)[number] | "files", number>;

const nothing: Stored = {
	cases: 0,
	case_comments: 0,
	case_attachments: 0,
	case_events: 0,
	idempotency_keys: 0,
	files: 0,
};

/** How many rows and files there are. */
export function countStored(server: TestServer): Stored {
	const counts = tables.map((table) => [table, rows(server, table).length]);
	const files = filesOf(server).length;
	return { ...Object.fromEntries(counts), files };
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
	return rows(server, table).filter((row) => row.case_id === caseId);
}

/** The row of one case. */
export function caseRow(
	server: TestServer,
	id: number,
): Record<string, unknown> {
	const row = rows(server, "cases").find((candidate) => candidate.id === id);
	assert.ok(row, `case ${id} is not stored`);
	return row;
}
