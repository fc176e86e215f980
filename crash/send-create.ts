import type { Ledger, Outcome } from "./ledger.ts";
import type { Operation } from "./operation.ts";
import { type Protocol, readAnswer, requestOf } from "./protocols.ts";

/** Milliseconds until an answer counts as missing. */
const patience = 10_000;

/** What a demo party calls with. */
export function credentialsOf({ party }: Operation): Record<string, string> {
	const login = `party${party}@example.com:demo-party-${party}`;
	return {
		"thalamus-touchpoint": "web",
		"thalamus-token": "demo-web-token",
		authorization: `Basic ${Buffer.from(login).toString("base64")}`,
	};
}

/** Sends a create through a protocol, with a line in the ledger before and after. It never fails: how it ended is its answer. */
export async function sendCreate(
	origin: string,
	operation: Operation,
	protocol: Protocol,
	ledger: Ledger,
): Promise<Outcome> {
	const { path, body } = requestOf(operation, protocol);
	const headers = {
		...credentialsOf(operation),
		"content-type": "application/json",
		"idempotency-key": operation.key,
		"thalamus-source": operation.key,
	};
	const note = ledger.begin(operation.key, protocol);
	const outcome = await fetch(origin + path, {
		method: "POST",
		headers,
		body,
		signal: AbortSignal.timeout(patience),
	})
		.then((response) => readAnswer(response, protocol))
		.catch((error: Error): Outcome => {
			const reason = `no answer: ${error.cause ?? error}`;
			return { kind: "unknown", reason };
		});
	note(outcome);
	return outcome;
}
