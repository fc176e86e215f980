import type { Authorized } from "../../authorize.ts";
import type { CaseType } from "../../catalogue/catalogue.ts";
import { handles } from "../../catalogue/handles.ts";
import { nameFor, namesIn } from "../../catalogue/name.ts";
import type { Context } from "../../context.ts";
import { parseObject } from "../../input/parse-input.ts";
import { type Problem, problem } from "../../problems/problem.ts";
import { normalisePrincipal } from "../../sessions/normalise-principal.ts";
import type { Assignee } from "../case.ts";
import { code } from "../case-schemas.ts";
import { fingerprintOf } from "../idempotency/command-fingerprint.ts";
import { splitWarnings } from "../split-warnings.ts";
import {
	type ChangeInput,
	type ChangeOutcome,
	changeCase,
} from "./change-case.ts";

export type AssignCase = ChangeInput & {
	readonly email: string | null;
	readonly groupName: string | null;
	/** What the shape of the input left to say. */
	readonly problems?: readonly Problem[];
};

/** The parse function of an assignment, `{email}` or `{groupName}`, where a protocol does not check shapes itself. */
export const parseAssignment = parseObject({ email: code, groupName: code });

/** Gives a case to an operator or to a group; for operators. */
export function assignCase(
	context: Context,
	input: AssignCase,
): Promise<ChangeOutcome> {
	const { email, groupName, problems = [] } = input;
	return changeCase(context, "assignCase", input, {
		async decide(ctx, found) {
			const type = ctx.catalogue.types.get(found.typeCode);
			if (!type) throw new Error(`The catalogue lost type ${found.typeCode}.`);
			const { errors, warnings } = splitWarnings(ctx.touchpoint, problems);
			if (errors.some(({ code }) => code !== "UNKNOWN_FIELD"))
				return { problems: errors };
			const assignee = await decideAssignee(ctx, type, input);
			if ("code" in assignee) return { problems: [assignee, ...errors] };
			if (errors.length > 0) return { problems: errors };
			return {
				warnings,
				change: {
					...found,
					kind: "ASSIGNED",
					assignee,
					before: { assignee: found.assignee },
					after: { assignee },
				},
			};
		},
		fingerprint: () =>
			fingerprintOf({ value: input, problems }, () => [
				"assignCase",
				email,
				groupName,
			]),
	});
}

async function decideAssignee(
	ctx: Authorized<"assignCase">,
	type: CaseType,
	{ email, groupName }: AssignCase,
): Promise<Assignee | Problem> {
	if (email !== null && groupName !== null)
		return problem("assigneeAmbiguous", [], {});
	if (email !== null) return decideOperator(ctx, type, email);
	if (groupName !== null) return decideGroup(ctx, type, groupName);
	return problem("assigneeMissing", [], {});
}

async function decideOperator(
	{ app }: Authorized<"assignCase">,
	type: CaseType,
	email: string,
): Promise<Assignee | Problem> {
	const person = await app.store.credentials.findPrincipal(
		normalisePrincipal(email),
	);
	if (person?.kind !== "operator")
		return problem("operatorNotFound", ["email"], { email });
	if (person.isDisabled)
		return problem("operatorBlocked", ["email"], { email });
	if (!handles(person.operator, type))
		return problem("operatorNotAuthorized", ["email"], {
			email,
			typeCode: type.code,
		});
	return { kind: "operator", operatorId: person.operator.id };
}

function decideGroup(
	ctx: Authorized<"assignCase">,
	type: CaseType,
	groupName: string,
): Assignee | Problem {
	const able = [...ctx.catalogue.groups.values()].filter(({ code }) =>
		type.groupCodes.has(code),
	);
	const group = able.find(
		({ code, name }) => namesIn(name).includes(groupName) || code === groupName,
	);
	return group
		? { kind: "group", groupCode: group.code }
		: problem("groupNotFound", ["groupName"], {
				groupName,
				typeCode: type.code,
				able: able.map(({ name }) => nameFor(ctx, name)),
			});
}
