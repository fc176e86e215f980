import { RequestError } from "../../domain/problems/request-error.ts";
import { isBusy, isFatal, isFull } from "./connection/sqlite-errors.ts";

/** Nothing can be written any more: what the file holds is no longer known. */
export function unavailable(cause: unknown): RequestError {
	return new RequestError("cannotWrite", {}, { cause });
}

/** The caller's view of a failed write; an error that is ours alone stays as it is. */
export function requestErrorOf(error: unknown): unknown {
	const options = { cause: error };
	if (isBusy(error)) return new RequestError("databaseBusy", {}, options);
	if (isFull(error)) return new RequestError("diskFull", {}, options);
	return isFatal(error) ? unavailable(error) : error;
}
