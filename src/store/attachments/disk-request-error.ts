import { RequestError } from "../../domain/problems/request-error.ts";
import { errorCode } from "../error-code.ts";

/** A full disk and too many open files pass; anything else is a fault. */
export function diskRequestError(error: unknown): unknown {
	const code = errorCode(error);
	const options = { cause: error };
	if (code === "ENOSPC" || code === "EDQUOT")
		return new RequestError("diskFull", {}, options);
	if (code === "EMFILE" || code === "ENFILE")
		return new RequestError("tooManyFilesOpen", {}, options);
	return error;
}
