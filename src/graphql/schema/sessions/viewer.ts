import { type Actor, type Profile, profileOf } from "../../../domain/actor.ts";
import { findViewer } from "../../../domain/sessions/find-viewer.ts";
import type { Builder } from "../builder.ts";
import { profileFields } from "./profile-fields.ts";

/** Who is calling, and what is shown of a person. */
export function defineViewer(builder: Builder) {
	const SimpleProfile = builder.objectRef<Profile>("SimpleProfile").implement({
		description: "What is shown of a person.",
		fields: (t) => ({
			...profileFields(t, (profile) => profile),
		}),
	});

	const ViewerKind = builder.enumType("ViewerKind", {
		description: "In what capacity somebody is signed in.",
		values: {
			PARTY: { description: "A person or company with cases of its own." },
			OPERATOR: { description: "A member of staff." },
			OPERATOR_AS_PARTY: {
				description: "A member of staff who acts for a party.",
			},
		},
	});

	const Viewer = builder.objectRef<Actor>("Viewer").implement({
		description: "Whoever is signed in.",
		fields: (t) => ({
			kind: t.field({
				type: ViewerKind,
				description: "In what capacity.",
				resolve: ({ kind }) => viewerKinds[kind],
			}),
			...profileFields(t, profileOf, {
				firstname:
					"First name; the party's, also when an operator acts for it.",
			}),
		}),
	});

	builder.queryField("viewer", (t) =>
		t.field({
			type: Viewer,
			nullable: true,
			description: "Whoever is signed in; null when nobody is.",
			resolve: (_root, _args, { domain }) => findViewer(domain),
		}),
	);

	return { SimpleProfile, Viewer, ViewerKind };
}

export type ViewerRefs = ReturnType<typeof defineViewer>;

export const viewerKinds = {
	party: "PARTY",
	operator: "OPERATOR",
	operatorAsParty: "OPERATOR_AS_PARTY",
} as const satisfies Record<Actor["kind"], string>;
