import {
	parseSignIn,
	type SignInOutcome,
	signIn,
} from "../domain/session/sign-in.ts";
import { type CookieOptions, sessionCookie } from "../http/session-cookie.ts";
import type { Builder } from "./builder.ts";
import { parsedBy } from "./parsed-by.ts";
import type { UserErrorRef } from "./user-error.ts";
import type { ViewerRefs } from "./viewer.ts";

/** `signIn`: opens a session, in the payload and in the cookie. */
export function defineSignIn(
	builder: Builder,
	{ UserError, Viewer }: { UserError: UserErrorRef } & ViewerRefs,
	cookie: CookieOptions,
) {
	const SignInInput = builder
		.inputType("SignInInput", {
			description: "Who signs in.",
			fields: (t) => ({
				principal: t.string({
					required: true,
					description:
						"User name, e-mail, phone, or document as `type:number`.",
				}),
				password: t.string({ required: true, description: "The password." }),
			}),
		})
		.validate(parsedBy(parseSignIn));

	const SignInPayload = builder
		.objectRef<SignInOutcome>("SignInPayload")
		.implement({
			description: "A new session, or why there is none.",
			fields: (t) => ({
				token: t.string({
					nullable: true,
					description:
						"The session token, for the Thalamus-Token header. It is shown only here.",
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

	builder.mutationField("signIn", (t) =>
		t.field({
			type: SignInPayload,
			nullable: true,
			description:
				"Signs a party or an operator in at the calling touchpoint, sets the session cookie, and replaces an open session.",
			args: {
				input: t.arg({
					type: SignInInput,
					required: true,
					description: "Who signs in.",
				}),
			},
			resolve: async (_root, { input }, { domain, setCookie }) => {
				const outcome = await signIn(domain, input);
				if (outcome.session) {
					const { token, lifetime } = outcome.session;
					setCookie(sessionCookie(token, lifetime, cookie));
				}
				return outcome;
			},
		}),
	);
}
