import { RequestError } from "../../../domain/problems/request-error.ts";
import { databaseErrorOf, failureOf } from "./postgres-errors.ts";

/**
 * The caller's view of a failure. What PostgreSQL and Drizzle say of a statement that is wrong quotes values, which belong
 * into no log: only the code and the place are kept of it.
 */
export function requestErrorOf(error: unknown): unknown {
	if (error instanceof RequestError) return error;
	const found = databaseErrorOf(error);
	const options = { cause: found ?? error };
	switch (failureOf(error)) {
		case "unknown":
			return new RequestError("databaseGone", {}, options);
		case "notWritten":
			return new RequestError("databaseBusy", {}, options);
		case "full":
			return new RequestError("diskFull", {}, options);
		default: {
			const { code, constraint, table, column } = found ?? {};
			const place = constraint ?? [table, column].filter(Boolean).join(".");
			return new Error(`PostgreSQL refused a statement (${code} ${place}).`);
		}
	}
}
