import { type Sentence, SentenceError } from "../../domain/sentence.ts";
/** Why a body or a request line is refused before any protocol looks into it. */
export type HttpErrorKind =
	| "unsupportedMediaType"
	| "bodyTooLarge"
	| "notAcceptable"
	| "methodNotAllowed"
	| "requestTimeout"
	| "expectationFailed"
	| "notFound"
	| "badRequest";

const statuses = {
	unsupportedMediaType: 415,
	bodyTooLarge: 413,
	notAcceptable: 406,
	methodNotAllowed: 405,
	requestTimeout: 408,
	expectationFailed: 417,
	notFound: 404,
	badRequest: 400,
} as const satisfies Record<HttpErrorKind, number>;

/** An error of HTTP itself; each protocol formats it in its own way. */
export class HttpError extends SentenceError {
	readonly kind: HttpErrorKind;
	readonly status: number;

	constructor(kind: HttpErrorKind, sentence: Sentence) {
		super(sentence);
		this.name = "HttpError";
		this.kind = kind;
		this.status = statuses[kind];
	}
}
