import assert from "node:assert/strict";
import { party1 } from "../support/requests.ts";
import type { TestServer } from "../support/test-server.ts";
import type { Headers } from "./change.ts";

const document = `subscription {
	caseChanged {
		event { kind protocol actor { kind email } after { status } }
		case { number version status type { name } assignee { __typename } }
	}
}`;

export type Subscription = AsyncDisposable & {
	/** The next result; null once the server has completed the stream. */
	// biome-ignore lint/suspicious/noExplicitAny: answers are compared member by member in tests
	next(): Promise<any>;
};

/** Listens to `caseChanged` over HTTP, with an answer whose headers have come. */
export async function subscribe(
	server: Pick<TestServer, "url">,
	headers: Headers = party1,
	query = document,
): Promise<Subscription> {
	const leave = new AbortController();
	const response = await fetch(`${server.url}/graphql`, {
		method: "POST",
		headers: {
			"content-type": "application/json",
			accept: "text/event-stream",
			...headers,
		},
		body: JSON.stringify({ query }),
		signal: leave.signal,
	});
	assert.equal(response.status, 200);
	assert.equal(response.headers.get("content-type"), "text/event-stream");
	assert.equal(response.headers.get("content-encoding"), null);
	const events = readEvents(response);
	return {
		async next() {
			const { value, done } = await events.next();
			assert.ok(!done, "the connection ended before the stream was complete");
			return value.event === "complete" ? null : JSON.parse(value.data);
		},
		async [Symbol.asyncDispose]() {
			leave.abort();
		},
	};
}

async function* readEvents({ body }: Response) {
	assert.ok(body);
	let text = "";
	for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
		text += chunk;
		const parts = text.split("\n\n");
		text = parts.pop() ?? "";
		for (const part of parts) {
			const event = /^event: (.*)$/m.exec(part)?.[1];
			const data = /^data: ?(.*)$/m.exec(part)?.[1] ?? "";
			if (event !== undefined) yield { event, data };
		}
	}
}
