import type { Authorized } from "../../authorize.ts";
import type { KeyReference } from "../../ports/idempotency-keys.ts";
import type { Case } from "../case.ts";
import { findExistingCases } from "../create/find-existing-case.ts";
import type { CreateRequest } from "../create/read-create-request.ts";
import { keyReused } from "../idempotency/idempotency.ts";
import type { Applied, AppliedRows } from "./apply-rows.ts";
import type { RowOutcome } from "./bulk.ts";

/** Every row as it is answered. */
export async function presentRows(
	ctx: Authorized<"createCase">,
	requests: readonly CreateRequest[],
	applied: AppliedRows,
): Promise<readonly Partial<RowOutcome>[]> {
	const existing = await findExistingCases(
		ctx,
		[...applied.values()].flatMap((row) => existingId(row) ?? []),
	);
	return requests.map(({ key }, index) =>
		showRow(applied.get(index) as Applied, key, existing),
	);
}

/** The case that an earlier command with the key of a row made. */
function existingId(row: Applied): number | null {
	if (row.kind === "existing") return row.caseId;
	return row.kind === "replayed" ? row.record.caseId : null;
}

function showRow(
	row: Applied,
	key: KeyReference | null,
	existing: (id: number) => Case,
): Partial<RowOutcome> {
	const { warnings = [] } = row;
	switch (row.kind) {
		case "created":
			return { case: row.case, warnings };
		case "replayed":
		case "existing":
			return {
				case: existing(existingId(row) as number),
				replayed: true,
				warnings,
			};
		case "keyReused":
			return { problems: [keyReused(key)] };
		case "refused":
			return { problems: row.problems };
	}
}
