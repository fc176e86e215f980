import type { FastifyReply } from "fastify";

/** How much of which budget is left. */
type RateLimitState = {
	readonly policy: string;
	/** Requests, or their cost, in a window of seconds. */
	readonly quota: number;
	readonly window: number;
	readonly remaining: number;
	readonly millisecondsLeft: number;
};

/** Says what is left of a budget, as draft-ietf-httpapi-ratelimit-headers-10 has it; answers the seconds until it is full again. */
export function sendRateLimit(
	reply: FastifyReply,
	{ policy, quota, window, remaining, millisecondsLeft }: RateLimitState,
): number {
	const seconds = Math.max(1, Math.ceil(millisecondsLeft / 1000));
	reply
		.header("ratelimit-policy", `"${policy}";q=${quota};w=${window}`)
		.header("ratelimit", `"${policy}";r=${remaining};t=${seconds}`);
	return seconds;
}
