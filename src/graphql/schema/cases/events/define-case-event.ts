import type { Actor, Profile } from "../../../../domain/actor.ts";
import type {
	CaseEvent,
	CaseEventKind,
} from "../../../../domain/cases/events/case-event.ts";
import { findEventsByIds } from "../../../../domain/cases/queries/find-by-ids.ts";
import type { Protocol } from "../../../../domain/origin.ts";
import type { Builder, GraphqlContext } from "../../builder.ts";
import { enumValues } from "../../enum-values.ts";
import { parseNumber } from "../../global-id.ts";
import { operatorProfile, partyProfile } from "../../profiles.ts";
import { profileFields } from "../../sessions/profile-fields.ts";
import { type ViewerRefs, viewerKinds } from "../../sessions/viewer.ts";
import { withTypename } from "../../with-typename.ts";
import type { CaseEventStateRef } from "./define-case-event-state.ts";

type Refs = ViewerRefs & { readonly State: CaseEventStateRef };

type EventActor = {
	readonly kind: Actor["kind"];
	readonly profile: Profile | null;
};

/** `CaseEvent`: one change of a case, with who, when, through what, before and after. */
export function defineCaseEvent(builder: Builder, { State, ViewerKind }: Refs) {
	const Kind = builder.enumType("CaseEventKind", {
		description: "What happened to a case.",
		values: enumValues(kinds),
	});

	const ProtocolEnum = builder.enumType("Protocol", {
		description: "The protocol a request came by.",
		values: {
			GRAPHQL: { description: "This API." },
			REST: { description: "The v4 REST API." },
		} as const satisfies Record<Protocol, object>,
	});

	const EventActor = builder.objectRef<EventActor>("CaseEventActor").implement({
		description: "Whoever changed a case.",
		fields: (t) => ({
			kind: t.field({
				type: ViewerKind,
				description: "In what capacity.",
				resolve: ({ kind }) => viewerKinds[kind],
			}),
			...profileFields(t, ({ profile }) => profile, {
				firstname:
					"First name; the operator's, also when they acted for a party.",
				email:
					"E-mail address; an operator's is null for a party, to whom addresses of staff are not shown.",
			}),
		}),
	});

	const Event = builder.objectRef<CaseEvent>("CaseEvent");
	builder.node(Event, {
		description: "A change of a case, written together with it.",
		id: { resolve: ({ id }) => id, parse: parseNumber },
		loadMany: (ids, { domain }) =>
			withTypename("CaseEvent", findEventsByIds(domain, ids)),
		fields: (t) => ({
			kind: t.expose("kind", { type: Kind, description: "What happened." }),
			at: t.field({
				type: "DateTime",
				description: "When.",
				resolve: ({ at }) => new Date(at),
			}),
			protocol: t.expose("protocol", {
				type: ProtocolEnum,
				description: "The protocol it came by.",
			}),
			touchpoint: t.exposeString("touchpointCode", {
				description: "Code of the touchpoint it came through.",
			}),
			actor: t.field({
				type: EventActor,
				description: "Who did it.",
				resolve: presentActor,
			}),
			before: t.expose("before", {
				type: State,
				nullable: true,
				description:
					"What changed, as it was before; null if there was nothing yet, or if it was erased.",
			}),
			after: t.expose("after", {
				type: State,
				nullable: true,
				description:
					"What changed, as it was afterwards; null if nothing was left, or if it was erased.",
			}),
		}),
	});
	return Event;
}

export type CaseEventRef = ReturnType<typeof defineCaseEvent>;

async function presentActor(
	{ actorKind, operatorId, partyId }: CaseEvent,
	_args: object,
	ctx: GraphqlContext,
): Promise<EventActor> {
	const profile = await (operatorId === null
		? partyProfile(ctx, partyId)
		: operatorProfile(ctx, operatorId));
	return { kind: actorKind, profile };
}

const kinds = {
	CREATED: "It was created.",
	UPDATED: "Category, type, status, resolution or custom values changed.",
	COMMENT_ADDED: "A comment was added.",
	COMMENT_UPDATED: "The text of a comment changed.",
	ATTACHMENT_ADDED: "A file was added.",
	ATTACHMENT_DELETED: "A file was deleted.",
	TRANSITIONED: "An operator gave it another status.",
	ASSIGNED: "An operator assigned it.",
} as const satisfies Record<CaseEventKind, string>;
