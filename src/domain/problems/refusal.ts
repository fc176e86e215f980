/** Why a request stops before any problem of its input is looked at. */
export type RefusalKind =
	| "unauthenticated"
	| "forbidden"
	| "conflictingCredentials"
	| "rateLimited"
	| "busy"
	| "storageFull"
	| "unavailable";

/** Thrown, unlike a Problem: who is calling is not settled, or the fault is ours. Each protocol has one table from kind to answer. */
export class Refusal extends Error {
	readonly kind: RefusalKind;

	constructor(kind: RefusalKind, message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = "Refusal";
		this.kind = kind;
	}
}
