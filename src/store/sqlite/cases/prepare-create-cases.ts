import type {
	CreateCaseJob,
	CreateCasesJob,
	CreateCasesResult,
} from "../../../domain/ports/create-jobs.ts";
import { type CurrentVersions, isStale } from "../connection/statements.ts";
import type { KeyWrites } from "./key-writes.ts";
import type { CreateCase } from "./prepare-case-writes.ts";
import type { UploadWrites } from "./prepare-upload-writes.ts";

/** Several creates in the writer's transaction, by the statements of one. */
export function prepareCreateCases(
	createCase: CreateCase,
	parts: UploadWrites,
	keys: KeyWrites,
) {
	/** Whether each row would be written or replayed. There are no savepoints, so this is known before the first write. */
	function canWriteAll(rows: readonly CreateCaseJob[]): boolean {
		const digests = new Map<string, string>();
		const taken = new Set<number>();
		return rows.every(({ idempotency, attachments }) => {
			if (idempotency) {
				const { key, digest } = idempotency;
				const earlier = digests.get(key) ?? keys.findKey(idempotency)?.digest;
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
		});
	}

	return (
		{ rows, isAllOrNothing }: CreateCasesJob,
		current: CurrentVersions,
	): CreateCasesResult => {
		if (rows.some((row) => isStale(row, current))) return { kind: "stale" };
		if (isAllOrNothing && !canWriteAll(rows)) return { kind: "refused" };
		return {
			kind: "written",
			results: rows.map((row) => createCase(row)),
		};
	};
}
