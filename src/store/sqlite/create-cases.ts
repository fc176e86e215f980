import type {
	CreateCaseJob,
	CreateCasesJob,
	CreateCasesResult,
	Versions,
} from "../../domain/store.ts";
import type { CasePartWrites } from "./case-part-writes.ts";
import type { CaseWrites } from "./case-writes.ts";
import { isStale } from "./statements.ts";

/** Several creates in the writer's transaction, by the statements of one. */
export function prepareCreateCases(cases: CaseWrites, parts: CasePartWrites) {
	/** Whether each row would be written or replayed. There are no savepoints, so this is known before the first write. */
	function canWriteAll(rows: readonly CreateCaseJob[]): boolean {
		const digests = new Map<string, string>();
		const taken = new Set<number>();
		return rows.every(
			({ partyId, touchpointCode, idempotency, attachments }) => {
				if (idempotency) {
					const { key, digest } = idempotency;
					const earlier =
						digests.get(key) ??
						cases.findKey({ partyId, touchpointCode, key })?.digest;
					if (earlier !== undefined) return earlier === digest;
					digests.set(key, digest);
				}
				return (
					parts.hasUploads(attachments) &&
					attachments.every(
						({ uploadId }) =>
							uploadId === undefined ||
							(!taken.has(uploadId) && taken.add(uploadId)),
					)
				);
			},
		);
	}

	return (
		{ rows, isAllOrNothing }: CreateCasesJob,
		current: Versions,
	): CreateCasesResult => {
		if (rows.some((row) => isStale(row, current))) return { kind: "stale" };
		if (isAllOrNothing && !canWriteAll(rows)) return { kind: "refused" };
		return {
			kind: "written",
			results: rows.map((row) => cases.createCase(row, current)),
		};
	};
}
