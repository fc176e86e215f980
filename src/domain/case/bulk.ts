import type { Authorized } from "../authorize.ts";
import type { Problem } from "../problem.ts";
import { quote } from "../quote.ts";
import type { Case } from "./case.ts";
import type { CasePreview } from "./case-preview.ts";
import {
	type CreateCaseInput,
	type CreateRequest,
	readCreateRequest,
} from "./create-request.ts";

/** What one bad row does to the others: keeps all from being written, or none. */
export type ErrorPolicy = "REJECT_EVERYTHING" | "REJECT_FAILED_ROWS";

const mostRows = 500;
/** Comments and attachments of all rows: with the rows, what bounds the time that one bulk keeps others waiting. */
const mostParts = 2_000;

/** A create among others; its key is in the row. */
export type RowInput = Pick<CreateCaseInput, "command" | "keyInput"> & {
	readonly dryRun: boolean | null;
	/** How many comments and attachments it has, whatever their shape. */
	readonly parts: number;
};

export type BulkInput = {
	readonly rows: readonly RowInput[];
	readonly errorPolicy: ErrorPolicy;
	/** The `Idempotency-Key` header, which cannot name many rows. */
	readonly keyHeader: string | null;
	readonly isDryRun: boolean;
};

/** What became of a row; no case, no preview and no problem when another row kept it from being written. */
export type RowOutcome = {
	readonly case: Case | null;
	/** What the case would be, in a dry run. */
	readonly preview: CasePreview | null;
	readonly replayed: boolean;
	readonly problems: readonly Problem[];
};

export type BulkOutcome = {
	/** One for each row, in order; none when the bulk is refused as a whole. */
	readonly rows: readonly RowOutcome[];
	/** All of all rows, or those of the bulk as a whole. */
	readonly problems: readonly Problem[];
};

/** What is wrong with a bulk as a whole, whatever its rows are. */
export function refuseBulk({ rows, keyHeader }: BulkInput): readonly Problem[] {
	const problems: Problem[] = [];
	if (rows.length === 0)
		problems.push({
			code: "REQUIRED",
			path: ["cases"],
			message: `cases is empty; send 1 to ${mostRows} of them.`,
		});
	if (rows.length > mostRows)
		problems.push({
			code: "TOO_MANY",
			path: ["cases"],
			message: `cases has ${rows.length} entries; send 1 to ${mostRows} of them.`,
		});
	const parts = rows.reduce((sum, row) => sum + row.parts, 0);
	if (rows.length <= mostRows && parts > mostParts)
		problems.push({
			code: "TOO_MANY",
			path: ["cases"],
			message: `cases have ${parts} comments and attachments together; send at most ${mostParts} in one bulk.`,
		});
	if (keyHeader !== null)
		problems.push({
			code: "IDEMPOTENCY_KEY_PER_ROW",
			path: ["idempotencyKey"],
			message: `The header names the idempotency key ${quote(keyHeader)} for all rows; send an idempotencyKey in each row instead.`,
		});
	return problems;
}

export function readRows(
	ctx: Authorized<"createCase">,
	{ rows, isDryRun }: BulkInput,
): readonly CreateRequest[] {
	return rows.map(({ dryRun, command, keyInput = null }) =>
		readCreateRequest(ctx, {
			command,
			keyInput,
			keyHeader: null,
			problems:
				dryRun === null || dryRun === isDryRun ? [] : [ownDryRun(dryRun)],
		}),
	);
}

function ownDryRun(dryRun: boolean): Problem {
	return {
		code: "INVALID_FORMAT",
		path: ["dryRun"],
		message: `dryRun is ${dryRun} in this row and ${!dryRun} for all; rows are tried together, so send it beside cases.`,
	};
}

/** The outcome of a bulk from what became of its rows, each problem with its row. */
export function bulkOutcome(rows: readonly Partial<RowOutcome>[]): BulkOutcome {
	const outcomes = rows.map(
		(row, index): RowOutcome => ({
			...noOutcome,
			...row,
			problems: (row.problems ?? []).map((problem) => ({
				...problem,
				path: ["cases", String(index), ...problem.path],
			})),
		}),
	);
	return {
		rows: outcomes,
		problems: outcomes.flatMap(({ problems }) => problems),
	};
}

/** What an outcome has unless it says otherwise. */
export const noOutcome: RowOutcome = {
	case: null,
	preview: null,
	replayed: false,
	problems: [],
};
