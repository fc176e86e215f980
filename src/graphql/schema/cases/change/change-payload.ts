import type { ChangeOutcome } from "../../../../domain/cases/change/change-case.ts";
import {
	type SessionContext,
	sessionContext,
} from "../../../../domain/sessions/session-context.ts";
import type { Builder, GraphqlContext } from "../../builder.ts";
import type { SessionContextRef } from "../../sessions/define-session-context.ts";
import { type UserErrorRef, warningsDescription } from "../../user-error.ts";
import type { CaseRef } from "../define-case.ts";

export type ChangeRefs = {
	readonly CaseNode: CaseRef;
	readonly UserError: UserErrorRef;
	readonly Session: SessionContextRef;
};

export type ChangePayload = {
	readonly outcome: ChangeOutcome;
	readonly context: SessionContext;
};

/** A payload type of a change: the case, or every reason why it is as it was. */
export function defineChangePayload<
	Payload extends ChangePayload = ChangePayload,
>(
	builder: Builder,
	name: string,
	{ CaseNode, UserError, Session }: ChangeRefs,
) {
	return builder.objectRef<Payload>(name).implement({
		description: "The changed case, or every reason why nothing changed.",
		fields: (t) => ({
			case: t.field({
				type: CaseNode,
				nullable: true,
				description:
					"The case as it stands now; null when there are user errors.",
				resolve: ({ outcome }) => outcome.case,
			}),
			replayed: t.boolean({
				description:
					"Whether nothing was changed, because an earlier request with the same idempotency key did it.",
				resolve: ({ outcome }) => outcome.case !== null && outcome.replayed,
			}),
			userErrors: t.field({
				type: [UserError],
				description: "Everything that is wrong with the input.",
				resolve: ({ outcome }) =>
					outcome.case === null ? [...outcome.problems] : [],
			}),
			warnings: t.field({
				type: [UserError],
				description: warningsDescription,
				resolve: ({ outcome }) =>
					outcome.case === null ? [] : [...outcome.warnings],
			}),
			context: t.field({
				type: Session,
				description: "The session the case was changed in.",
				resolve: ({ context }) => context,
			}),
		}),
	});
}

/** Waits for a change and puts the session beside it. */
export async function changePayload(
	{ domain, noteProblems }: GraphqlContext,
	change: Promise<ChangeOutcome>,
): Promise<ChangePayload> {
	const outcome = await change;
	if (outcome.case === null) noteProblems(outcome.problems);
	return { outcome, context: sessionContext(domain.actor) };
}
