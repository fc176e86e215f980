import { type Sentence, SentenceError } from "../../domain/sentence.ts";
export type JsonFaultCode =
	| "INVALID_JSON"
	| "DUPLICATE_KEY"
	| "UNSAFE_NUMBER"
	| "ILL_FORMED_TEXT"
	| "DEPTH_EXCEEDED"
	| "RESERVED_KEY"
	| "TOO_MANY_VALUES"
	| "TOO_MANY_KEYS"
	| "KEY_TOO_LONG";

/** `path` holds the keys and indices that lead to the fault; it is empty when the fault is one of the whole body. */
export class StrictJsonError extends SentenceError {
	override readonly name = "StrictJsonError";
	readonly code: JsonFaultCode;
	readonly path: readonly string[];

	constructor(
		code: JsonFaultCode,
		path: readonly string[],
		sentence: Sentence,
	) {
		super(sentence);
		this.code = code;
		this.path = path;
	}
}
