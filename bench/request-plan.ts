/** One kind of request, and how a success is recognised. Plain data, so that it travels to the load process. */
export type RequestPlan = {
	readonly method: "GET" | "POST";
	readonly path: string;
	/** Without the `Idempotency-Key`, which is a new one for every request. */
	readonly headers: Readonly<Record<string, string>>;
	/** For requests that have none, or whose rows have keys of their own. */
	readonly hasNoKey?: boolean;
	/** How many callers take turns at random: each is signed in with the session token `bench-session-N`, N from 1. */
	readonly sessions?: number;
	/** Null for a GET. Each `rowKey` in it becomes a new key. */
	readonly body: string | null;
	/** The HTTP status of a success. */
	readonly status: number;
	/** The members that lead to the number of a case in a successful answer; `*` is every element of a list. */
	readonly idPath: readonly string[];
	/** How many cases one request is about. */
	readonly rows: number;
	/** Whether every answer must name a case of its own. */
	readonly isCreate: boolean;
};

/** Stands in the body of a plan for the idempotency key of a row. */
export const rowKey = "KEY OF THE ROW";

/** The token of the session of a party, counted from 0. */
export function sessionToken(party: number): string {
	return `bench-session-${party + 1}`;
}

/** Ways of asking for the same thing: a server understands one of them. The plain ones know creates alone. */
export type Dialect = "bare" | "plainRest" | "plainGraphql" | "v4" | "graphql";

/** What is asked for in turn of each server that has a way to ask for it. */
export type Scenario = {
	readonly title: string;
	readonly plans: Readonly<Partial<Record<Dialect, RequestPlan>>>;
	/** How many of the requests of a round it is worth, since some take longer. */
	readonly share: number;
	/** Keep-alive connections, where it is not as many as usual. */
	readonly connections?: number;
};
