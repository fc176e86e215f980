import type { Case } from "../../../domain/cases/case.ts";
import type { CaseScope } from "../../../domain/cases/case-scope.ts";
import { remember } from "../../remember.ts";
import { checkedCaseOf } from "../../rows/case-of-row.ts";
import { and, eq, sql } from "../connection/drizzle.ts";
import { prepareRead, type Run, selectList } from "../connection/statements.ts";
import { caseAttachments, caseComments, cases } from "../schema.ts";
import { partsOf, type WholeRow, wholeColumns } from "./case-columns.ts";
import { selectedIn, sourcesOf, valuesOf } from "./case-sources.ts";

type CheckedRow = WholeRow<
	typeof wholeColumns.case,
	typeof wholeColumns.comment,
	typeof wholeColumns.attachment
>;

/**
 * Reads one case with all that hangs on it, every row compared with its checksum. What hangs on a case outside of the
 * scope is not read.
 */
export function prepareCheckedRead(run: Run) {
	const byScope = new Map<string, ReturnType<typeof prepareIn>>();
	const comments = partsOf(caseComments, wholeColumns.comment);
	const attachments = partsOf(caseAttachments, wholeColumns.attachment);

	function prepareIn(scope: CaseScope | null) {
		const isIn = scope ? selectedIn(scope, null) : [];
		return prepareRead<CheckedRow>(
			run,
			sql`SELECT ${selectList(wholeColumns.case)}, ${comments} AS "comments", ${attachments} AS "attachments"
				FROM ${cases} WHERE ${and(eq(cases.id, sql.placeholder("id")), ...isIn)}`,
		);
	}

	return async (id: number, scope: CaseScope | null): Promise<Case | null> => {
		const shape = scope ? sourcesOf(scope).join() : "all";
		const select = remember(byScope, shape, () => prepareIn(scope));
		const [row] = await select({ id, ...(scope && valuesOf(scope)) });
		return row ? checkedCaseOf(row, row.comments, row.attachments) : null;
	};
}
