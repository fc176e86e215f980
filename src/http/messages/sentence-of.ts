import { type Sentence, SentenceError } from "../../domain/sentence.ts";
import { sayHttp } from "./say-http.ts";

/** The sentence for the caller of an error that is not a fault of ours. */
export function sentenceOf(error: Error): Sentence {
	return error instanceof SentenceError
		? error.sentence
		: sayHttp("requestUnreadable", { why: error.message });
}
