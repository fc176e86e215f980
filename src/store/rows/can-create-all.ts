import { resolveRows } from "../../domain/cases/bulk/resolve-rows.ts";
import type { CreateCaseJob } from "../../domain/ports/create-jobs.ts";
import type {
	KeyRecord,
	KeyReference,
} from "../../domain/ports/idempotency-keys.ts";
import type { NewAttachment } from "../../domain/ports/stored-files.ts";

/** What a database has before the first row of a bulk is written. */
type Before = {
	readonly findKey: (key: KeyReference) => KeyRecord | null;
	readonly hasUploads: (files: readonly NewAttachment[]) => boolean;
};

/** Whether each row of a bulk would be written or replayed. An all-or-nothing bulk asks before its first write: there are no savepoints. */
export function canCreateAll(
	rows: readonly CreateCaseJob[],
	{ findKey, hasUploads }: Before,
): boolean {
	const resolved = resolveRows(
		rows.map(({ idempotency, attachments }) => ({
			key: idempotency?.key ?? null,
			digest: idempotency?.digest ?? null,
			earlier: idempotency && findKey(idempotency),
			uploads: attachments.flatMap((file) =>
				file.uploadId === undefined
					? []
					: [{ id: file.uploadId, isThere: hasUploads([file]) }],
			),
			isAccepted: true,
		})),
	);
	return resolved.every(
		({ kind }) => kind !== "keyReused" && kind !== "uploadGone",
	);
}
