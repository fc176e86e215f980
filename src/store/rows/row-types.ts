import type { Actor } from "../../domain/actor.ts";
import type { CaseEventKind } from "../../domain/cases/events/case-event.ts";
import type { Protocol } from "../../domain/origin.ts";

/* Rows as every database stores them: times are milliseconds since 1970, and JSON is its text, which checksums cover. */

type Checksummed = { readonly rowChecksum: string };

/** The columns of a case that a change may set. */
export type ChangeableColumns = {
	readonly categoryCode: string;
	readonly typeCode: string;
	readonly status: string;
	readonly resolution: string | null;
	readonly caseData: string;
	readonly assigneeOperatorId: number | null;
	readonly assigneeGroupCode: string | null;
};

export type CaseRow = ChangeableColumns &
	Checksummed & {
		readonly id: number;
		readonly partyId: number;
		readonly operatorId: number | null;
		readonly touchpointCode: string;
		readonly protocol: Protocol;
		readonly activity: string | null;
		readonly tags: string | null;
		readonly source: string | null;
		readonly createdAt: number;
		/** The latest `createdAt` so far. */
		readonly numberedAt: number;
		readonly updatedAt: number;
		readonly version: number;
	};

export type CommentRow = Checksummed & {
	readonly id: number;
	readonly partyId: number;
	readonly caseId: number;
	readonly description: string;
	readonly createdAt: number;
	readonly updatedAt: number;
};

type FileRow = Checksummed & {
	readonly id: number;
	readonly fileName: string;
	readonly contentType: string;
	readonly size: number;
	readonly sha256: string;
	readonly storageName: string;
	readonly createdAt: number;
};

export type AttachmentRow = FileRow & {
	readonly partyId: number;
	readonly caseId: number;
};

export type UploadRow = FileRow & {
	readonly partyId: number | null;
	readonly operatorId: number | null;
};

/** What tells one key from another; 0 stands for nobody. */
export type KeyColumns = {
	readonly partyId: number;
	readonly operatorId: number;
	readonly touchpointCode: string;
	readonly key: string;
};

export type KeyRow = KeyColumns &
	Checksummed & {
		readonly digest: string;
		readonly caseId: number;
		readonly commentId: number | null;
		readonly attachmentId: number | null;
		readonly createdAt: number;
		readonly keyClock: number;
	};

export type EventRow = {
	readonly id: number;
	/** Null, as `caseId`, for an event that is about no case. */
	readonly partyId: number | null;
	readonly caseId: number | null;
	readonly kind: CaseEventKind;
	readonly at: number;
	readonly protocol: Protocol;
	readonly touchpointCode: string;
	readonly actorKind: Actor["kind"];
	readonly operatorId: number | null;
	readonly before: string | null;
	readonly after: string | null;
	/** Null once the texts were erased, and in events from before there were salts. */
	readonly salt: string | null;
	/** The salted digest of the texts; null in events from before there were salts. */
	readonly saltedDigest: string | null;
	readonly hash: string;
};
