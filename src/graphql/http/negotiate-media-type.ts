import { LRUCache } from "lru-cache";
import Negotiator from "negotiator";
import { HttpError } from "../../http/answers/http-error.ts";
import { sayGraphql } from "../messages/say-graphql.ts";
import { type AnswerFormat, eventStream, graphqlJson, json } from "./answer.ts";

type Negotiated = {
	/** How one result is answered; null where events alone are accepted. */
	readonly format: AnswerFormat | null;
	/** Whether the answer may be a stream of events (HTML Living Standard, section 9.2). */
	readonly acceptsEvents: boolean;
};

const anything: Negotiated = {
	format: { type: json, isAlways200: false },
	acceptsEvents: true,
};

/** Headers that came before: clients send a handful. Characters are bounded, since anybody can invent one. */
const known = new LRUCache<string, Negotiated>({
	max: 200,
	maxSize: 50_000,
	sizeCalculation: (_value, accept) => accept.length,
});

/**
 * The media types that an Accept header asks for (RFC 9110, section 12.5.1). Decided before anything runs: a change that
 * was made must not be answered with "not acceptable". Throws an HttpError where nothing can be answered.
 */
export function negotiateMediaType(accept: string | undefined): Negotiated {
	if (!accept) return anything;
	const seen = known.get(accept);
	if (seen) return seen;
	const negotiated = negotiate(accept);
	known.set(accept, negotiated);
	return negotiated;
}

function negotiate(accept: string): Negotiated {
	const headers = { accept: withoutParameters(accept) };
	const negotiator = new Negotiator({ headers });
	const [type, other] = negotiator.mediaTypes([json, graphqlJson]);
	const acceptsEvents = negotiator.mediaTypes([eventStream]).length > 0;
	if (type === undefined && !acceptsEvents)
		throw new HttpError("notAcceptable", sayGraphql("mediaTypes", {}));
	const isAlways200 = type === json && other === undefined && !acceptsEvents;
	return {
		format: type === undefined ? null : { type, isAlways200 },
		acceptsEvents,
	};
}

const utf8 = /;\s*charset\s*=\s*(?:utf-?8|"utf-?8")\s*(?=[;,]|$)/gi;
const others =
	/;\s*(?!(?:q|charset)\s*=)[^;,="\s]+\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^;,"\s]*)/gi;

/** A range is about a type whatever its parameters say, such as `profile` or `v`; but another charset than UTF-8 cannot be answered. */
function withoutParameters(accept: string): string {
	return accept.includes(";")
		? accept.replace(utf8, "").replace(others, "")
		: accept;
}
