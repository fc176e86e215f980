import {
	type SessionContext,
	sessionContext,
} from "../../../domain/sessions/session-context.ts";
import { signOut } from "../../../domain/sessions/sign-out.ts";
import type { SessionOptions } from "../../../http/callers/session-options.ts";
import type { Builder } from "../builder.ts";
import type { UserErrorRef } from "../user-error.ts";
import type { SessionContextRef } from "./define-session-context.ts";

/** `signOut`: ends the session and forgets the cookie. */
export function defineSignOut(
	builder: Builder,
	refs: { UserError: UserErrorRef; Session: SessionContextRef },
	{ sessionCookie }: SessionOptions,
) {
	const { UserError, Session } = refs;
	const SignOutPayload = builder
		.objectRef<{ readonly context: SessionContext }>("SignOutPayload")
		.implement({
			description: "The session after signing out.",
			fields: (t) => ({
				context: t.expose("context", {
					type: Session,
					description: "A session without anybody.",
				}),
				userErrors: t.field({
					type: [UserError],
					description: "Always empty: signing out twice is not an error.",
					resolve: () => [],
				}),
			}),
		});

	builder.mutationField("signOut", (t) =>
		t.field({
			type: SignOutPayload,
			nullable: true,
			description: "Ends the session of this request, if it has one.",
			resolve: async (_root, _args, { domain, headers, setCookie }) => {
				await signOut(domain);
				const { sessionDigest } = domain;
				for (const value of sessionCookie.forget(headers.cookie, sessionDigest))
					setCookie(value);
				return { context: sessionContext(null) };
			},
		}),
	);
}
