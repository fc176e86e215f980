import { createSay, SentenceError } from "../sentence.ts";
import { english } from "./request-errors/english.ts";
import {
	kindOfReason,
	type RequestErrorKind,
	type RequestErrorParameters,
	type RequestErrorReason,
} from "./request-errors/request-error-reasons.ts";
import { spanish } from "./request-errors/spanish.ts";

const say = createSay<RequestErrorParameters>({ en: english, es: spanish });

/** Thrown, unlike a Problem: who is calling is not known, or the fault is ours. Each protocol has one table from kind to answer. */
export class RequestError<
	Reason extends RequestErrorReason = RequestErrorReason,
> extends SentenceError {
	readonly kind: RequestErrorKind;

	constructor(
		reason: Reason,
		parameters: RequestErrorParameters[Reason],
		options?: ErrorOptions,
	) {
		super(say(reason, parameters), options);
		this.name = "RequestError";
		this.kind = kindOfReason[reason];
	}
}
