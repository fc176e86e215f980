import type { Context } from "../../context.ts";
import type { Problem } from "../../problems/problem.ts";
import { quote } from "../../problems/quote.ts";
import type { BulkInput } from "./bulk.ts";

const mostRows = 500;
/** Comments and attachments of all rows: with the rows, what bounds the time that one bulk keeps others waiting. */
const mostParts = 2_000;

/** What is wrong with a bulk as a whole, whatever its rows are. */
export function refuseBulk(
	{ idempotencyKeyHeader }: Context,
	{ rows }: BulkInput,
): readonly Problem[] {
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
	if (idempotencyKeyHeader !== null)
		problems.push({
			code: "IDEMPOTENCY_KEY_PER_ROW",
			path: ["idempotencyKey"],
			message: `The header names the idempotency key ${quote(idempotencyKeyHeader)} for all rows; send an idempotencyKey in each row instead.`,
		});
	return problems;
}
