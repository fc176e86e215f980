import type { Language } from "../../../domain/language.ts";
import { formatError, type V4Error } from "./format-errors.ts";
import { v4MessagesIn } from "./messages/v4-messages-in.ts";

/** The error of `GET /cases/{id}`, which has a spelling of its own; the same for every id. */
export function caseIsUnknown(language: Language): V4Error {
	const { unknownCase } = v4MessagesIn[language];
	return formatError("case", "InvalidID", unknownCase);
}
