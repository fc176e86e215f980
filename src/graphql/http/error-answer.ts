import { eventStream, json } from "./answer.ts";
import { negotiateMediaType } from "./negotiate-media-type.ts";

type ErrorAnswer = { readonly type: string; readonly text: string };

/** The answer to a request that is refused before it runs, in the media type that was asked for, as the answer of an operation is. */
export function errorAnswer(
	body: object,
	accept: string | undefined,
): ErrorAnswer {
	const type = typeFor(accept);
	const text = JSON.stringify(body);
	return type === null
		? {
				type: eventStream,
				text: `event: next\ndata: ${text}\n\nevent: complete\ndata:\n\n`,
			}
		: { type: `${type}; charset=utf-8`, text };
}

/** Null for an event stream; JSON where nothing that was asked for can be answered. */
function typeFor(accept: string | undefined): string | null {
	try {
		const { format } = negotiateMediaType(accept);
		return format === null ? null : format.type;
	} catch {
		return json;
	}
}
