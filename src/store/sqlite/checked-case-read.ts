import type { Case } from "../../domain/case/case.ts";
import type { CaseOwners } from "../../domain/store/case-store.ts";
import { assigneeOf } from "./case-columns.ts";
import { asc, eq, sql } from "./drizzle.ts";
import { requireIntact } from "./row-digest.ts";
import { caseAttachments, caseComments, cases } from "./schema.ts";
import { type ConnectedDatabase, prepareStoredRead } from "./statements.ts";

/** Reads one case with all that hangs on it, every row compared with its digest. Lists do without: there it would cost most of a read. */
export function prepareCheckedRead(db: ConnectedDatabase) {
	const caseId = sql.placeholder("id");
	const byId = prepareStoredRead(db, cases, eq(cases.id, caseId));
	const commentsOf = prepareStoredRead(
		db,
		caseComments,
		eq(caseComments.caseId, caseId),
		asc(caseComments.id),
	);
	const attachmentsOf = prepareStoredRead(
		db,
		caseAttachments,
		eq(caseAttachments.caseId, caseId),
		asc(caseAttachments.id),
	);

	return (
		id: number,
		maySee: (found: CaseOwners) => boolean = () => true,
	): Case | null => {
		const row = byId.get({ id });
		if (!row || !maySee({ ...row, assignee: assigneeOf(row) })) return null;
		requireIntact("case", row);
		return {
			id: row.id,
			partyId: row.partyId,
			touchpointCode: row.touchpointCode,
			categoryCode: row.categoryCode,
			typeCode: row.typeCode,
			status: row.status,
			resolution: row.resolution,
			comments: commentsOf.all({ id }).map((comment) => {
				requireIntact("comment", comment);
				const { id, description } = comment;
				return { id, description };
			}),
			caseData: JSON.parse(row.caseData),
			attachments: attachmentsOf.all({ id }).map((attachment) => {
				requireIntact("attachment", attachment);
				const { id, fileName, contentType, size } = attachment;
				return { id, fileName, contentType, size };
			}),
			assignee: assigneeOf(row),
			createdAt: row.createdAt,
			updatedAt: row.updatedAt,
			version: row.version,
		};
	};
}
