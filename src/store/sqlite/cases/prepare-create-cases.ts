import { resolveRows } from "../../../domain/cases/bulk/resolve-rows.ts";
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
		const resolved = resolveRows(
			rows.map(({ idempotency, attachments }) => ({
				key: idempotency?.key ?? null,
				digest: idempotency?.digest ?? null,
				earlier: idempotency && keys.findKey(idempotency),
				uploads: attachments.flatMap((file) =>
					file.uploadId === undefined
						? []
						: [{ id: file.uploadId, isThere: parts.hasUploads([file]) }],
				),
				isAccepted: true,
			})),
		);
		return resolved.every(
			({ kind }) => kind !== "keyReused" && kind !== "uploadGone",
		);
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
