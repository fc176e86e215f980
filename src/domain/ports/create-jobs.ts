import type { Actor } from "../actor.ts";
import type { CaseData } from "../cases/case-data/case-data-value.ts";
import type { Origin, Protocol } from "../origin.ts";
import type { NewKey, Repeated } from "./idempotency-keys.ts";
import type { NewAttachment } from "./stored-files.ts";
import type { Versions } from "./versions.ts";

/** Everything one create writes, as plain data: key, case, comments, caseData, attachments and event in one transaction. */
export type CreateCaseJob = {
	/** The versions that the decision was made on. */
	readonly versions: Versions;
	readonly at: number;
	readonly protocol: Protocol;
	readonly partyId: number;
	/** The operator who acts for the party, if one does. */
	readonly operatorId: number | null;
	readonly touchpointCode: string;
	readonly categoryCode: string;
	readonly typeCode: string;
	readonly status: string;
	readonly resolution: string | null;
	readonly assigneeGroupCode: string;
	readonly caseData: CaseData;
	readonly comments: readonly string[];
	readonly attachments: readonly NewAttachment[];
	readonly actorKind: Actor["kind"];
	readonly origin: Origin;
	readonly idempotency: NewKey | null;
};

export type CreateCaseResult =
	| {
			readonly kind: "created";
			readonly id: number;
			readonly commentIds: readonly number[];
			readonly attachmentIds: readonly number[];
	  }
	| Repeated
	/** Another request used an upload up since the decision: nothing was written. */
	| { readonly kind: "uploadGone" }
	/** The catalogue or the credentials changed since the decision: nothing was written. */
	| { readonly kind: "stale" };

export type CreateCasesJob = {
	/** In order: a row meets what the rows before it wrote. All were decided on the same versions. */
	readonly rows: readonly CreateCaseJob[];
	/** Whether one row that cannot be written keeps every other from being written. */
	readonly isAllOrNothing: boolean;
};

export type CreateCasesResult =
	/** One for each row; no row is stale. */
	| { readonly kind: "written"; readonly results: readonly CreateCaseResult[] }
	/** All or nothing, and a key was reused or an upload used up: nothing was written. */
	| { readonly kind: "refused" }
	| { readonly kind: "stale" };
