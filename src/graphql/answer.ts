import { processRegularResult } from "graphql-yoga";

const json = "application/json";
const graphqlJson = "application/graphql-response+json";

/** The media type of a result that is no stream, by the range that accepts it. */
const answerTypes: ReadonlyMap<string, string> = new Map([
	["*/*", json],
	["application/*", json],
	[json, json],
	[graphqlJson, graphqlJson],
]);

/** The media type of an answer, by the first of the narrowed ranges that takes one; null where events alone are accepted. */
export function answerType(accept: string): string | null {
	for (const range of accept.split(",")) {
		const type = answerTypes.get(range);
		if (type) return type;
	}
	return null;
}

type Init = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
};

/** What Yoga makes of a result, without the fetch Response that it would be wrapped in and taken out of again. */
export class Answer {
	readonly text: string;
	readonly status: number;
	readonly headers: Init["headers"];

	constructor(text: string, { status, headers }: Init) {
		this.text = text;
		this.status = status;
		this.headers = headers;
	}
}

/** Words a result as Yoga does: its status, its headers, its JSON. */
export function wordAnswer(result: object, type: string): Answer {
	const answers = { Response: Answer } as never;
	return processRegularResult(result, answers, type) as unknown as Answer;
}
