import { processRegularResult } from "graphql-yoga";

const json = "application/json";

/** The media type of an answer by an Accept header that names one type, or any, and no more. */
const answerTypes: ReadonlyMap<string, string> = new Map([
	["*/*", json],
	[json, json],
	...["application/graphql-response+json"].map((type) => [type, type] as const),
]);

export function plainAnswerType(accept: string): string | undefined {
	return answerTypes.get(accept);
}

/** What Yoga makes of a result, without the fetch Response that it would be wrapped in and taken out of again. */
export class PlainAnswer {
	readonly text: string;
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;

	constructor(
		text: string,
		init: {
			readonly status: number;
			readonly headers: Readonly<Record<string, string>>;
		},
	) {
		this.text = text;
		this.status = init.status;
		this.headers = init.headers;
	}
}

/** Words a result as Yoga does: its status, its headers, its JSON. */
export function plainAnswer(result: object, type: string): PlainAnswer {
	const answers = { Response: PlainAnswer };
	const answer = processRegularResult(result, answers as never, type);
	return answer as unknown as PlainAnswer;
}
