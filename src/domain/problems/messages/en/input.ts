import type { InputParameters, JsonKind, ValueAt } from "../../kinds/input.ts";
import { quote, quoteList } from "../../quote.ts";
import type { Messages } from "../messages.ts";

const jsonKinds = {
	string: "a string",
	list: "a list",
	object: "an object",
} as const satisfies Record<JsonKind, string>;

/** `Value "x" of visibility must be …` */
export function mustBe({ where, value }: ValueAt, expected: string): string {
	return `Value ${quote(value)} of ${where} must be ${expected}.`;
}

/** Of the shape of an input, and of words in a query. */
export const inputMessages = {
	required: ({ where }) => `${where} is required.`,
	wrongType: ({ expected, ...at }) =>
		mustBe(at, expected === null ? "of another type" : jsonKinds[expected]),
	secretNotString: ({ where }) => `${where} must be a string.`,
	illFormedText: (at) =>
		mustBe(at, "text without U+0000 and without half of a surrogate pair"),
	textWithNull: (at) => mustBe(at, "text without U+0000"),
	blankText: (at) => mustBe(at, "more than white space"),
	textTooLong: ({ most, ...at }) => mustBe(at, `at most ${most} characters`),
	unknownKey: ({ key }) => `Key ${quote(key)} is not known here.`,
	emptyObjectAsList: ({ where }) =>
		`${where} was sent as {} and is read as an empty list.`,
	tooManyTags: ({ count, most }) =>
		`${count} tags were sent; at most ${most} are allowed.`,
	notTrueOrFalse: (at) => mustBe(at, "true or false"),
	severalTrueOrFalse: ({ where }) => sendOnce(where, "true or false"),
	notPageSize: ({ most, ...at }) => mustBe(at, pageSize(most)),
	severalPageSizes: ({ where, most }) => sendOnce(where, pageSize(most)),
	notCaseId: (at) => mustBe(at, "the id of a case"),
	severalCaseIds: ({ where }) => sendOnce(where, "the id of a case"),
	wrongVisibility: ({ visibility, allowed }) =>
		`Visibility ${quote(visibility)} must be ${quoteList(allowed)}.`,
	attachmentsTwice: () =>
		"Both spellings, attachements and attachments, were sent; send one.",
} as const satisfies Messages<InputParameters>;

function pageSize(most: number): string {
	return `a whole number from 1 to ${most}`;
}

function sendOnce(where: string, expected: string): string {
	return `${where} was sent with different values; send ${expected}, once.`;
}
