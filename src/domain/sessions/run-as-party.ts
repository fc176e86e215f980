import type { Party } from "../actor.ts";
import { authorize } from "../authorize.ts";
import type { Context } from "../context.ts";
import { problem } from "../problems/problem.ts";
import { normalisePrincipal } from "./normalise-principal.ts";
import { allowed } from "./person.ts";
import type { SignInOutcome } from "./sign-in.ts";
import {
	attempts,
	credentialsKeepChanging,
	startSession,
} from "./start-session.ts";

/** Opens a session in which the calling operator acts for a party; the operator's own session stays. */
export async function runAsParty(
	context: Context,
	principal: string,
): Promise<SignInOutcome> {
	let ctx = authorize(context, "runAsParty");
	for (let attempt = 0; attempt < attempts; attempt++) {
		const party = await findParty(ctx, principal);
		if (!party)
			return {
				session: null,
				problems: [problem("partyNotFound", ["principal"], { principal })],
			};
		const { operator } = ctx.actor;
		const actor = { kind: "operatorAsParty", operator, party } as const;
		const session = await startSession(ctx, ctx.touchpoint, actor, null);
		if (session) return { session };
		ctx = authorize(await ctx.refresh(), "runAsParty");
	}
	throw credentialsKeepChanging();
}

async function findParty(
	{ app }: Context,
	principal: string,
): Promise<Party | null> {
	const name = normalisePrincipal(principal);
	const person = await app.store.credentials.findPrincipal(name);
	if (person?.kind !== "party") return null;
	return allowed(person, app.demoPolicy) && person.party;
}
