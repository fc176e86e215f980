/** The transport a request came through; recorded with every change. */
export type Protocol = "GRAPHQL" | "REST";

/** What v4 callers say about where a request comes from: recorded on the case, otherwise without effect. */
export type Origin = {
	readonly activity: string | null;
	readonly tags: readonly string[];
	readonly source: string | null;
};
