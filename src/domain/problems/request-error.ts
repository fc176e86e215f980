/** Why a request stops before any problem of its input is looked at. */
export type RequestErrorKind =
	| "unauthenticated"
	| "forbidden"
	| "conflictingCredentials"
	| "rateLimited"
	| "busy"
	| "storageFull"
	| "unavailable";

/** Thrown, unlike a Problem: who is calling is not known, or the fault is ours. Each protocol has one table from kind to answer. */
export class RequestError extends Error {
	readonly kind: RequestErrorKind;

	constructor(kind: RequestErrorKind, message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = "RequestError";
		this.kind = kind;
	}
}
