import type { Actor, Operator } from "../actor.ts";
import type { CaseType, Catalogue } from "../catalogue/catalogue.ts";
import type { CaseOwners } from "../ports/case-store.ts";

/**
 * Whether this caller may see, and so change, the case. A party, and an operator who acts for it, has the party's own
 * cases of types that are visible in the app; an operator has those assigned to them or their groups, of types they handle.
 */
export function maySeeCase(
	actor: Actor,
	catalogue: Catalogue,
	found: CaseOwners,
): boolean {
	const type = catalogue.types.get(found.typeCode);
	if (!type) return false;
	return actor.kind === "operator"
		? isAssigned(actor.operator, found) && handles(actor.operator, type)
		: found.partyId === actor.party.id && type.isVisibleInApp;
}

/** Whether a group of the operator handles cases of this type. */
export function handles(operator: Operator, type: CaseType): boolean {
	return operator.groupCodes.some((code) => type.groupCodes.has(code));
}

function isAssigned(operator: Operator, { assignee }: CaseOwners) {
	if (assignee === null) return false;
	return assignee.kind === "operator"
		? assignee.operatorId === operator.id
		: operator.groupCodes.includes(assignee.groupCode);
}
