import { keysOf } from "../../../domain/keys-of.ts";
import {
	type ChecksummedKind,
	checksummedColumns,
} from "../../integrity/row-checksum.ts";
import {
	getTableColumns,
	getTableName,
	type SQLiteColumn,
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

/** The tables whose rows have checksums, with the SQL of the columns that a checksum covers. */
export const checksummedTables = keysOf(tables).map((kind) => {
	const columns: Readonly<Record<string, SQLiteColumn>> = getTableColumns(
		tables[kind],
	);
	return {
		kind,
		name: getTableName(tables[kind]),
		columns: checksummedColumns[kind]
			.map((column) => `"${columns[column]?.name}"`)
			.join(", "),
	};
});
