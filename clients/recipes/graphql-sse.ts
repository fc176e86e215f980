import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "graphql-sse";
import { endpoint, headers } from "./demo-party.ts";

const client = createClient({
	url: endpoint,
	headers,
	retryAttempts: Number.POSITIVE_INFINITY,
	retry: (retries) =>
		wait(Math.random() * Math.min(30_000, 500 * 2 ** retries)),
});

const query = /* GraphQL */ `
	subscription CaseChanged {
		caseChanged {
			event { id kind }
			case { id number status version }
		}
	}
`;

export type Change = {
	caseChanged: {
		event: { id: string; kind: string };
		case: { id: string; number: number; status: string; version: number };
	} | null;
};

/** Every change of a case, for as long as somebody reads. `onConnected` runs at each connection: what changed while there was none is found there, by `cases(orderBy: UPDATED_AT)`. */
export async function* watchCases(onConnected: () => void) {
	for (;;) {
		const changes = client.iterate<Change>(
			{ query },
			{
				connected: onConnected,
			},
		);
		for await (const { data, errors } of changes) {
			if (errors) throw new Error(errors[0]?.message);
			if (data?.caseChanged) yield data.caseChanged;
		}
		// The server has ended the stream in good order, as it does before it stops.
		await wait(500);
	}
}
