import type { FastifyRequest, onRequestAsyncHookHandler } from "fastify";
import type { Authenticate } from "../../authentication/authenticate.ts";
import type { Authentication } from "../../authentication/create-caller-memory.ts";
import type { AppContext } from "../../domain/app-context.ts";
import type { Context } from "../../domain/context.ts";
import type { Protocol } from "../../domain/origin.ts";
import type { LoginCheck } from "../../domain/sessions/credentials.ts";
import { sayLanguage } from "../language/say-language.ts";
import type { LimitsOf, RequestLimits } from "../limits/create-rate-limits.ts";
import { readCredentials, readOrigin } from "./read-caller.ts";
import type { SessionCookie } from "./session-cookie.ts";

declare module "fastify" {
	interface FastifyRequest {
		/** Who is calling and what the domain works with; null until the hook that learns it has run. */
		domain: Context | null;
	}
}

/** An `onRequest` hook that makes the domain's context for a request: who is calling, through which protocol. Refuses a caller who asks too often. */
export type Identify = OmitThisParameter<onRequestAsyncHookHandler>;

type Parts = {
	readonly authenticate: Authenticate;
	readonly app: AppContext;
	readonly checkLogin: LoginCheck;
	/** Null where nobody is limited. */
	readonly limitsOf: LimitsOf | null;
	readonly sessionCookie: SessionCookie;
};

export function createIdentify(
	protocol: Protocol,
	{ authenticate, app, checkLogin, limitsOf, sessionCookie }: Parts,
): Identify {
	return async (request, reply) => {
		const language = sayLanguage(request, reply);
		const credentials = readCredentials(request, sessionCookie);
		const origin = readOrigin(request);
		const key = request.headers["idempotency-key"];
		const idempotencyKeyHeader = typeof key === "string" ? key : null;
		const limits = limitsOf?.(request, reply) ?? null;
		const ownLoginCheck = limits
			? limit(checkLogin, limits, credentials.touchpointCode, request)
			: checkLogin;
		const contextFor = (caller: Authentication): Context => {
			const { touchpoint, actor } = caller;
			const consumeQuota =
				limits && touchpoint
					? (cost: number) => limits.consumeQuota(touchpoint.code, actor, cost)
					: free;
			const refresh = async () =>
				contextFor(await authenticate(credentials, limits?.loginAttempts));
			return {
				...caller,
				app,
				protocol,
				origin,
				language,
				idempotencyKeyHeader,
				checkLogin: ownLoginCheck,
				consumeQuota,
				refresh,
			};
		};
		const context = contextFor(
			await authenticate(credentials, limits?.loginAttempts),
		);
		const isAccepted = context.credentials === "accepted";
		if (!isAccepted)
			request.hasWrongCredentials = context.credentials === "wrong";
		if (limits && isAccepted) await context.consumeQuota(1);
		else if (limits) await limits.countFailure(credentials.touchpointCode);
		request.domain = context;
	};
}

const nothing = Promise.resolve();
const free = () => nothing;

/** A wrong password in a body, at sign-in, counts like one in a header. */
function limit(
	checkLogin: LoginCheck,
	limits: RequestLimits,
	touchpointCode: string | null,
	request: FastifyRequest,
): LoginCheck {
	return async (login, version) => {
		const person = await checkLogin(login, version, limits.loginAttempts);
		if (person) return person;
		request.hasWrongCredentials = true;
		await limits.countFailure(touchpointCode);
		return null;
	};
}
