import type { CaseData } from "./case-data/case-data-value.ts";

export type CaseComment = {
	readonly id: number;
	readonly description: string;
};

/** What is known of a file; its bytes lie in the attachment folder under a name of ours. */
export type CaseAttachment = {
	readonly id: number;
	readonly fileName: string;
	readonly contentType: string;
	/** Bytes. */
	readonly size: number;
};

/** Who works on a case: an operator, or a group of them. */
export type Assignee =
	| { readonly kind: "operator"; readonly operatorId: number }
	| { readonly kind: "group"; readonly groupCode: string };

/** A registered case as both protocols answer it. */
export type Case = {
	/** The integer that v4 calls `id` and GraphQL `number`. */
	readonly id: number;
	readonly partyId: number;
	readonly touchpointCode: string;
	readonly categoryCode: string;
	readonly typeCode: string;
	readonly status: string;
	readonly resolution: string | null;
	readonly comments: readonly CaseComment[];
	readonly caseData: CaseData;
	readonly attachments: readonly CaseAttachment[];
	readonly assignee: Assignee | null;
	/** Milliseconds since 1970. */
	readonly createdAt: number;
	readonly updatedAt: number;
	/** Counts the changes, from 1. */
	readonly version: number;
};
