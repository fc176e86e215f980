import type { Actor } from "../../actor.ts";
import type { Protocol } from "../../origin.ts";
import type { Assignee, CaseAttachment, CaseComment } from "../case.ts";
import type { CaseData } from "../case-data/case-data-value.ts";

/** What can happen to a case. */
export const caseEventKinds = [
	"CREATED",
	"UPDATED",
	"COMMENT_ADDED",
	"COMMENT_UPDATED",
	"ATTACHMENT_ADDED",
	"ATTACHMENT_DELETED",
	"TRANSITIONED",
	"ASSIGNED",
] as const;
export type CaseEventKind = (typeof caseEventKinds)[number];

/** The members of a case that an event is about, as they were or as they became. */
export type CaseEventState = {
	readonly categoryCode?: string;
	readonly typeCode?: string;
	readonly status?: string;
	readonly resolution?: string | null;
	readonly caseData?: CaseData;
	readonly assignee?: Assignee | null;
	readonly comment?: CaseComment;
	readonly attachment?: CaseAttachment;
};

/** An entry of a case's timeline. */
export type CaseEvent = {
	/** Counts the events of all cases, in the order of their commits. */
	readonly id: number;
	readonly caseId: number;
	readonly kind: CaseEventKind;
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly protocol: Protocol;
	readonly touchpointCode: string;
	readonly actorKind: Actor["kind"];
	/** Whose case it is. */
	readonly partyId: number;
	/** The operator who acted; null where the party itself did. */
	readonly operatorId: number | null;
	/** Null where nothing was there before, or nothing is there now; both are null once they were erased. */
	readonly before: CaseEventState | null;
	readonly after: CaseEventState | null;
};
