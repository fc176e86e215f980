import { RequestError } from "../../../domain/problems/request-error.ts";
import { failureOf } from "./postgres-errors.ts";

/** The caller's view of a failure; an error that is ours alone stays as it is. */
export function requestErrorOf(error: unknown): unknown {
	if (error instanceof RequestError) return error;
	const options = { cause: error };
	switch (failureOf(error)) {
		case "unknown":
			return new RequestError(
				"unavailable",
				"The database cannot be reached; send the request again with the same Idempotency-Key.",
				options,
			);
		case "notWritten":
			return new RequestError(
				"busy",
				"The database is busy; send the request again.",
				options,
			);
		case "full":
			return new RequestError(
				"storageFull",
				"The database has no space left; nothing was stored.",
				options,
			);
		default:
			return error;
	}
}
