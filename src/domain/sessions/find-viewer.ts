import type { Actor } from "../actor.ts";
import { authorizeTouchpoint } from "../authorize.ts";
import type { Context } from "../context.ts";

/** The person who is signed in: null without credentials, a refusal with wrong ones. */
export function findViewer(ctx: Context): Actor | null {
	return ctx.credentials === "absent" ? null : authorizeTouchpoint(ctx).actor;
}
