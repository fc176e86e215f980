import type { Database } from "better-sqlite3";
import { digestOf, textsOf } from "./content.ts";

/** A case as its rows say it. */
export type StoredCase = {
	readonly number: number;
	/** The key it was created with, by its source. */
	readonly source: string | null;
	readonly digest: string;
	/** The key whose row names it; null for none or several. */
	readonly key: string | null;
	readonly events: number;
	readonly files: readonly StoredFile[];
};

export type StoredFile = {
	readonly storageName: string;
	readonly size: number;
	readonly sha256: string;
};

type CaseRow = {
	readonly id: number;
	readonly category_code: string;
	readonly type_code: string;
	readonly status: string;
	readonly resolution: string | null;
	readonly case_data: string;
	readonly source: string | null;
	readonly comments: string;
	readonly attachments: string;
	readonly keys: string;
	readonly events: number;
};

const everything = `SELECT id, category_code, type_code, status, resolution, case_data, source,
	(SELECT json_group_array(description ORDER BY id) FROM case_comments WHERE case_id = cases.id) AS comments,
	(SELECT json_group_array(json_object('fileName', file_name, 'contentType', content_type, 'size', size,
		'sha256', sha256, 'storageName', storage_name) ORDER BY id)
		FROM case_attachments WHERE case_id = cases.id) AS attachments,
	(SELECT json_group_array(key) FROM key_of WHERE case_id = cases.id) AS keys,
	(SELECT count(*) FROM case_events WHERE case_id = cases.id AND kind = 'CREATED') AS events
	FROM cases ORDER BY id`;

/** Every case with all that hangs on it. */
export function readStoredCases(database: Database): readonly StoredCase[] {
	database.exec(
		`CREATE TEMP TABLE key_of AS SELECT case_id, key FROM idempotency_keys;
		CREATE INDEX temp.key_of_case ON key_of (case_id)`,
	);
	return database
		.prepare<[], CaseRow>(everything)
		.all()
		.map((row) => {
			const attachments = JSON.parse(row.attachments);
			const keys: string[] = JSON.parse(row.keys);
			return {
				number: row.id,
				source: row.source,
				key: keys.length === 1 ? (keys[0] as string) : null,
				events: row.events,
				files: attachments,
				digest: digestOf({
					categoryCode: row.category_code,
					typeCode: row.type_code,
					status: row.status,
					resolution: row.resolution,
					comments: JSON.parse(row.comments),
					caseData: caseDataOf(row.case_data),
					attachments,
				}),
			};
		});
}

/** Stored values keep their text in `text`, or are the JSON value itself. */
function caseDataOf(stored: string) {
	const values = Object.entries(
		JSON.parse(stored) as Record<string, { text?: string; value?: unknown }>,
	);
	return textsOf(
		Object.fromEntries(
			values.map(([code, { text, value }]) => [code, text ?? value]),
		),
	);
}
