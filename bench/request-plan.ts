/** One kind of request, and how a success is recognised. Plain data, so that it travels to the load process. */
export type RequestPlan = {
	readonly path: string;
	/** Without the `Idempotency-Key`, which is a new one for every request. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** The HTTP status of a success. */
	readonly status: number;
	/** The members that lead to the number of the new case in a successful answer. */
	readonly idPath: readonly string[];
};

/** Ways of asking for the same thing: a server understands one of them. */
export type Dialect = "bare" | "v4" | "graphql";
