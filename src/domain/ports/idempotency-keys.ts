/** An idempotency key of a party at one touchpoint, also if an operator acts for it, or, without a party, of an operator. */
export type KeyReference = CallerOwner & {
	readonly touchpointCode: string;
	readonly key: string;
};

/** A key with the SHA-256 of the command that it is sent with. */
export type NewKey = KeyReference & { readonly digest: string };

/** The command that a key was first sent with, and what it made. */
export type KeyRecord = {
	readonly digest: string;
	readonly caseId: number;
	readonly commentId: number | null;
	readonly attachmentId: number | null;
};

/** The result of a key that was used before: nothing was written. */
export type Repeated =
	| { readonly kind: "replayed"; readonly record: KeyRecord }
	| { readonly kind: "keyReused" };

/** The owner of an upload or a key: a party, also if an operator acted for it, or, without a party, an operator. */
export type CallerOwner = {
	readonly partyId: number | null;
	readonly operatorId: number | null;
};
