import type { Wire } from "../test/support/parity-wire.ts";
import type { Answer } from "./answer.ts";
import { differences, type WholeNumbers } from "./compare-case.ts";
import { type CreatedCase, memberAt } from "./created-cases.ts";
import type { FuzzRequest, Protocol } from "./fuzz-request.ts";
import { readWire } from "./read-wire.ts";

const query = `query($number: SafeInt!) { caseByNumber(number: $number) {
	categoryCode typeCode status resolution caseData comments { description } attachments { fileName contentType size }
} }`;

type Send = (request: FuzzRequest) => Promise<Answer | null>;

/** Reads a case by the protocol that did not create it, as the operator, who sees every type; answers what is different. */
export async function readBack(
	{ number, sent }: CreatedCase,
	protocol: Protocol,
	wholeNumbers: WholeNumbers,
	send: Send,
): Promise<readonly string[]> {
	const answer = await send(
		protocol === "rest" ? byGraphql(number) : byRest(number),
	);
	const body = readWire(String(answer?.body)) ?? null;
	const read: Wire | undefined =
		protocol === "rest" ? memberAt(body, "data", "caseByNumber") : body;
	if (memberAt(read, "categoryCode") === undefined)
		return [`case ${number} cannot be read: ${answer?.status}`];
	return differences(sent, read as Wire, wholeNumbers);
}

const reading = {
	what: "read back",
	caller: "operatorAlone",
	place: "headers",
	sent: null,
	headEdits: [],
} as const;

function byRest(number: string): FuzzRequest {
	return {
		...reading,
		protocol: "rest",
		method: "GET",
		path: `/api/v4/cases/${number}`,
		headers: [],
		body: null,
	};
}

function byGraphql(number: string): FuzzRequest {
	return {
		...reading,
		protocol: "graphql",
		method: "POST",
		path: "/graphql",
		headers: [["content-type", "application/json"]],
		body: Buffer.from(
			JSON.stringify({ query, variables: { number: +number } }),
		),
	};
}
