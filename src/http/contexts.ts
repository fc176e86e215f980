import type { FastifyRequest } from "fastify";
import type { Authenticate } from "../authentication/authenticate.ts";
import type { Context } from "../domain/context.ts";
import type { Door } from "../domain/origin.ts";
import { readCredentials } from "./read-credentials.ts";
import { readIdempotencyKey } from "./read-idempotency-key.ts";
import { readOrigin } from "./read-origin.ts";

/** The parts of a context that are the same for every request. */
type Shared = Pick<
	Context,
	| "store"
	| "files"
	| "feed"
	| "checkLogin"
	| "demoPolicy"
	| "links"
	| "limits"
	| "now"
>;

/** Makes the domain's context for a request: who is calling, through which door. */
export type ContextOf = (request: FastifyRequest) => Promise<Context>;

export function createContextOf(
	door: Door,
	authenticate: Authenticate,
	shared: Shared,
): ContextOf {
	return async (request) => {
		const credentials = readCredentials(request);
		const origin = readOrigin(request);
		const keyHeader = readIdempotencyKey(request);
		const refresh = async (): Promise<Context> => ({
			...shared,
			...(await authenticate(credentials)),
			door,
			origin,
			keyHeader,
			refresh,
		});
		return refresh();
	};
}
