import type { Context } from "../../context.ts";
import { type Problem, problem } from "../../problems/problem.ts";
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
		problems.push(problem("emptyBulk", ["cases"], { most: mostRows }));
	if (rows.length > mostRows)
		problems.push(
			problem("tooManyRows", ["cases"], {
				count: rows.length,
				most: mostRows,
			}),
		);
	const parts = rows.reduce((sum, row) => sum + row.parts, 0);
	if (rows.length <= mostRows && parts > mostParts)
		problems.push(
			problem("tooManyParts", ["cases"], { count: parts, most: mostParts }),
		);
	if (idempotencyKeyHeader !== null)
		problems.push(
			problem("keyForAllRows", ["idempotencyKey"], {
				key: idempotencyKeyHeader,
			}),
		);
	return problems;
}
