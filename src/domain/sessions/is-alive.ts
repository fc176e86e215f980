import { authorizeTouchpoint } from "../authorize.ts";
import type { Context } from "../context.ts";

/** Whether somebody answers: a refusal for whoever sends no valid touchpoint and token. */
export function isAlive(context: Context): true {
	authorizeTouchpoint(context);
	return true;
}
