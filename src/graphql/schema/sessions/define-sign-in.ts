import type { GraphQLResolveInfo } from "graphql";
import { parseSignIn, signIn } from "../../../domain/sessions/sign-in.ts";
import { crossSiteWarning } from "../../../http/callers/cross-site.ts";
import type {
	RequestHeaders,
	SessionOptions,
} from "../../../http/callers/session-options.ts";
import { badUserInput } from "../../errors/errors.ts";
import { sayGraphql } from "../../messages/say-graphql.ts";
import type { Builder } from "../builder.ts";
import { parsedInput } from "../parsed-input.ts";
import { selectsField } from "../selects-field.ts";
import {
	defineSessionPayload,
	type SessionPayloadRefs,
} from "./define-session-payload.ts";

/** `signIn`: opens a session, in the payload and in the cookie. */
export function defineSignIn(
	builder: Builder,
	refs: SessionPayloadRefs,
	{ sessionCookie, isCrossSite }: SessionOptions,
) {
	const SignInInput = parsedInput(
		builder.inputType("SignInInput", {
			description: "Who signs in.",
			fields: (t) => ({
				principal: t.string({
					required: true,
					description:
						"User name, e-mail, phone, or document as `type:number`.",
				}),
				password: t.string({ required: true, description: "The password." }),
			}),
		}),
		parseSignIn,
	);

	const SignInPayload = defineSessionPayload(builder, "SignInPayload", refs);
	builder.objectField(SignInPayload, "warnings", (t) =>
		t.field({
			type: [refs.UserError],
			description:
				"`TOKEN_REQUIRED` when the caller's browser does not keep the session cookie.",
			resolve: (outcome) =>
				"warnings" in outcome ? [...outcome.warnings] : [],
		}),
	);

	builder.mutationField("signIn", (t) =>
		t.field({
			type: SignInPayload,
			nullable: true,
			description:
				"Signs a party or an operator in at the calling touchpoint, sets the session cookie, and replaces an open session. A page on another site must ask for `token`, since the browser does not keep the cookie there.",
			args: {
				input: t.arg({
					type: SignInInput,
					required: true,
					description: "Who signs in.",
				}),
			},
			resolve: async (_root, { input }, context, info) => {
				const { domain, headers, noteProblems, setCookie } = context;
				requireUsableSession(headers, info);
				const outcome = await signIn(domain, input);
				if (outcome.session === null) {
					noteProblems(outcome.problems);
					return outcome;
				}
				const { token, lifetime } = outcome.session;
				setCookie(sessionCookie.keep(token, lifetime));
				return isCrossSite(headers)
					? { ...outcome, warnings: [crossSiteWarning] }
					: outcome;
			},
		}),
	);
}

/** Refuses to open a session that nobody could use: the browser says that it keeps no cookie, and the token is not asked for. */
function requireUsableSession(
	headers: RequestHeaders,
	info: GraphQLResolveInfo,
) {
	if (headers["sec-fetch-site"] !== "cross-site" || selectsField(info, "token"))
		return;
	throw badUserInput(sayGraphql("tokenNeeded", {}));
}
