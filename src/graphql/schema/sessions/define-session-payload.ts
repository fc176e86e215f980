import type { Problem } from "../../../domain/problems/problem.ts";
import type { SignInOutcome } from "../../../domain/sessions/sign-in.ts";
import type { Builder } from "../builder.ts";
import type { UserErrorRef } from "../user-error.ts";
import type { ViewerRefs } from "./viewer.ts";

export type SessionPayloadRefs = ViewerRefs & {
	readonly UserError: UserErrorRef;
};

type SessionOutcome =
	| SignInOutcome
	| (SignInOutcome & { readonly warnings: readonly Problem[] });

/** A payload type of what opens a session. */
export function defineSessionPayload(
	builder: Builder,
	name: string,
	{ UserError, Viewer }: SessionPayloadRefs,
) {
	return builder.objectRef<SessionOutcome>(name).implement({
		description: "A new session, or why there is none.",
		fields: (t) => ({
			token: t.string({
				nullable: true,
				description:
					"The session token, for the Thalamus-Token header. It is answered only here.",
				resolve: ({ session }) => session?.token ?? null,
			}),
			expiresAt: t.field({
				type: "DateTime",
				nullable: true,
				description: "When the session ends, used or not.",
				resolve: ({ session }) => session && new Date(session.expiresAt),
			}),
			viewer: t.field({
				type: Viewer,
				nullable: true,
				description: "Who is signed in now.",
				resolve: ({ session }) => session?.actor ?? null,
			}),
			userErrors: t.field({
				type: [UserError],
				description: "Everything that is wrong with the input.",
				resolve: (outcome) =>
					outcome.session === null ? [...outcome.problems] : [],
			}),
		}),
	});
}
