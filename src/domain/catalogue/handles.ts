import type { Operator } from "../actor.ts";
import type { CaseType } from "./catalogue.ts";

/** Whether a group of the operator handles cases of this type. */
export function handles(
	{ groupCodes }: Operator,
	type: Pick<CaseType, "groupCodes">,
): boolean {
	return groupCodes.some((code) => type.groupCodes.has(code));
}
