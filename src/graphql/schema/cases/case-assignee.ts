import type { Profile } from "../../../domain/actor.ts";
import type { Assignee } from "../../../domain/cases/case.ts";
import { nameFor } from "../../../domain/catalogue/name.ts";
import type { Builder, GraphqlContext } from "../builder.ts";
import { profileFields } from "../sessions/profile-fields.ts";

type Shown =
	| ({ readonly kind: "operator" } & Profile)
	| { readonly kind: "group"; readonly code: string; readonly name: string };

type Operator = Extract<Shown, { kind: "operator" }>;
type Group = Extract<Shown, { kind: "group" }>;

/** `CaseAssignee`: an operator or a group of them. */
export function defineCaseAssignee(builder: Builder) {
	const Operator = builder.objectRef<Operator>("Operator").implement({
		description: "A member of staff.",
		fields: (t) => ({
			...profileFields(t, (operator) => operator, {
				lastname: "Last name.",
				email:
					"The e-mail that `assignCase` takes; null for a party, to whom addresses of staff are not shown.",
			}),
		}),
	});

	const OperatorGroup = builder.objectRef<Group>("OperatorGroup").implement({
		description: "A group of operators.",
		fields: (t) => ({
			code: t.exposeString("code", { description: "Unique code." }),
			name: t.exposeString("name", {
				description: "The name that `assignCase` takes.",
			}),
		}),
	});

	return builder.unionType("CaseAssignee", {
		description: "Who works on a case: an operator, or a group of them.",
		types: [Operator, OperatorGroup],
		resolveType: ({ kind }) =>
			kind === "operator" ? "Operator" : "OperatorGroup",
	});
}

export type CaseAssigneeRef = ReturnType<typeof defineCaseAssignee>;

/** An assignee with its names. */
export async function presentAssignee(
	assignee: Assignee | null | undefined,
	{ domain, operator }: GraphqlContext,
): Promise<Shown | null> {
	if (!assignee) return null;
	if (assignee.kind === "operator") {
		const profile = await operator(domain, assignee.operatorId);
		return profile && { kind: "operator", ...profile };
	}
	const code = assignee.groupCode;
	const group = domain.catalogue.groups.get(code);
	const name = group ? nameFor(domain, group.name) : code;
	return { kind: "group", code, name };
}
