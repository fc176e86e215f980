import type { FastifyReply } from "fastify";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { RequestError } from "../../domain/problems/request-error.ts";
import { sendRateLimit } from "./send-rate-limit.ts";

type BudgetOptions = {
	readonly policy: string;
	/** What may be spent under one key in a window of seconds. */
	readonly quota: number;
	readonly window: number;
	/** What is thrown for those who spend more, and may try again after so many seconds. */
	readonly refuse: (wait: number) => RequestError;
};

type RateBudget = {
	/** Throws a RequestError, with the time to wait in the headers, when more was spent than there is. */
	consume(
		key: string,
		cost: number,
		reply: FastifyReply,
	): Promise<RateLimiterRes>;
	giveBack(key: string, cost: number): Promise<void>;
};

/** Counts, in the memory of this process, what is spent under each key in a window that starts with the first of it. */
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
