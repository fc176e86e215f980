import { authorizeTouchpoint } from "../authorize.ts";
import type { Context } from "../context.ts";

/** Answers a caller with a valid touchpoint and token, and refuses every other. */
export function isAlive(context: Context): true {
	authorizeTouchpoint(context);
	return true;
}
