import type { FastifyReply, FastifyRequest } from "fastify";
import type { Actor } from "../../domain/actor.ts";
import { RequestError } from "../../domain/problems/request-error.ts";
import type { LoginAttemptLimit } from "../../domain/sessions/credentials.ts";
import { networkOf } from "../callers/network-of.ts";
import { createRateSlots } from "./create-rate-slots.ts";
import { createRateBudget } from "./rate-budget.ts";
import { sendRateLimit } from "./send-rate-limit.ts";

export type RateLimitOptions = {
	/** What one caller may spend in a window of seconds, on both protocols together. */
	readonly requests: number;
	readonly window: number;
	/** Requests a minute with wrong credentials: from one address, and for one touchpoint from anywhere. */
	readonly failures: number;
	readonly touchpointFailures: number;
	/** Wrong passwords a minute for one name from one address. */
	readonly loginAttempts: number;
};

/** The limits as one request meets them. */
export type RequestLimits = {
	/** Takes a cost from the budget of the caller at this touchpoint, and says in the headers what is left. */
	consumeQuota(
		touchpointCode: string,
		actor: Actor | null,
		cost: number,
	): Promise<void>;
	/** Counts wrong credentials; refuses those that are too many, and never a request with right ones. */
	countFailure(touchpointCode: string | null): Promise<void>;
	readonly loginAttempts: LoginAttemptLimit;
};

export type LimitsOf = (
	request: FastifyRequest,
	reply: FastifyReply,
) => RequestLimits;

const minute = 60;

/**
 * Callers have a budget by who they are. An address counts only for wrong credentials and where nobody is signed in:
 * behind that of a web server are all its parties.
 */
export function createRateLimits(options: RateLimitOptions): LimitsOf {
	const { requests, window } = options;
	const callers = createRateBudget({
		policy: "caller",
		quota: requests,
		window,
		refuse: (wait) =>
			new RequestError("quotaSpent", { requests, window, wait }),
	});
	const addresses = failuresOf("address", options.failures);
	const touchpoints = failuresOf("touchpoint", options.touchpointFailures);
	const loginAttempts = failuresOf("guesses", options.loginAttempts);
	const addressSlot = createRateSlots(16_384);
	// A right password can meet this limit too, so here two names seldom share a slot.
	const loginAttemptSlot = createRateSlots(65_536);

	return ({ ip }, reply) => ({
		async consumeQuota(touchpointCode, actor, cost) {
			// Nobody in particular is somebody elsewhere at each address, or one could spend what all sign-ins need.
			const name =
				actor === null
					? `nobody ${addressSlot("nobody", networkOf(ip))}`
					: nameOf(actor);
			const key = `${touchpointCode} ${name}`;
			// What costs more than there ever is takes all that is left after the request itself.
			const most = Math.max(requests - 1, 1);
			const state = await callers.consume(key, Math.min(cost, most), reply);
			sendRateLimit(reply, {
				policy: "caller",
				quota: requests,
				window,
				remaining: state.remainingPoints,
				millisecondsLeft: state.msBeforeNext,
			});
		},
		async countFailure(touchpointCode) {
			await addresses.consume(addressSlot("address", networkOf(ip)), 1, reply);
			if (touchpointCode !== null)
				await touchpoints.consume(
					addressSlot("touchpoint", touchpointCode),
					1,
					reply,
				);
		},
		loginAttempts: {
			async start(principal) {
				const slot = loginAttemptSlot(networkOf(ip), principal);
				await loginAttempts.consume(slot, 1, reply);
				return () => loginAttempts.giveBack(slot, 1);
			},
		},
	});
}

function failuresOf(policy: string, quota: number) {
	return createRateBudget({
		policy,
		quota,
		window: minute,
		refuse: (wait) => new RequestError("tooManyWrongCredentials", { wait }),
	});
}

/** One person has one budget at a touchpoint; an operator keeps it while acting for a party. */
function nameOf(actor: Actor): string {
	return actor.kind === "party"
		? `party ${actor.party.id}`
		: `operator ${actor.operator.id}`;
}
