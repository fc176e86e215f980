import type { FastifyReply, FastifyRequest } from "fastify";
import type { Authenticate } from "../../authentication/authenticate.ts";
import type { Authentication } from "../../authentication/create-caller-memory.ts";
import type { Context } from "../../domain/context.ts";
import type { Protocol } from "../../domain/origin.ts";
import { sayLanguage } from "../language/say-language.ts";
import type { LimitsOf, RequestLimits } from "../limits/create-rate-limits.ts";
import { readCredentials } from "./read-credentials.ts";
import { readIdempotencyKey } from "./read-idempotency-key.ts";
import { readOrigin } from "./read-origin.ts";
import type { SessionCookie } from "./session-cookie.ts";

/** The parts of a context that are the same for every request. */
type Shared = Pick<
	Context,
	"store" | "files" | "feed" | "checkLogin" | "demoPolicy" | "limits" | "now"
>;

declare module "fastify" {
	interface FastifyRequest {
		/** Who is calling and what the domain works with; null until the hook that learns it has run. */
		domain: Context | null;
	}
}

/** Makes the domain's context for a request: who is calling, through which protocol. Refuses a caller who asks too often. */
export type ContextOf = (
	request: FastifyRequest,
	reply: FastifyReply,
) => Promise<Context>;

type Parts = {
	readonly authenticate: Authenticate;
	readonly shared: Shared;
	/** Null where nobody is limited. */
	readonly limitsOf: LimitsOf | null;
	readonly sessionCookie: SessionCookie;
};

export function createContextOf(
	protocol: Protocol,
	{ authenticate, shared, limitsOf, sessionCookie }: Parts,
): ContextOf {
	return async (request, reply) => {
		const language = sayLanguage(request, reply);
		const credentials = readCredentials(request, sessionCookie);
		const origin = readOrigin(request);
		const idempotencyKeyHeader = readIdempotencyKey(request);
		const limits = limitsOf?.(request, reply) ?? null;
		const parts = limits
			? limit(shared, limits, credentials.touchpointCode, request)
			: shared;
		const identify = () => authenticate(credentials, limits?.loginAttempts);
		const contextFor = (caller: Authentication): Context => {
			const { touchpoint, actor } = caller;
			const consumeQuota =
				limits && touchpoint
					? (cost: number) => limits.consumeQuota(touchpoint.code, actor, cost)
					: free;
			const refresh = async () => contextFor(await identify());
			const own = {
				protocol,
				origin,
				language,
				idempotencyKeyHeader,
				consumeQuota,
				refresh,
			};
			return { ...parts, ...caller, ...own };
		};
		const context = contextFor(await identify());
		if (context.credentials === "accepted") await context.consumeQuota(1);
		else {
			request.hasWrongCredentials = context.credentials === "wrong";
			await limits?.countFailure(credentials.touchpointCode);
		}
		return context;
	};
}

const nothing = Promise.resolve();
const free = () => nothing;

/** A wrong password in a body, at sign-in, counts like one in a header. */
function limit(
	shared: Shared,
	limits: RequestLimits,
	touchpointCode: string | null,
	request: FastifyRequest,
): Shared {
	return {
		...shared,
		async checkLogin(login, version) {
			const person = await shared.checkLogin(
				login,
				version,
				limits.loginAttempts,
			);
			if (person) return person;
			request.hasWrongCredentials = true;
			await limits.countFailure(touchpointCode);
			return null;
		},
	};
}
