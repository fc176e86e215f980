import type { Problem } from "../../problems/problem.ts";
import type { Case } from "../case.ts";
import type { CasePreview } from "../create/case-preview.ts";
import type { CreateRequest } from "../create/create-case-parser.ts";

/** What one bad row does to the others: keeps all from being written, or none. */
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

/** What became of a row; no case, no preview and no problem when another row kept it from being written. */
export type RowOutcome = {
	readonly case: Case | null;
	/** What the case would be, in a dry run. */
	readonly preview: CasePreview | null;
	readonly replayed: boolean;
	readonly problems: readonly Problem[];
	/** What was taken although it may not say what was meant. */
	readonly warnings: readonly Problem[];
};

export type BulkOutcome = {
	/** One for each row, in order; none when the bulk is refused as a whole. */
	readonly rows: readonly RowOutcome[];
	/** All of all rows, or those of the bulk as a whole. */
	readonly problems: readonly Problem[];
};

/** The outcome of a bulk from what became of its rows, each problem with its row. */
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

/** What an outcome has unless it says otherwise. */
export const noOutcome: RowOutcome = {
	case: null,
	preview: null,
	replayed: false,
	problems: [],
	warnings: [],
};
