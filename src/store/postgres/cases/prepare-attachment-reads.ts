import type { AttachmentReader } from "../../../domain/ports/attachment-reader.ts";
import type { StoredAttachment } from "../../../domain/ports/stored-files.ts";
import { requireIntact } from "../../integrity/row-checksum.ts";
import { sql } from "../connection/drizzle.ts";
import { prepareRead, type Run, selectList } from "../connection/statements.ts";
import { caseAttachments, uploads } from "../schema.ts";
import { wholeColumns } from "./case-columns.ts";

type AttachmentRow = typeof caseAttachments.$inferSelect;

/** Statements that read what is known of files, prepared once. */
export function prepareAttachmentReads(run: Run): AttachmentReader {
	const attachmentById = prepareRead<AttachmentRow>(
		run,
		sql`SELECT ${selectList(wholeColumns.attachment)} FROM ${caseAttachments} WHERE ${caseAttachments.id} = ${sql.placeholder("id")}`,
	);
	const isNamed = prepareRead<{ readonly isNamed: boolean }>(
		run,
		sql`SELECT EXISTS (SELECT FROM ${caseAttachments} WHERE ${caseAttachments.storageName} = ${sql.placeholder("storageName")})
			OR EXISTS (SELECT FROM ${uploads} WHERE ${uploads.storageName} = ${sql.placeholder("storageName")}) AS "isNamed"`,
	);

	return {
		async find(id): Promise<StoredAttachment | null> {
			const [row] = await attachmentById({ id });
			if (!row) return null;
			requireIntact("attachment", row);
			const { bucket: _, ...attachment } = row;
			return attachment;
		},
		async hasFile(storageName) {
			const [row] = await isNamed({ storageName });
			return row?.isNamed ?? false;
		},
	};
}
