import {
	type ChecksummedKind,
	checksummedColumns,
} from "../../integrity/row-checksum.ts";
import {
	getTableColumns,
	getTableName,
	type SQLiteTable,
} from "../connection/drizzle.ts";
import {
	caseAttachments,
	caseComments,
	cases,
	idempotencyKeys,
	uploads,
} from "../schema.ts";

const tables = {
	case: cases,
	comment: caseComments,
	attachment: caseAttachments,
	upload: uploads,
	idempotencyKey: idempotencyKeys,
} as const satisfies Record<ChecksummedKind, SQLiteTable>;

/** The tables whose rows have digests, with the SQL of what a digest covers. */
export const checksummedTables = (Object.keys(tables) as ChecksummedKind[]).map(
	(kind) => {
		const columns = getTableColumns(tables[kind]) as Record<
			string,
			{ readonly name: string }
		>;
		return {
			kind,
			name: getTableName(tables[kind]),
			columns: checksummedColumns[kind]
				.map((column) => `"${columns[column]?.name}"`)
				.join(", "),
		};
	},
);
