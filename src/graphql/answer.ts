import { processRegularResult } from "graphql-yoga";

const json = "application/json";

/** The media type in which a range of an Accept header gets a result that is no stream. */
const answerTypes: Readonly<Record<string, string>> = {
	"*/*": json,
	"application/*": json,
	[json]: json,
	"application/graphql-response+json": "application/graphql-response+json",
};

/** The media type of an answer: of the first range that one fits; null where events alone are accepted. */
export function answerType(accept: string): string | null {
	for (const range of accept.split(",")) {
		const name = range.split(";", 1)[0]?.trim().toLowerCase() ?? "";
		if (Object.hasOwn(answerTypes, name)) return answerTypes[name] as string;
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
