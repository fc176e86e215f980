import type { Language } from "../../../domain/language.ts";
import type { GeneralCode } from "./messages/v4-messages.ts";
import { v4MessagesIn } from "./messages/v4-messages-in.ts";

type GeneralError = {
	readonly status: number;
	readonly code: GeneralCode;
	/** A sentence in this language about this request. */
	readonly description: string;
	readonly language: Language;
};

/** The body of an error that concerns no single member: old callers read `errors`; `messages` says the same in sentences. */
export function generalError({
	status,
	code,
	description,
	language,
}: GeneralError) {
	const { httpStatus, general } = v4MessagesIn[language];
	return {
		errors: {
			"error.code": String(status),
			"error.message": code,
			"error.description": description,
		},
		messages: {
			"error.code": httpStatus(status),
			"error.message": general[code],
			"error.description": description,
		},
	};
}
