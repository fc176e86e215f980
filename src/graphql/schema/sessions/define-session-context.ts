import type { SessionContext } from "../../../domain/sessions/session-context.ts";
import type { Links, SessionLink } from "../../../http/answers/create-links.ts";
import type { Builder } from "../builder.ts";
import type { ViewerRefs } from "./viewer.ts";

/** `context` of payloads: the session context of v4 answers. */
export function defineSessionContext(
	builder: Builder,
	{ SimpleProfile }: ViewerRefs,
	links: Links,
) {
	const Link = builder.objectRef<SessionLink>("SessionLink").implement({
		description: "Somewhere this session can go.",
		fields: (t) => ({
			ref: t.exposeString("ref", { description: "What it is." }),
			href: t.exposeString("href", { description: "Its address." }),
		}),
	});

	return builder.objectRef<SessionContext>("SessionContext").implement({
		description: "What v4 answers about the session with every change.",
		fields: (t) => ({
			links: t.field({
				type: [Link],
				description: "Where the session can go.",
				resolve: ({ profile }) => [
					...(profile ? links.signedIn : links.signedOut),
				],
			}),
			simpleProfile: t.expose("profile", {
				type: SimpleProfile,
				nullable: true,
				description: "Whose session it is; null when nobody is signed in.",
			}),
		}),
	});
}

export type SessionContextRef = ReturnType<typeof defineSessionContext>;
