import { type Actor, type Profile, profileOf } from "../domain/actor.ts";
import { Refusal } from "../domain/refusal.ts";
import {
	type SessionContext,
	sessionContext,
} from "../domain/session/session-context.ts";
import {
	parseSignIn,
	type SignInOutcome,
	signIn,
} from "../domain/session/sign-in.ts";
import { signOut } from "../domain/session/sign-out.ts";
import { expiredSessionCookie, sessionCookie } from "../http/session-cookie.ts";
import type { Builder } from "./builder.ts";
import { parsedBy } from "./parsed-by.ts";
import type { UserErrorRef } from "./user-error.ts";

export type CookieOptions = { readonly isSecure: boolean };

/** Who is calling, and how to sign in and out. */
export function defineSession(
	builder: Builder,
	UserError: UserErrorRef,
	cookie: CookieOptions,
) {
	const SimpleProfile = builder.objectRef<Profile>("SimpleProfile").implement({
		description: "What is shown of a person.",
		fields: (t) => ({
			firstname: t.exposeString("firstname", {
				nullable: true,
				description: "First name.",
			}),
			lastname: t.exposeString("lastname", {
				nullable: true,
				description: "Last name, or the name of a company.",
			}),
			email: t.exposeString("email", {
				nullable: true,
				description: "E-mail address.",
			}),
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
			firstname: t.string({
				nullable: true,
				description:
					"First name; the party's, also when an operator acts for it.",
				resolve: (actor) => profileOf(actor).firstname,
			}),
			lastname: t.string({
				nullable: true,
				description: "Last name, or the name of a company.",
				resolve: (actor) => profileOf(actor).lastname,
			}),
			email: t.string({
				nullable: true,
				description: "E-mail address.",
				resolve: (actor) => profileOf(actor).email,
			}),
		}),
	});

	const SessionLink = builder
		.objectRef<SessionContext["links"][number]>("SessionLink")
		.implement({
			description: "Somewhere this session can go.",
			fields: (t) => ({
				ref: t.exposeString("ref", { description: "What it is." }),
				href: t.exposeString("href", { description: "Its address." }),
			}),
		});

	const Session = builder
		.objectRef<SessionContext>("SessionContext")
		.implement({
			description: "What v4 answers about the session with every change.",
			fields: (t) => ({
				links: t.field({
					type: [SessionLink],
					description: "Where the session can go.",
					resolve: ({ links }) => [...links],
				}),
				simpleProfile: t.expose("profile", {
					type: SimpleProfile,
					nullable: true,
					description: "Whose session it is; null when nobody is signed in.",
				}),
			}),
		});

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
					description: "Always empty: signing out twice is no error.",
					resolve: () => [],
				}),
			}),
		});

	builder.queryField("viewer", (t) =>
		t.field({
			type: Viewer,
			nullable: true,
			description: "Whoever is signed in; null when nobody is.",
			resolve: (_root, _args, { domain }) => {
				if (domain.credentials === "wrong")
					throw new Refusal(
						"unauthenticated",
						"Touchpoint, token or login is wrong.",
					);
				return domain.actor;
			},
		}),
	);

	builder.mutationFields((t) => ({
		signIn: t.field({
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
		signOut: t.field({
			type: SignOutPayload,
			nullable: true,
			description: "Ends the session of this request, if it has one.",
			resolve: async (_root, _args, { domain, setCookie }) => {
				await signOut(domain);
				setCookie(expiredSessionCookie(cookie));
				return { context: sessionContext(null, domain.links) };
			},
		}),
	}));

	return { Session };
}

export type SessionRefs = ReturnType<typeof defineSession>;

const viewerKinds = {
	party: "PARTY",
	operator: "OPERATOR",
	operatorAsParty: "OPERATOR_AS_PARTY",
} as const satisfies Record<Actor["kind"], string>;
