import type { Authorized } from "../authorize.ts";
import type { RowOutcome } from "./bulk.ts";
import type { Case } from "./case.ts";
import { keyReused } from "./consider-create.ts";
import type { CreateRequest } from "./create-request.ts";
import { findLandedCases } from "./find-landed-case.ts";
import type { Settled, SettledRows } from "./settle-rows.ts";

/** Every row as it is answered. */
export async function showRows(
	ctx: Authorized<"createCase">,
	requests: readonly CreateRequest[],
	settled: SettledRows,
): Promise<readonly Partial<RowOutcome>[]> {
	const landed = await findLandedCases(
		ctx,
		[...settled.values()].flatMap((row) =>
			"caseId" in row ? [row.caseId] : [],
		),
	);
	return requests.map(({ key }, index) =>
		showRow(settled.get(index) as Settled, key, landed),
	);
}

function showRow(
	row: Settled,
	key: string | null,
	landed: (id: number) => Case,
): Partial<RowOutcome> {
	switch (row.kind) {
		case "created":
			return { case: row.case };
		case "replayed":
		case "landed":
			return { case: landed(row.caseId), replayed: true };
		case "keyReused":
			return { problems: [keyReused(key)] };
		case "refused":
			return { problems: row.problems };
	}
}
