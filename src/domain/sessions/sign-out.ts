import { authorizeTouchpoint } from "../authorize.ts";
import type { Context } from "../context.ts";

/** Ends the session the request came with, if it came with one; answers whether it did. */
export async function signOut(context: Context): Promise<boolean> {
	const ctx = authorizeTouchpoint(context);
	if (ctx.sessionDigest === null) return false;
	await ctx.app.store.credentials.endSession(ctx.sessionDigest);
	return true;
}
