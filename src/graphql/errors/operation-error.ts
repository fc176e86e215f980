import { type Sentence, SentenceError } from "../../domain/sentence.ts";
import type { ErrorExtensions } from "./errors.ts";

/** A request that is refused before its operation runs, for a reason that v4 does not have. */
export class OperationError extends SentenceError {
	override readonly name = "OperationError";
	readonly extensions: ErrorExtensions;

	constructor(extensions: ErrorExtensions, sentence: Sentence) {
		super(sentence);
		this.extensions = extensions;
	}
}
