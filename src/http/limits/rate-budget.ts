import type { FastifyReply } from "fastify";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { RequestError } from "../../domain/problems/request-error.ts";
import { sendRateLimit } from "./send-rate-limit.ts";

type BudgetOptions = {
	readonly policy: string;
	/** The points that one key may consume in a window of seconds. */
	readonly quota: number;
	readonly window: number;
	/** The error for a key that consumes more; it may try again after so many seconds. */
	readonly refuse: (wait: number) => RequestError;
};

type RateBudget = {
	/** Throws a RequestError, with the time to wait in the headers, when more is consumed than is left. */
	consume(
		key: string,
		cost: number,
		reply: FastifyReply,
	): Promise<RateLimiterRes>;
	giveBack(key: string, cost: number): Promise<void>;
};

/** Counts, in the memory of this process, the points that each key consumes in a window, which starts with its first. */
export function createRateBudget(options: BudgetOptions): RateBudget {
	const { policy, quota, window, refuse } = options;
	const limiter = new RateLimiterMemory({ points: quota, duration: window });
	return {
		async consume(key, cost, reply) {
			const state = await limiter.consume(key, cost).catch((refused) => {
				if (refused instanceof RateLimiterRes) return refused;
				throw refused;
			});
			if (state.consumedPoints <= quota) return state;
			const seconds = sendRateLimit(reply, {
				policy,
				quota,
				window,
				remaining: 0,
				millisecondsLeft: state.msBeforeNext,
			});
			reply.header("retry-after", String(seconds));
			throw refuse(seconds);
		},
		async giveBack(key, cost) {
			await limiter.reward(key, cost);
		},
	};
}
