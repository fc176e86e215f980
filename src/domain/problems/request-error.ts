import { createSay, SentenceError } from "../sentence.ts";
import { en } from "./request-errors/en.ts";
import { es } from "./request-errors/es.ts";
import {
	kindOfReason,
	type RequestErrorKind,
	type RequestErrorParameters,
	type RequestErrorReason,
} from "./request-errors/request-error-reasons.ts";

const say = createSay<RequestErrorParameters>({ en, es });

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
