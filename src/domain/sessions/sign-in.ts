import { z } from "zod";
import { authorizeTouchpoint } from "../authorize.ts";
import type { Context } from "../context.ts";
import { type Parsed, parseObject } from "../input/parse-input.ts";
import { type Problem, problem } from "../problems/problem.ts";
import type { Login } from "./credentials.ts";
import { actorFrom, isAdmitted } from "./person.ts";
import {
	attempts,
	credentialsKeepChanging,
	type NewSession,
	startSession,
} from "./start-session.ts";

export type SignInOutcome =
	| { readonly session: NewSession }
	| { readonly session: null; readonly problems: readonly Problem[] };

const parseLogin = parseObject({
	principal: z.string(),
	password: z.string(),
});

/** The one parse function of sign-in, for both protocols. Its problems quote no value: it may be a password. */
export function parseSignIn(raw: unknown): Parsed<Login> {
	const { value, problems } = parseLogin(raw);
	return { value, problems: problems.map(withoutValue) };
}

function withoutValue(found: Problem): Problem {
	const { code, path } = found;
	return code === "INVALID_TYPE"
		? problem("secretNotString", path, { where: path.join(".") })
		: found;
}

/** Opens a session at the calling touchpoint; an open one is replaced. */
export async function signIn(
	context: Context,
	{ value, problems }: Parsed<Login>,
): Promise<SignInOutcome> {
	let ctx = authorizeTouchpoint(context);
	if (problems.length > 0) return { session: null, problems };
	for (let attempt = 0; attempt < attempts; attempt++) {
		const { touchpoint, sessionDigest, versions } = ctx;
		const person = await ctx.checkLogin(value as Login, versions.credentials);
		const actor = person && actorFrom(person);
		if (!actor || !isAdmitted(actor, touchpoint))
			return { session: null, problems: [wrongCredentials] };
		const session = await startSession(ctx, touchpoint, actor, sessionDigest);
		if (session) return { session };
		ctx = authorizeTouchpoint(await ctx.refresh());
	}
	throw credentialsKeepChanging();
}

/**
 * The same where an open session is not replaced: whoever has one must sign out first. The login of a caller who may
 * not sign in is not read.
 */
export async function signInOnce(
	context: Context,
	readLogin: () => Parsed<Login>,
): Promise<SignInOutcome> {
	if (context.sessionDigest !== null)
		return { session: null, problems: [alreadySignedIn] };
	return signIn(context, readLogin());
}

const alreadySignedIn = problem("alreadySignedIn", [], {});

/** The same for an unknown principal, a wrong password, a disabled person and an operator at the wrong touchpoint. */
const wrongCredentials = problem("wrongCredentials", [], {});
