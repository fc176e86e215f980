/** The transport a request came through; recorded with every change. */
export type Protocol = "GRAPHQL" | "REST";

/** The origin that v4 callers state for a request: recorded on the case, otherwise without effect. */
export type Origin = {
	readonly activity: string | null;
	readonly tags: readonly string[];
	readonly source: string | null;
};

/** The origin of a request whose caller states none. */
export const noOrigin: Origin = { activity: null, tags: [], source: null };
