/**
 * Every code a problem can have, with the sentence both protocols publish for it.
 * GraphQL answers the code unchanged; `rest/v4/format/v4-codes.ts` spells it for v4.
 */
export const problemCodes = {
	CODE_REQUIRED: "The category code is missing, null or blank.",
	INVALID_CODE:
		"The category or type is unknown or inactive, they do not belong together, or this caller may not use them; it is not revealed which.",
	CATEGORY_SYSTEM_NODE:
		"The category belongs to the platform itself and takes no cases from callers.",
	INVALID_NAME:
		"No active status or resolution has this name; names match exactly.",
	INITIAL_STATUS_NOT_SELECTED:
		"The status cannot be the first one of a case, or none was sent and none is configured as the default.",
	INITIAL_RESOLUTION_TYPE_NOT_SELECTED:
		"The resolution cannot be the first one of a case.",
	INVALID_CASE_FIELD:
		"A caseData field is unknown for this type, has a wrong type or format, is required and missing, or is not one of its options.",
	REQUIRED: "A value is missing or blank.",
	INVALID_TYPE: "A value has the wrong JSON type.",
	INVALID_FORMAT: "A value has the right type and the wrong format.",
	ILL_FORMED_TEXT: "A text holds U+0000 or half of a surrogate pair.",
	TOO_LONG: "A text has more characters than its limit.",
	TOO_MANY: "A list has more entries than its limit.",
	TOO_LARGE: "Attachments are larger than their limit.",
	INFECTED: "The scanner of this installation refuses the content of a file.",
	UNKNOWN_FIELD: "The input has a key that nothing here reads.",
	DUPLICATE_KEY: "Two spellings of one key were sent.",
	IDEMPOTENCY_KEY_REUSED:
		"This idempotency key already belongs to a different command.",
	CONFLICTING_IDEMPOTENCY_KEYS:
		"The header and the input name different idempotency keys.",
	IDEMPOTENCY_KEY_PER_ROW:
		"A header names one idempotency key for many rows, each of which takes its own.",
	CASE_NOT_FOUND: "There is no such case, or this caller may not see it.",
	CASE_ALREADY_CLOSED: "The case has a final status and takes no changes.",
	STALE_VERSION: "Somebody changed the case since the version that was sent.",
	NOT_EDITABLE:
		"A caseData field may not change after creation, or an update holds a part of the case that updates cannot change.",
	INVALID_STATUS: "No active status has this name.",
	ASSIGNEE_MISSING: "Neither an operator nor a group was named.",
	ASSIGNEE_AMBIGUOUS:
		"An operator and a group were named; a case has one assignee.",
	OPERATOR_NOT_FOUND: "No operator has this e-mail.",
	OPERATOR_BLOCKED: "The operator is blocked.",
	OPERATOR_NOT_AUTHORIZED: "No group of the operator handles this case type.",
	GROUP_NOT_FOUND:
		"No active operator group that handles this case type has this name.",
	COMMENT_NOT_FOUND: "The case has no such comment.",
	ATTACHMENT_NOT_FOUND: "The case has no such attachment.",
	UPLOAD_NOT_FOUND:
		"There is no such upload of this party, or it already belongs to a case.",
	PARTY_NOT_FOUND: "No active party has this principal.",
	INVALID_CREDENTIALS:
		"No principal has this name and password, or it may not sign in here.",
	ALREADY_SIGNED_IN:
		"The request came with an open session, which v4 does not replace, unlike `signIn`; sign out first.",
	VALUE_CONVERTED:
		"A warning: a value in another type or format than the field's was converted, at a touchpoint that allows it.",
	TIMESTAMP_LIKE_DAY:
		"A warning: a Date of eight digits was stored as a Unix timestamp; it may have been meant as a day.",
	TOKEN_REQUIRED:
		"The caller's browser does not keep the session cookie, so the session token must be sent with every call.",
} as const;

export type ProblemCode = keyof typeof problemCodes;
