/** An idempotency key: a party's at one touchpoint, whoever acts for it, or, without a party, an operator's. */
export type KeyReference = CallerOwner & {
	readonly touchpointCode: string;
	readonly key: string;
};

/** A key with the SHA-256 of the command it now stands for. */
export type NewKey = KeyReference & { readonly digest: string };

/** What a key stands for, and what that made. */
export type KeyRecord = {
	readonly digest: string;
	readonly caseId: number;
	readonly commentId: number | null;
	readonly attachmentId: number | null;
};

/** What a key leads to that was used before: nothing was written. */
export type Repeated =
	| { readonly kind: "replayed"; readonly record: KeyRecord }
	| { readonly kind: "keyReused" };

/** Whose an upload or a key is: a party's, whoever acted for it, or, without a party, an operator's. */
export type CallerOwner = {
	readonly partyId: number | null;
	readonly operatorId: number | null;
};
