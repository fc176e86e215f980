import { type Sentence, SentenceError } from "../../domain/sentence.ts";
import { sayHttp } from "./say-http.ts";

/** What a caller is told of an error that is no fault of ours. */
export function sentenceOf(error: Error): Sentence {
	return error instanceof SentenceError
		? error.sentence
		: sayHttp("requestUnreadable", { why: error.message });
}
