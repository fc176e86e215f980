import type { ExecutionResult } from "graphql";
import { type FetchAPI, processRegularResult } from "graphql-yoga";

export const json = "application/json";
export const eventStream = "text/event-stream";
export const graphqlJson = "application/graphql-response+json";

/** How a result is formatted for one caller. */
export type AnswerFormat = {
	readonly type: string;
	/**
	 * Whether a request that GraphQL refuses is answered 200, as clients expect that accept application/json alone (GraphQL
	 * over HTTP, section 6.4.1). Everybody else gets 400.
	 */
	readonly isAlways200: boolean;
};

type Init = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
};

type Answer = Init & { readonly text: string };

/** What Yoga makes of a result with errors, without the fetch Response that it would be wrapped in and taken out of again. */
class YogaAnswer implements Answer {
	readonly text: string;
	readonly status: number;
	readonly headers: Init["headers"];

	constructor(text: string, { status, headers }: Init) {
		this.text = text;
		this.status = status;
		this.headers = headers;
	}
}

/** Formats a result: as JSON, or, when there are errors, as Yoga does. */
export function formatAnswer(
	result: ExecutionResult,
	{ type, isAlways200 }: AnswerFormat,
): Answer {
	const headers = { "content-type": `${type}; charset=utf-8` };
	if (!result.errors)
		return { text: JSON.stringify(result), status: 200, headers };
	// Yoga makes the answer by the class that it is given, and needs nothing else of a fetch API.
	const answers = { Response: YogaAnswer } as unknown as FetchAPI;
	const answer = processRegularResult(result, answers, type);
	const { text, status, headers: own } = answer as unknown as Answer;
	const { "Content-Type": _, ...others } = own;
	const isRefused = status === 400 && !("data" in result);
	return {
		text,
		status: isAlways200 && isRefused ? 200 : status,
		headers: { ...others, ...headers },
	};
}
