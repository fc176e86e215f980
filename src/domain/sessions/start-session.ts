import type { Actor } from "../actor.ts";
import type { Touchpoint } from "../catalogue/catalogue.ts";
import type { Context } from "../context.ts";
import { RequestError } from "../problems/request-error.ts";
import { newToken, tokenDigest } from "./token.ts";

/** How often a login is checked again when the credentials change under it. */
export const attempts = 3;

export function credentialsKeepChanging(): RequestError {
	return new RequestError("credentialsChanging", {});
}

export type NewSession = {
	/** The secret itself; only its digest is kept. */
	readonly token: string;
	/** Milliseconds since 1970; a session ends then, however much it is used. */
	readonly expiresAt: number;
	/** Seconds until then. */
	readonly lifetime: number;
	readonly actor: Actor;
};

/**
 * Opens a session of this actor at a touchpoint, in place of another one if that is named. Null when the credentials
 * changed since they were checked: a password that was replaced meanwhile opens nothing.
 */
export async function startSession(
	{ app, versions }: Pick<Context, "app" | "versions">,
	touchpoint: Touchpoint,
	actor: Actor,
	replaces: string | null,
): Promise<NewSession | null> {
	const token = newToken();
	const createdAt = app.now();
	const lifetime = touchpoint.sessionMinutes * 60;
	const expiresAt = createdAt + lifetime * 1000;
	const outcome = await app.store.credentials.startSession({
		versions,
		digest: tokenDigest(token),
		touchpointCode: touchpoint.code,
		partyId: actor.kind === "operator" ? null : actor.party.id,
		operatorId: actor.kind === "party" ? null : actor.operator.id,
		createdAt,
		expiresAt,
		replaces,
	});
	return outcome === "started" ? { token, expiresAt, lifetime, actor } : null;
}
