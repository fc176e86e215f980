import { z } from "zod";
import type { Actor } from "../actor.ts";
import { authorizeTouchpoint } from "../authorize.ts";
import type { Context } from "../context.ts";
import { type Parsed, parseMembers } from "../parse-input.ts";
import type { Problem } from "../problem.ts";
import type { Login } from "./credentials.ts";
import { actorFrom, isAdmitted } from "./person.ts";
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

export type SignInOutcome =
	| { readonly session: NewSession }
	| { readonly session: null; readonly problems: readonly Problem[] };

const shape = { principal: z.string(), password: z.string() };

/** The one parse function of sign-in, for both doors. */
export function parseSignIn(raw: unknown): Parsed<Login> {
	return parseMembers(shape, raw as Readonly<Record<string, unknown>>);
}

/** Opens a session at the calling touchpoint; an open one is replaced. */
export async function signIn(
	context: Context,
	{ value, problems }: Parsed<Login>,
): Promise<SignInOutcome> {
	const ctx = authorizeTouchpoint(context);
	const { principal, password } = value;
	if (principal === undefined || password === undefined)
		return { session: null, problems };
	const login = { principal, password };
	const person = await ctx.checkLogin(login, ctx.versions.credentials);
	const actor = person && actorFrom(person);
	if (!actor || !isAdmitted(actor, ctx.touchpoint))
		return { session: null, problems: [wrongCredentials] };

	const token = newToken();
	const createdAt = ctx.now();
	const lifetime = ctx.touchpoint.sessionMinutes * 60;
	const expiresAt = createdAt + lifetime * 1000;
	await ctx.store.credentials.startSession({
		digest: tokenDigest(token),
		touchpointCode: ctx.touchpoint.code,
		partyId: actor.kind === "party" ? actor.party.id : null,
		operatorId: actor.kind === "operator" ? actor.operator.id : null,
		createdAt,
		expiresAt,
		replaces: ctx.sessionDigest,
	});
	return { session: { token, expiresAt, lifetime, actor } };
}

/** The same for an unknown principal, a wrong password, a disabled person and an operator at the wrong touchpoint. */
const wrongCredentials: Problem = {
	code: "INVALID_CREDENTIALS",
	path: [],
	message: "No one can sign in here with this principal and password.",
};
