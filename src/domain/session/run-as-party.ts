import { authorize } from "../authorize.ts";
import type { Context } from "../context.ts";
import { quote } from "../quote.ts";
import { allowed } from "./person.ts";
import { normalisePrincipal } from "./principal.ts";
import type { SignInOutcome } from "./sign-in.ts";
import { startSession } from "./start-session.ts";

/** Opens a session in which the calling operator acts for a party; the operator's own session stays. */
export async function runAsParty(
	context: Context,
	principal: string,
): Promise<SignInOutcome> {
	const ctx = authorize(context, "runAsParty");
	const person = await ctx.store.credentials.findPrincipal(
		normalisePrincipal(principal),
	);
	const party =
		person?.kind === "party" && allowed(person, ctx.demoPolicy)
			? person.party
			: null;
	if (!party) {
		const code = "PARTY_NOT_FOUND";
		const message = `There is no party ${quote(principal)} to act for.`;
		return {
			session: null,
			problems: [{ code, path: ["principal"], message }],
		};
	}
	const { operator } = ctx.actor;
	const actor = { kind: "operatorAsParty", operator, party } as const;
	return { session: await startSession(ctx, ctx.touchpoint, actor, null) };
}
