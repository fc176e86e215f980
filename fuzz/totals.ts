import type { Answer } from "./answer.ts";
import type { Protocol } from "./fuzz-request.ts";

export type Totals = {
	requests: number;
	readonly byProtocol: Record<Protocol, number>;
	/** By the first digit of their status; `none` for a changed head that is no whole request. */
	readonly answers: Record<string, number>;
	/** Answers 503 with Retry-After. */
	busy: number;
	serverErrors: number;
	/** Answers that are not in their protocol's form, and requests without one. */
	malformed: number;
	crashes: number;
	/** Milliseconds: the longest that the event loop stood still, with other requests on their way. */
	slowestTurn: number;
	/** The longest of what was slow again, alone, at its best of five. */
	slowestAlone: number;
	/** What that was: its protocol and what it tried. */
	slowestWhat: string;
	casesStored: number;
	readBackDifferent: number;
	filesLeftBehind: number;
};

export function createTotals(): Totals {
	return {
		requests: 0,
		byProtocol: { rest: 0, graphql: 0 },
		answers: {},
		busy: 0,
		serverErrors: 0,
		malformed: 0,
		crashes: 0,
		slowestTurn: 0,
		slowestAlone: 0,
		slowestWhat: "nothing",
		casesStored: 0,
		readBackDifferent: 0,
		filesLeftBehind: 0,
	};
}

/** Milliseconds that one request may hold the event loop. */
export const longestTurn = 50;

export function countAnswer(
	totals: Totals,
	protocol: Protocol,
	answer: Answer | null,
): void {
	const name = answer ? `${Math.floor(answer.status / 100)}xx` : "none";
	totals.requests++;
	totals.byProtocol[protocol]++;
	totals.answers[name] = (totals.answers[name] ?? 0) + 1;
	if (answer?.status === 503 && answer.headers.has("retry-after"))
		totals.busy++;
	else if (answer && answer.status >= 500) totals.serverErrors++;
}

export function isClean(totals: Totals): boolean {
	return (
		totals.serverErrors === 0 &&
		totals.malformed === 0 &&
		totals.crashes === 0 &&
		totals.slowestAlone <= longestTurn &&
		totals.readBackDifferent === 0 &&
		totals.filesLeftBehind === 0
	);
}

/** One line for people and for `grep`. */
export function formatTotals(totals: Totals): string {
	const { byProtocol, answers } = totals;
	const classes = Object.keys(answers)
		.toSorted()
		.map((name) => `${name} ${answers[name]}`);
	return [
		`requests ${totals.requests}`,
		`REST ${byProtocol.rest}`,
		`GraphQL ${byProtocol.graphql}`,
		`answers ${classes.join(" ")}`,
		`5xx ${totals.serverErrors}`,
		`busy ${totals.busy}`,
		`wrong form ${totals.malformed}`,
		`crashes ${totals.crashes}`,
		`slowest turn ${totals.slowestTurn.toFixed(1)} ms`,
		`slowest alone ${totals.slowestAlone.toFixed(1)} ms (${totals.slowestWhat})`,
		`cases stored ${totals.casesStored}`,
		`read back different ${totals.readBackDifferent}`,
		`files left behind ${totals.filesLeftBehind}`,
	].join(", ");
}
