import type { Case } from "../cases/case.ts";
import type { CaseScope } from "../cases/case-scope.ts";
import type { CasePageQuery, CaseSelection } from "./case-queries.ts";

/** The port by which cases are read. */
export type CaseReader = {
	/**
	 * The case if there is one in this scope, of all cases where that is null. What hangs on it is read only then, so that
	 * a hidden case takes the time of a missing one.
	 */
	findById(id: number, scope: CaseScope | null): Promise<Case | null>;
	/** Those of these cases that are in the scope. */
	findByIds(
		ids: readonly number[],
		scope: CaseScope | null,
	): Promise<readonly Case[]>;
	findPage(query: CasePageQuery): Promise<readonly Case[]>;
	count(query: CaseSelection): Promise<number>;
	/** The case that each of these comments or attachments hangs on, by its own id. */
	findCaseIds(
		part: "comment" | "attachment",
		ids: readonly number[],
	): Promise<ReadonlyMap<number, number>>;
};
