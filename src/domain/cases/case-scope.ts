import type { Actor } from "../actor.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { handles } from "../catalogue/handles.ts";
import type { Case } from "./case.ts";

/**
 * Which cases a caller may see, and so change. A party, and an operator who acts for it, has the party's own cases; an
 * operator has those assigned to them or to their groups. Of either, only cases of these types.
 */
export type CaseScope = {
	/** Those that are visible in the app, or that a group of the operator handles. */
	readonly typeCodes: readonly string[];
} & (
	| { readonly kind: "party"; readonly partyId: number }
	| {
			readonly kind: "operator";
			readonly operatorId: number;
			readonly groupCodes: readonly string[];
			/** Which of the operator's cases are looked through. */
			readonly assignee: "ME" | "MY_GROUPS" | "ANY";
	  }
);

/** What decides whether a case is in a scope. */
type CaseOwners = Pick<Case, "partyId" | "typeCode" | "assignee">;

/** The cases of a caller: for an operator all of them, or those assigned to them in this way alone. */
export function scopeOf(
	{
		actor,
		catalogue,
	}: { readonly actor: Actor; readonly catalogue: Catalogue },
	assignee: "ME" | "MY_GROUPS" | null = null,
): CaseScope {
	if (actor.kind !== "operator")
		return {
			kind: "party",
			partyId: actor.party.id,
			typeCodes: catalogue.typesInApp,
		};
	const { operator } = actor;
	return {
		kind: "operator",
		operatorId: operator.id,
		groupCodes: operator.groupCodes,
		assignee: assignee ?? "ANY",
		typeCodes: [...catalogue.types.values()]
			.filter((type) => handles(operator, type))
			.map(({ code }) => code),
	};
}

/** Whether a case is in a scope; the lists of a store select the same cases. */
export function isInScope(found: CaseOwners, scope: CaseScope): boolean {
	if (!scope.typeCodes.includes(found.typeCode)) return false;
	if (scope.kind === "party") return found.partyId === scope.partyId;
	const { assignee } = found;
	if (assignee === null) return false;
	return assignee.kind === "operator"
		? scope.assignee !== "MY_GROUPS" && assignee.operatorId === scope.operatorId
		: scope.assignee !== "ME" && scope.groupCodes.includes(assignee.groupCode);
}

/** Whether a case of this party can be in a scope at all: whose case it is never changes, its type and who works on it do. */
export function canBeInScope(
	{ partyId }: Pick<Case, "partyId">,
	scope: CaseScope,
): boolean {
	return scope.kind === "operator" || scope.partyId === partyId;
}
