import type { Case } from "../../../domain/cases/case.ts";
import type { CaseScope } from "../../../domain/cases/case-scope.ts";
import { checkedCaseOf, isRowInScope } from "../../rows/case-of-row.ts";
import { asc, eq, sql } from "../connection/drizzle.ts";
import {
	type ConnectedDatabase,
	prepareStoredRead,
} from "../connection/statements.ts";
import { caseAttachments, caseComments, cases } from "../schema.ts";

/** Reads one case with all that hangs on it, every row compared with its checksum. */
export function prepareCheckedRead(db: ConnectedDatabase) {
	const caseId = sql.placeholder("id");
	const byId = prepareStoredRead(db, {
		from: cases,
		where: eq(cases.id, caseId),
	});
	const commentsOf = prepareStoredRead(db, {
		from: caseComments,
		where: eq(caseComments.caseId, caseId),
		orderBy: [asc(caseComments.id)],
	});
	const attachmentsOf = prepareStoredRead(db, {
		from: caseAttachments,
		where: eq(caseAttachments.caseId, caseId),
		orderBy: [asc(caseAttachments.id)],
	});

	return (id: number, scope: CaseScope | null): Case | null => {
		const row = byId.get({ id });
		if (!row || !isRowInScope(row, scope)) return null;
		return checkedCaseOf(
			row,
			commentsOf.all({ id }),
			attachmentsOf.all({ id }),
		);
	};
}
