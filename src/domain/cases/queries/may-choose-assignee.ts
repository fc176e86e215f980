import type { Context } from "../../context.ts";

/** Whether a caller may choose cases by whom they are assigned to: a party may not. Who is not signed in is refused for that. */
export function mayChooseAssignee({ actor }: Context): boolean {
	return actor === null || actor.kind === "operator";
}
