import { quote, quoteList } from "../../domain/problems/quote.ts";
import type { Sentences } from "../../domain/sentence.ts";
import type { Expected, ExpectedValues } from "../errors/expected.ts";
import type { GraphqlReasons } from "./graphql-reasons.ts";

/** What each scalar takes. */
export const scalarExpectations: Readonly<Record<string, string>> = {
	Boolean: "true or false",
	DateTime:
		"a string with date, time and zone, such as 2026-05-01T12:00:00Z or 2026-05-01T12:00:00-05:00",
	Float: "a number",
	ID: "a string or an integer",
	Int: "an integer from -2147483648 to 2147483647",
	JSONObject: "a JSON object",
	SafeInt: "an integer from -9007199254740991 to 9007199254740991",
	String: "a string",
};

const onlyListed = "this server runs only the documents on its list.";

export const en: Sentences<GraphqlReasons> = {
	requestNotOneObject: () =>
		"The body must be one JSON object, not a list or a value.",
	memberUnknown: ({ member, members }) =>
		`The body has an unknown member ${quote(member)}; it may have ${members.join(", ")}.`,
	memberOfType: ({ member, wanted, found }) =>
		`${member} must be of type ${wanted}, not ${found}.`,
	queryMissing: () => "The request must hold the operation, as text, in query.",
	documentTooLong: () =>
		"The document is too large; send values, and files above all, in variables.",
	persistedHashMissing: () =>
		"extensions.persistedQuery must have a text sha256Hash.",
	persistedHashWrong: () =>
		"extensions.persistedQuery.sha256Hash is not the SHA-256 of query; send the text without it.",
	documentIdsDiffer: () => "The ids of the request name different documents.",
	documentIdMissing: () => `The request names no document; ${onlyListed}`,
	documentNotListed: () => `This document is not listed; ${onlyListed}`,
	documentIdNotListed: ({ id }) =>
		`No listed document has the id ${quote(id)}; ${onlyListed}`,
	queryNotOfId: () => "query is not the document that the request names.",
	mutationByGet: () =>
		"A mutation is sent by POST; GET runs queries and subscriptions.",
	preflightRequired: () =>
		'By GET, the session cookie and Basic count only beside a header that no link or form can send: "GraphQL-Require-Preflight: 1", or Thalamus-Touchpoint and Thalamus-Token. Add one, or send the query by POST.',
	graphiqlOff: () =>
		"GraphiQL is off here; send operations by POST, or queries by GET in the query parameter query.",
	mediaTypes: () =>
		"Answers are application/json, application/graphql-response+json or, for subscriptions, text/event-stream; all in UTF-8.",
	answerTooLong: () =>
		"The answer would be too long; ask for fewer cases, or for fewer fields of them.",
	serverFailed: () =>
		"The server failed; the request may be sent again with the same idempotency key.",

	tooManyTokens: () => "The document has too many tokens.",
	nestedTooDeep: () => "The document is nested too deep.",
	tooManyAliases: () => "The document has too many aliases.",
	tooManyFields: () => "The document asks for too many fields.",
	tooManyDirectives: () => "The document has too many directives.",
	valueTooDeep: () => "A value in the document is nested too deep.",
	oneChange: () => "A document may hold one change; send one request for each.",
	noOperation: () => "The document has no operation.",
	operationsWithoutNames: () =>
		"The document has several operations; give each a name, and say in operationName which operation runs.",
	operationNotNamed: ({ names }) =>
		`The document has several operations; say in operationName which operation runs: ${quoteList(names)}.`,
	operationWithoutName: ({ operationName }) =>
		`There is no operation ${quote(operationName)}; the document has one without a name, for which no operationName is sent.`,
	operationUnknown: ({ operationName, names }) =>
		`There is no operation ${quote(operationName)} in the document; use ${quoteList(names)}.`,
	variableInexact: ({ name, type, holder }) =>
		`${type === null ? `The number of variable "$${name}"` : `Variable "$${name}" of type "${type}"`} does not keep its exact value inside ${holder}; send ${holder} as one variable of type "JSONObject", or declare "$${name}" as a "String".`,

	variableInvalid: ({ name, path, why }) =>
		`Variable "$${name}" has an invalid value at "${path}"; ${why("en")}`,
	variableAbsent: ({ name, isNull, type, expected }) =>
		`Variable "$${name}" of ${isNull ? `non-null type "${type}" must not be null` : `required type "${type}" was not provided`}; ${expectedValue(expected)}`,
	expected: expectedValue,
	expectedAlone: (expected) => {
		const [first = "", ...rest] = expectedValue(expected);
		return first.toUpperCase() + rest.join("");
	},
	memberMissing: ({ member, type, expected }) =>
		`Field "${member}" of required type "${type}" was not provided; ${expectedValue(expected)}`,
	memberNotDefined: ({ member, type, members }) =>
		`${member === null ? "A field" : `Field "${member}"`} is not defined by type "${type}"${members === null ? "" : `; it has ${members.join(", ")}`}.`,
	argumentHasNull: ({ name }) =>
		`Argument "${name}" has an invalid value: a variable in it is null or absent where a value is required.`,
	jsonNotAnObject: () =>
		'A JSONObject must be an object, such as { amount: "12.50" }.',
	jsonNestedTooDeep: ({ most }) =>
		`A JSONObject may be nested at most ${most} deep.`,
	jsonTooManyKeys: ({ most }) => `A JSONObject may have at most ${most} keys.`,
	jsonKeyReserved: ({ key }) => `The key "${key}" is reserved.`,
	jsonName: () => "A name without quotes is no JSON value; write it in quotes.",
	jsonNumberInexact: () =>
		"A number cannot be kept exactly; send it as a string.",
	pageSize: ({ name, most, size }) =>
		`${name} must be from 1 to ${most}, not ${size}.`,
	cursorUnknown: ({ cursor }) =>
		`${JSON.stringify(cursor)} is no cursor of this connection in this order.`,
	globalIdInvalid: () =>
		"Invalid global ID; send the id of an object as the server gave it.",
	idNotOfType: ({ name, typename }) =>
		`${name} must be the id of a ${typename}, as ${typename}.id gives it.`,
	idNotOfNode: ({ typename }) =>
		`An id of ${JSON.stringify(typename)} is no global id.`,
	tooManyIds: ({ most, count }) =>
		`ids may hold at most ${most} ids, not ${count}.`,
	filterOfOperators: () => "filter.assignee is for operators.",
	eventStreamNeeded: () =>
		"caseChanged is a stream of events; accept text/event-stream.",
	tokenNeeded: () =>
		"The browser does not keep the session cookie, because this page is on another site than casebridge; ask for signIn.token and send it with every call in the header Thalamus-Token (docs/browsers.md).",
};

function expectedValue({ type, values, isUnquoted, isNull }: Expected): string {
	const quotes = isUnquoted ? ", without quotes" : "";
	return `expected a value of type "${type}": ${describe(values)}${quotes}${isNull ? ", not null" : ""}.`;
}

function describe(values: ExpectedValues): string {
	switch (values.kind) {
		case "list":
			return `a list, each entry ${describe(values.of)}`;
		case "enum":
			return values.names === null
				? "a name of this enum"
				: `one of ${values.names.join(", ")}`;
		case "object":
			return values.members === null
				? "an object"
				: `an object that may have ${values.members.join(", ")}`;
		case "scalar":
			return scalarExpectations[values.name] ?? "a value of this scalar";
	}
}
