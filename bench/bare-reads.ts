import type { SqliteDatabase } from "../src/store/sqlite/connection/open-database.ts";

type Row = { readonly id: number };

/** Prepares the selects of a case and of the newest 50, none of which was changed, with comments and attachments: three statements each. */
export function prepareBareReads(database: SqliteDatabase) {
	const columns =
		"id, party_id, touchpoint_code, category_code, type_code, status, resolution, case_data, created_at, updated_at, version";
	const one = database.prepare<[number], Row>(
		`SELECT ${columns} FROM cases WHERE id = ?`,
	);
	const newest = database.prepare<[], Row>(
		`SELECT ${columns} FROM cases WHERE party_id = 1 AND (updated_at <> numbered_at) = 0
			ORDER BY numbered_at DESC, id DESC LIMIT 50`,
	);
	const comments = database.prepare<[string], { case_id: number }>(
		"SELECT case_id, id, description FROM case_comments WHERE case_id IN (SELECT value FROM json_each(?)) ORDER BY case_id, id",
	);
	const attachments = database.prepare<[string], { case_id: number }>(
		"SELECT case_id, id, file_name, content_type, size FROM case_attachments WHERE case_id IN (SELECT value FROM json_each(?)) ORDER BY case_id, id",
	);

	function whole(rows: readonly Row[]) {
		const ids = JSON.stringify(rows.map(({ id }) => id));
		const own = {
			comments: Map.groupBy(comments.all(ids), (row) => row.case_id),
			attachments: Map.groupBy(attachments.all(ids), (row) => row.case_id),
		};
		return rows.map((row) => ({
			...row,
			comments: own.comments.get(row.id) ?? [],
			attachments: own.attachments.get(row.id) ?? [],
		}));
	}

	return {
		readCase: (id: number) => whole(one.all(id))[0],
		listCases: () => whole(newest.all()),
	};
}
