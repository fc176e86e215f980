import { getTableColumns, getTableName, type SQLiteTable } from "../drizzle.ts";
import {
	caseAttachments,
	caseComments,
	cases,
	idempotencyKeys,
	uploads,
} from "../schema.ts";
import { type SealedKind, sealedColumns } from "./row-checksum.ts";

const tables = {
	case: cases,
	comment: caseComments,
	attachment: caseAttachments,
	upload: uploads,
	idempotencyKey: idempotencyKeys,
} as const satisfies Record<SealedKind, SQLiteTable>;

/** The tables whose rows have digests, with the SQL of what a digest covers. */
export const sealedTables = (Object.keys(tables) as SealedKind[]).map(
	(kind) => {
		const columns = getTableColumns(tables[kind]) as Record<
			string,
			{ readonly name: string }
		>;
		return {
			kind,
			name: getTableName(tables[kind]),
			columns: sealedColumns[kind]
				.map((column) => `"${columns[column]?.name}"`)
				.join(", "),
		};
	},
);
