import type { FieldMap } from "@pothos/core";
import type {
	ChangeInput,
	ChangeOutcome,
} from "../../../../domain/cases/change/change-case.ts";
import { sessionContext } from "../../../../domain/sessions/session-context.ts";
import type { Builder, BuilderTypes } from "../../builder.ts";
import type { SessionContextRef } from "../../sessions/define-session-context.ts";
import { type UserErrorRef, warningsDescription } from "../../user-error.ts";
import type { CaseRef } from "../define-case.ts";

export type ChangeRefs = {
	readonly CaseNode: CaseRef;
	readonly UserError: UserErrorRef;
	readonly Session: SessionContextRef;
};

type ChangePayload<Own> = {
	readonly input: ChangeInput & Own;
	readonly outcome: ChangeOutcome;
};

export type PayloadFields<Own> = PothosSchemaTypes.ObjectFieldBuilder<
	BuilderTypes,
	ChangePayload<Own>
>;

/** The payload of a change: the case, or every reason why it is as it was; and the fields of this change alone. */
export function defineChangePayload<Own>(
	builder: Builder,
	name: string,
	{ CaseNode, UserError, Session }: ChangeRefs,
	ownFields: (t: PayloadFields<Own>) => FieldMap = () => ({}),
) {
	return builder.objectRef<ChangePayload<Own>>(name).implement({
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
				resolve: (_payload, _args, { domain }) => sessionContext(domain.actor),
			}),
			...ownFields(t),
		}),
	});
}
