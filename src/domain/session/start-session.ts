import type { Actor } from "../actor.ts";
import type { Touchpoint } from "../catalogue/catalogue.ts";
import type { Context } from "../context.ts";
import { newToken, tokenDigest } from "./token.ts";

export type NewSession = {
	/** The secret itself; only its digest is kept. */
	readonly token: string;
	/** Milliseconds since 1970; a session ends then, however much it is used. */
	readonly expiresAt: number;
	/** Seconds until then. */
	readonly lifetime: number;
	readonly actor: Actor;
};

/** Opens a session of this actor at a touchpoint, in place of another one if that is named. */
export async function startSession(
	{ store, now }: Pick<Context, "store" | "now">,
	touchpoint: Touchpoint,
	actor: Actor,
	replaces: string | null,
): Promise<NewSession> {
	const token = newToken();
	const createdAt = now();
	const lifetime = touchpoint.sessionMinutes * 60;
	const expiresAt = createdAt + lifetime * 1000;
	await store.credentials.startSession({
		digest: tokenDigest(token),
		touchpointCode: touchpoint.code,
		partyId: actor.kind === "operator" ? null : actor.party.id,
		operatorId: actor.kind === "party" ? null : actor.operator.id,
		createdAt,
		expiresAt,
		replaces,
	});
	return { token, expiresAt, lifetime, actor };
}
