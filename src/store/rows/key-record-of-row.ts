import type { KeyRecord } from "../../domain/ports/idempotency-keys.ts";
import { requireIntact } from "../integrity/row-checksum.ts";
import type { KeyRow } from "./row-types.ts";

/** What a key was used for, from its row. Stops at a row that is damaged. */
export function keyRecordOf(row: KeyRow): KeyRecord {
	requireIntact("idempotencyKey", row);
	const { digest, caseId, commentId, attachmentId } = row;
	return { digest, caseId, commentId, attachmentId };
}
