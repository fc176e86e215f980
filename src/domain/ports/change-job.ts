import type { Actor } from "../actor.ts";
import type { Assignee, CaseAttachment, CaseComment } from "../cases/case.ts";
import type { CaseData } from "../cases/case-data/case-data-value.ts";
import type { CaseEventState } from "../cases/events/case-event.ts";
import type { Protocol } from "../origin.ts";
import type { NewKey, Repeated } from "./idempotency-keys.ts";
import type { NewAttachment } from "./stored-files.ts";
import type { Versions } from "./versions.ts";

/** What one change writes, as plain data, if the case still has the version that was decided on. */
export type ChangeCaseJob = {
	readonly versions: Versions;
	readonly at: number;
	readonly protocol: Protocol;
	readonly touchpointCode: string;
	readonly actorKind: Actor["kind"];
	readonly operatorId: number | null;
	readonly caseId: number;
	readonly partyId: number;
	readonly version: number;
	/** The new values of the case's own columns, with the event that records them. */
	readonly change: CaseChange | null;
	readonly addComments: readonly string[];
	readonly updateComment: {
		readonly before: CaseComment;
		readonly after: CaseComment;
	} | null;
	readonly addAttachments: readonly NewAttachment[];
	readonly removeAttachment: CaseAttachment | null;
	readonly idempotency: NewKey | null;
};

export type CaseChange = {
	readonly kind: "UPDATED" | "TRANSITIONED" | "ASSIGNED";
	readonly categoryCode: string;
	readonly typeCode: string;
	readonly status: string;
	readonly resolution: string | null;
	readonly caseData: CaseData;
	readonly assignee: Assignee | null;
	readonly before: CaseEventState;
	readonly after: CaseEventState;
};

export type ChangedCase = {
	readonly kind: "changed";
	readonly commentIds: readonly number[];
	readonly attachmentIds: readonly number[];
};

export type ChangeCaseResult =
	| ChangedCase
	| Repeated
	/** Another request changed the case first: nothing was written. */
	| { readonly kind: "conflict" }
	| { readonly kind: "uploadGone" }
	| { readonly kind: "stale" };
