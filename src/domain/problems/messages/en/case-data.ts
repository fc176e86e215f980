import type { CaseDataParameters } from "../../kinds/case-data.ts";
import { quote, quoteList } from "../../quote.ts";
import type { Messages } from "../messages.ts";
import { unicodeHint } from "./unicode-hint.ts";

type FieldValue = { readonly field: string; readonly value: unknown };

/** Of custom values. */
export const caseDataMessages = {
	unknownField: ({ typeCode, field, allowed }) =>
		`Type ${quote(typeCode)} has no field ${quote(field)}; it has ${quoteList(allowed)}.${unicodeHint(field, allowed)}`,
	fieldRequired: ({ field }) =>
		`Field ${quote(field)} is required for this type.`,
	notBoolean: (at) => cannotBe(at, "true or false"),
	notInteger: (at) => cannotBe(at, "an integer between -(2^53-1) and 2^53-1"),
	notDecimal: (at) =>
		cannotBe(
			at,
			'a number, or a text such as "12.50", of at most 30 digits before and 30 after the point',
		),
	notDate: (at) =>
		cannotBe(at, 'a text: a real day as "YYYY-MM-DD", or a Unix timestamp'),
	notFieldText: ({ most, ...at }) =>
		cannotBe(at, `well-formed text of at most ${most} characters`),
	notAnOption: ({ allowed, ...at }) =>
		cannotBe(at, `one of its options: ${quoteList(allowed)}`) +
		unicodeHint(at.value, allowed),
	fieldNotEditable: ({ field }) =>
		`Field ${quote(field)} cannot change after creation.`,
	emptyAsNotSent: (at) => `${wasSentAs(at)} and is treated as not sent.`,
	valueConverted: ({ stored, day, ...at }) =>
		`${wasSentAs(at)} and is stored as ${quote(stored)}.${dayHint(day)}`,
	timestampLikeDay: ({ field, stored, day }) =>
		`Field ${quote(field)} is stored as ${quote(stored)}, a Unix timestamp in seconds.${dayHint(day)}`,
} as const satisfies Messages<CaseDataParameters>;

function cannotBe({ field, value }: FieldValue, expected: string): string {
	return `Field ${quote(field)} cannot be ${quote(value)}; it takes ${expected}.`;
}

function wasSentAs({ field, value }: FieldValue): string {
	return `Field ${quote(field)} was sent as ${quote(value)}`;
}

/** What to say of a timestamp that may have been meant as a day. */
function dayHint(day: string | null): string {
	return day === null
		? ""
		: ` Eight digits are a timestamp; if the day is meant, send "${day}".`;
}
