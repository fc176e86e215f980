import { problemCodes } from "../../../domain/problems/problem.ts";
import { formatError } from "./format-errors.ts";

/** The refusal of `GET /cases/{id}`, which has a spelling of its own; the same for every id. */
export const caseIsUnknown = formatError(
	"case",
	"InvalidID",
	problemCodes.CASE_NOT_FOUND,
);
