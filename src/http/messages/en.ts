import { quote } from "../../domain/problems/quote.ts";
import type { Sentences } from "../../domain/sentence.ts";
import type { HttpReasons, JsonPart } from "./http-reasons.ts";

// British English has no comma before "or", like the other messages.
const list = new Intl.ListFormat("en-GB", { type: "disjunction" });

const jsonParts = {
	end: "the end of the body",
	value: "a value",
	colon: '":"',
	commaOrBrace: '"," or "}"',
	commaOrBracket: '"," or "]"',
	key: "a key in double quotes",
	closingQuote: "a closing quote, or control characters written as escapes",
	number: "a number",
} as const satisfies Record<JsonPart, string>;

const unreadable = (why: string) =>
	`The multipart body cannot be read: ${why}.`;

export const en: Sentences<HttpReasons> = {
	bodyTooLarge: ({ most }) => `The body may hold at most ${most} bytes.`,
	bodyTooSlow: ({ seconds }) =>
		`The body did not come within ${seconds} seconds.`,
	bodyCutOff: () => "The body was cut off.",
	bodyNotOfType: ({ charsets, sent }) =>
		`The body must be application/json in ${list.format(charsets)}, not ${quote(sent)}.`,
	bodyInCharset: ({ charsets, charset }) =>
		`The body must be application/json in ${list.format(charsets)}, not in the charset ${quote(charset)}.`,
	bodyNotInCharset: ({ charset }) =>
		`The body holds bytes that are not ${charset}${charset === "UTF-8" ? "; send JSON in UTF-8" : ", the charset that it names"}.`,
	bodyNotAnObject: () => "The body must be a JSON object.",
	codingUnknown: ({ sent }) =>
		`Content-Encoding may be one of gzip, deflate, br or identity, not ${quote(sent)}.`,
	codingRefused: ({ sent }) =>
		`The body must be sent without the Content-Encoding ${quote(sent)}.`,
	codingBroken: ({ coding, why }) =>
		`The body cannot be read as ${coding}: ${why}.`,
	codingFollowed: ({ coding }) =>
		`The body cannot be read as ${coding}: more bytes follow its end.`,
	digestDiffers: ({ actual }) =>
		`The bytes that arrived have the digest sha-256=:${actual}:, not the one that was sent.`,
	digestNotSha256: ({ sent }) =>
		`The digest ${quote(sent)} must name SHA-256, as in "sha-256=:…:" with base64 between the colons.`,
	jsonExpected: ({ wanted, at, isEnd }) =>
		isEnd
			? `Expected ${jsonParts[wanted]}, but the body ends after character ${at}.`
			: `Expected ${jsonParts[wanted]} at character ${at}.`,
	jsonEscapeUnknown: ({ at }) =>
		`The text at character ${at} has an escape JSON does not know; write a backslash as "\\\\".`,
	jsonTooManyValues: ({ most }) =>
		`The body holds more than ${most} values; send no more than that in one body.`,
	jsonTooManyKeys: ({ most }) =>
		`An object holds more than ${most} keys, the most allowed.`,
	jsonTooDeep: ({ most }) =>
		`Arrays and objects are nested more than ${most} deep, the most allowed.`,
	jsonKeyTwice: ({ key }) =>
		`Key ${key} appears twice in one object; send it once.`,
	jsonKeyTooLong: ({ key, most }) =>
		`Key ${key} is longer than ${most} characters, the most allowed.`,
	jsonKeyReserved: ({ key }) => `Key ${key} is reserved; use another name.`,
	jsonHalfCharacter: ({ half }) =>
		`A text holds ${half}, half of a character; send whole Unicode characters.`,
	jsonNul: ({ nul }) =>
		`A text holds the NUL character ${nul}; any other character is allowed.`,
	jsonUnsafeNumber: () =>
		"A number is beyond 2^53-1, or too close to zero to be kept; send it as a string.",

	multipartExpected: () =>
		"The body must be multipart/form-data, with its boundary.",
	multipartUnreadable: ({ why }) => unreadable(why),
	multipartCutOff: () => unreadable("it was cut off"),
	multipartTooManyParts: ({ most }) =>
		unreadable(`it has more than ${most} parts`),
	multipartTooManyHeaders: ({ most, bytes }) =>
		unreadable(
			`a part has more than ${most} headers, or than ${bytes} bytes of them`,
		),
	multipartEndsInHeaders: () => unreadable("a part ends within its headers"),
	multipartOneFile: ({ part }) =>
		`The body must hold one file, in the part ${JSON.stringify(part)}.`,
	multipartOnlyOneFile: () => "The body must hold only one file.",
	multipartFieldTooLong: ({ most }) =>
		`A part without a file may hold at most ${most} bytes.`,
	multipartEncoded: () =>
		"A file must be sent as raw bytes, without a Content-Transfer-Encoding.",

	headerRepeated: ({ header }) =>
		`The header ${header} was sent more than once; send it once.`,
	parameterRepeated: ({ parameter }) =>
		`The query parameter ${parameter} was sent more than once; send it once.`,
	inParameter: ({ parameter, sentence }) =>
		`In the query parameter ${parameter}: ${sentence("en")}`,
	queryNotUtf8: () => "The query string must be UTF-8, with percent-encoding.",
	expectationUnknown: ({ sent }) =>
		`Expect may be 100-continue, not ${quote(sent)}.`,
	hostMissing: () => "The request must have a Host header.",
	targetNotAPath: () =>
		"The target of the request must be a path that begins with a slash.",
	addressUnreadable: () => "The address of the request cannot be read.",
	headersTooLarge: () => "The headers of the request are too large.",
	requestTooSlow: () => "The request did not come in time.",
	notHttp: () => "The request is not HTTP.",
	requestUnreadable: ({ why }) => why,
	nothingThere: ({ method, path }) => `There is nothing at ${method} ${path}.`,
	methodNotAllowed: ({ method, allowed }) =>
		`${method} is not allowed here; use ${list.format(allowed)}.`,
	registrationClosed: () =>
		"Parties cannot register themselves; an administrator adds them.",
	requestFailed: ({ requestId }) =>
		`The server failed (request ${requestId}); the request may be sent again with the same Idempotency-Key.`,
	serverFailed: () => "The server failed; the request is not at fault.",
};
