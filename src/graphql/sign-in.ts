import { parseSignIn, signIn } from "../domain/session/sign-in.ts";
import { type CookieOptions, sessionCookie } from "../http/session-cookie.ts";
import type { Builder } from "./builder.ts";
import { parsedBy } from "./parsed-by.ts";
import {
	defineSessionPayload,
	type SessionPayloadRefs,
} from "./session-payload.ts";

/** `signIn`: opens a session, in the payload and in the cookie. */
export function defineSignIn(
	builder: Builder,
	refs: SessionPayloadRefs,
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

	builder.mutationField("signIn", (t) =>
		t.field({
			type: defineSessionPayload(builder, "SignInPayload", refs),
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
			resolve: async (
				_root,
				{ input },
				{ domain, noteProblems, setCookie },
			) => {
				const outcome = await signIn(domain, input);
				if (outcome.session) {
					const { token, lifetime } = outcome.session;
					setCookie(sessionCookie(token, lifetime, cookie));
				} else noteProblems(outcome.problems);
				return outcome;
			},
		}),
	);
}
