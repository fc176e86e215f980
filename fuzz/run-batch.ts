import type { Answer } from "./answer.ts";
import { checkAnswer } from "./check-answer.ts";
import type { WholeNumbers } from "./compare-case.ts";
import { createdCases } from "./created-cases.ts";
import type { FuzzRequest } from "./fuzz-request.ts";
import { readBack } from "./read-back.ts";
import type { Stage } from "./stage.ts";
import { countAnswer, longestTurn, type Totals } from "./totals.ts";

/** A request, by its place in the batch, and what is wrong with how it was handled. */
export type Finding = { readonly index: number; readonly what: string };

/** Times that a request is sent alone when it was in slow company. */
const repeats = 5;
/** Requests that are sent together when it is looked for who was slow. */
const groupSize = 16;

/** Sends the requests together, checks every answer, and reads back what was created. */
export async function runBatch(
	requests: readonly FuzzRequest[],
	stage: Stage,
	totals: Totals,
	wholeNumbers: WholeNumbers,
): Promise<readonly Finding[]> {
	const { client, headersOf, server } = stage;
	const answers = await client.sendAll(requests, headersOf);
	const slowest = await server.slowestTurn();
	totals.slowestTurn = Math.max(totals.slowestTurn, slowest);
	const findings: Finding[] = [];
	for (const [index, request] of requests.entries()) {
		const answer = answers[index] ?? null;
		countAnswer(totals, request.protocol, answer);
		const wrong = checkAnswer(request, answer);
		if (wrong === null) continue;
		if (!answer || answer.status < 500) totals.malformed++;
		findings.push({ index, what: wrong });
	}
	for (const index of await differentOf(requests, answers)) {
		// Others may have changed it in between: alone, nobody does.
		const request = requests[index] as FuzzRequest;
		const again = await client.send(request, headersOf);
		const found = await comparison(request, again);
		if (found.length === 0) continue;
		totals.readBackDifferent++;
		findings.push({ index, what: `reads back different: ${found[0]}` });
	}
	if (slowest > longestTurn)
		for (const [index, request] of await slowAgain(requests, stage)) {
			const best = await bestTurn(request, stage);
			if (best > totals.slowestAlone) {
				totals.slowestAlone = best;
				totals.slowestWhat = `${request.protocol} ${request.what}`;
			}
			if (best > longestTurn)
				findings.push({ index, what: `held up others for ${best} ms` });
		}
	await server.slowestTurn();
	return findings;

	/** Requests of whose cases one was not what was sent. */
	async function differentOf(
		requests: readonly FuzzRequest[],
		answers: readonly (Answer | null)[],
	): Promise<readonly number[]> {
		const different: number[] = [];
		for (const [index, request] of requests.entries()) {
			const answer = answers[index] ?? null;
			totals.casesStored += createdCases(request, answer).length;
			const found = await comparison(request, answer);
			if (found.length > 0) different.push(index);
		}
		return different;
	}

	async function comparison(request: FuzzRequest, answer: Answer | null) {
		const created = createdCases(request, answer).slice(0, mostOfBulk);
		const send = (reading: FuzzRequest) => client.send(reading, headersOf);
		const found: string[] = [];
		for (const one of created)
			found.push(
				...(await readBack(one, request.protocol, wholeNumbers, send)),
			);
		return found;
	}
}

/** Cases of one bulk that are read back. */
const mostOfBulk = 10;

/** Requests that are slow in smaller company too, by their places; another program may have had the processor before. */
async function slowAgain(
	requests: readonly FuzzRequest[],
	{ client, headersOf, server }: Stage,
): Promise<readonly (readonly [number, FuzzRequest])[]> {
	const entries = [...requests.entries()];
	const slow: (readonly [number, FuzzRequest])[] = [];
	for (let start = 0; start < entries.length; start += groupSize) {
		const group = entries.slice(start, start + groupSize);
		const few = group.map(([, request]) => request);
		await server.slowestTurn();
		await client.sendAll(few, headersOf);
		if ((await server.slowestTurn()) > longestTurn) slow.push(...group);
	}
	return slow;
}

/** Milliseconds that the event loop stood still, at best, while this request alone was handled; of fewer times, where that is short. */
async function bestTurn(
	request: FuzzRequest,
	{ client, headersOf, server }: Stage,
): Promise<number> {
	let best = Number.POSITIVE_INFINITY;
	for (let time = 0; time < repeats; time++) {
		await server.slowestTurn();
		await client.send(request, headersOf);
		best = Math.min(best, await server.slowestTurn());
		if (best <= longestTurn / 2) break;
	}
	return best;
}
