import type { NothingQuoted, Sentence } from "../../domain/sentence.ts";

type Most = { readonly most: number };
type Sent = { readonly sent: string };
type Key = { readonly key: string };
/** Where a text stops being JSON: at a wrong character, or at its end. */
type Place = { readonly at: number; readonly isEnd: boolean };

/** Why a body is refused, as bytes or as JSON. */
type BodyReasons = {
	readonly bodyTooLarge: Most;
	readonly bodyTooSlow: { readonly seconds: number };
	readonly bodyCutOff: NothingQuoted;
	readonly bodyNotOfType: { readonly charsets: readonly string[] } & Sent;
	readonly bodyInCharset: {
		readonly charsets: readonly string[];
		readonly charset: string;
	};
	readonly bodyNotInCharset: { readonly charset: string };
	readonly bodyNotAnObject: NothingQuoted;
	readonly codingUnknown: Sent;
	readonly codingRefused: Sent;
	readonly codingBroken: { readonly coding: string; readonly why: string };
	readonly codingFollowed: { readonly coding: string };
	readonly digestDiffers: { readonly actual: string };
	readonly digestNotSha256: Sent;
	readonly jsonExpected: Place & { readonly wanted: JsonPart };
	readonly jsonEscapeUnknown: { readonly at: number };
	readonly jsonTooManyValues: Most;
	readonly jsonTooManyKeys: Most;
	readonly jsonTooDeep: Most;
	readonly jsonKeyTwice: Key;
	readonly jsonKeyTooLong: Key & Most;
	readonly jsonKeyReserved: Key;
	readonly jsonHalfCharacter: { readonly half: string };
	readonly jsonNul: { readonly nul: string };
	readonly jsonUnsafeNumber: NothingQuoted;
};

/** What the reader of JSON expected at a position. */
export type JsonPart =
	| "end"
	| "value"
	| "colon"
	| "commaOrBrace"
	| "commaOrBracket"
	| "key"
	| "closingQuote"
	| "number";

/** Why a body with a file in it is refused. */
type MultipartReasons = {
	readonly multipartExpected: NothingQuoted;
	/** By the parser, which has its own English words. */
	readonly multipartUnreadable: { readonly why: string };
	readonly multipartCutOff: NothingQuoted;
	readonly multipartTooManyParts: Most;
	readonly multipartTooManyHeaders: Most & { readonly bytes: number };
	readonly multipartEndsInHeaders: NothingQuoted;
	readonly multipartOneFile: { readonly part: string };
	readonly multipartOnlyOneFile: NothingQuoted;
	readonly multipartFieldTooLong: Most;
	readonly multipartEncoded: NothingQuoted;
};

/** Why a request is refused before its body, or without one. */
type RequestReasons = {
	readonly headerRepeated: { readonly header: string };
	readonly parameterRepeated: { readonly parameter: string };
	readonly inParameter: {
		readonly parameter: string;
		readonly sentence: Sentence;
	};
	readonly queryNotUtf8: NothingQuoted;
	readonly expectationUnknown: Sent;
	readonly hostMissing: NothingQuoted;
	readonly targetNotAPath: NothingQuoted;
	readonly addressUnreadable: NothingQuoted;
	readonly headersTooLarge: NothingQuoted;
	readonly requestTooSlow: NothingQuoted;
	readonly notHttp: NothingQuoted;
	/** By the framework, which has its own English words. */
	readonly requestUnreadable: { readonly why: string };
	readonly nothingThere: { readonly method: string; readonly path: string };
	readonly methodNotAllowed: {
		readonly method: string;
		readonly allowed: readonly string[];
	};
	readonly registrationClosed: NothingQuoted;
	readonly serverFailed: NothingQuoted;
	/** While something was to be written, perhaps. */
	readonly requestFailed: { readonly requestId: string };
};

/** Every reason of an error of HTTP itself, with what its sentence quotes. */
export type HttpReasons = BodyReasons & MultipartReasons & RequestReasons;
