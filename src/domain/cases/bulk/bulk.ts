import type { Problem } from "../../problems/problem.ts";
import type { Case } from "../case.ts";
import type { CasePreview } from "../create/case-preview.ts";
import type { CreateRequest } from "../create/create-case-parser.ts";

/** Whether one bad row keeps all rows from being written, or only itself. */
export type ErrorPolicy = "REJECT_EVERYTHING" | "REJECT_FAILED_ROWS";

/** A create among others; its key is in the row. */
export type RowInput = Pick<CreateRequest, "command" | "keyInput"> & {
	readonly dryRun: boolean | null;
	/** How many comments and attachments it has, whatever their shape. */
	readonly parts: number;
};

export type BulkInput = {
	readonly rows: readonly RowInput[];
	readonly errorPolicy: ErrorPolicy;
	readonly isDryRun: boolean;
};

/** The result of a row; without case, preview and problems if another row kept it from being written. */
export type RowOutcome = {
	readonly case: Case | null;
	/** What the case would be, in a dry run. */
	readonly preview: CasePreview | null;
	readonly replayed: boolean;
	readonly problems: readonly Problem[];
	/** What was accepted although it may not be what was meant. */
	readonly warnings: readonly Problem[];
};

export type BulkOutcome = {
	/** One for each row, in order; empty if the bulk is refused as a whole. */
	readonly rows: readonly RowOutcome[];
	/** All of all rows, or those of the bulk as a whole. */
	readonly problems: readonly Problem[];
};

/** The outcome of a bulk from those of its rows; the path of each problem begins with its row. */
export function bulkOutcome(rows: readonly Partial<RowOutcome>[]): BulkOutcome {
	const outcomes = rows.map(
		(row, index): RowOutcome => ({
			...noOutcome,
			...row,
			problems: ofRow(index, row.problems),
			warnings: ofRow(index, row.warnings),
		}),
	);
	return {
		rows: outcomes,
		problems: outcomes.flatMap(({ problems }) => problems),
	};
}

function ofRow(index: number, problems: readonly Problem[] = []) {
	return problems.map((problem) => ({
		...problem,
		path: ["cases", String(index), ...problem.path],
	}));
}

/** The defaults of an outcome. */
export const noOutcome: RowOutcome = {
	case: null,
	preview: null,
	replayed: false,
	problems: [],
	warnings: [],
};
