import type {
	KeyRecord,
	KeyReference,
	NewKey,
} from "../../domain/ports/idempotency-keys.ts";
import type {
	NewAttachment,
	NewUpload,
} from "../../domain/ports/stored-files.ts";
import { rowChecksum } from "../integrity/row-checksum.ts";
import type {
	AttachmentRow,
	CommentRow,
	KeyColumns,
	KeyRow,
	UploadRow,
} from "./row-types.ts";

/** The case that a part belongs to, and when the part came. */
export type PartOwner = {
	readonly partyId: number;
	readonly caseId: number;
	readonly at: number;
};

export function commentRow(
	id: number,
	{ partyId, caseId, at }: PartOwner,
	description: string,
): CommentRow {
	const times = { createdAt: at, updatedAt: at };
	const row = { id, partyId, caseId, description, ...times };
	return { ...row, rowChecksum: rowChecksum("comment", row) };
}

export function attachmentRow(
	id: number,
	{ partyId, caseId, at }: PartOwner,
	{ uploadId: _, ...file }: NewAttachment,
): AttachmentRow {
	const row = { id, partyId, caseId, createdAt: at, ...file };
	return { ...row, rowChecksum: rowChecksum("attachment", row) };
}

export function uploadRow(
	id: number,
	{ uploadId: _, ...upload }: NewUpload,
): UploadRow {
	const row = { id, ...upload };
	return { ...row, rowChecksum: rowChecksum("upload", row) };
}

/** What a command made, for its key to lead to. */
type Made = Pick<KeyRecord, "caseId" | "commentId" | "attachmentId"> & {
	readonly at: number;
};

export function keyRow(
	key: NewKey,
	{ caseId, commentId, attachmentId, at }: Made,
	keyClock: number,
): KeyRow {
	const { partyId, operatorId, touchpointCode, key: text } = keyColumns(key);
	const row = {
		partyId,
		operatorId,
		touchpointCode,
		key: text,
		digest: key.digest,
		caseId,
		commentId,
		attachmentId,
		createdAt: at,
		keyClock,
	};
	return { ...row, rowChecksum: rowChecksum("idempotencyKey", row) };
}

/** A party's key has no operator, whoever acted. Columns of a primary key cannot be null: 0 stands for nobody. */
export function keyColumns({
	partyId,
	operatorId,
	touchpointCode,
	key,
}: KeyReference): KeyColumns {
	return {
		partyId: partyId ?? 0,
		operatorId: partyId === null ? (operatorId ?? 0) : 0,
		touchpointCode,
		key,
	};
}
