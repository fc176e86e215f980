import { type Actor, type Profile, profileOf } from "../actor.ts";

/** Where the links of a session context lead; absolute addresses under the configured public one. */
export type LinkTargets = {
	readonly profile: string;
	readonly register: string;
	readonly login: string;
	readonly attachment: (id: number) => string;
};

/** What every v4 answer, and GraphQL's `context`, says about the session. */
export type SessionContext = {
	readonly links: readonly { readonly ref: string; readonly href: string }[];
	readonly profile: Profile | null;
};

export function sessionContext(
	actor: Actor | null,
	{ profile, register, login }: LinkTargets,
): SessionContext {
	if (actor === null)
		return {
			links: [
				{ ref: "register", href: register },
				{ ref: "login", href: login },
			],
			profile: null,
		};
	return {
		links: [{ ref: "profile", href: profile }],
		profile: profileOf(actor),
	};
}
