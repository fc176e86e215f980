import type { Authorized } from "../../authorize.ts";
import type { KeyReference } from "../../ports/idempotency-keys.ts";
import type { Case } from "../case.ts";
import { findLandedCases } from "../create/find-existing-case.ts";
import type { CreateRequest } from "../create/read-create-request.ts";
import { keyReused } from "../idempotency/idempotency.ts";
import type { RowOutcome } from "./bulk.ts";
import type { Settled, SettledRows } from "./settle-rows.ts";

/** Every row as it is answered. */
export async function showRows(
	ctx: Authorized<"createCase">,
	requests: readonly CreateRequest[],
	settled: SettledRows,
): Promise<readonly Partial<RowOutcome>[]> {
	const landed = await findLandedCases(
		ctx,
		[...settled.values()].flatMap((row) => landedId(row) ?? []),
	);
	return requests.map(({ key }, index) =>
		showRow(settled.get(index) as Settled, key, landed),
	);
}

/** The case that an earlier command with the key of a row made. */
function landedId(row: Settled): number | null {
	if (row.kind === "landed") return row.caseId;
	return row.kind === "replayed" ? row.record.caseId : null;
}

function showRow(
	row: Settled,
	key: KeyReference | null,
	landed: (id: number) => Case,
): Partial<RowOutcome> {
	const { warnings = [] } = row;
	switch (row.kind) {
		case "created":
			return { case: row.case, warnings };
		case "replayed":
		case "landed":
			return {
				case: landed(landedId(row) as number),
				replayed: true,
				warnings,
			};
		case "keyReused":
			return { problems: [keyReused(key)] };
		case "refused":
			return { problems: row.problems };
	}
}
