import type { Actor } from "./actor.ts";
import type { Touchpoint } from "./catalogue/catalogue.ts";
import type { Context, CredentialState } from "./context.ts";
import { RequestError } from "./problems/request-error.ts";

type ActorKind = Actor["kind"];

/** Who may do what. Which cases an actor may see is decided by the verb, case by case. */
const permissions = {
	createCase: ["party", "operatorAsParty"],
	findCaseByKey: ["party", "operatorAsParty"],
	readCases: ["party", "operator", "operatorAsParty"],
	readProfile: ["party", "operatorAsParty"],
	readCatalogue: ["party", "operator", "operatorAsParty"],
	updateCase: ["party", "operator", "operatorAsParty"],
	commentCase: ["party", "operator", "operatorAsParty"],
	attachToCase: ["party", "operator", "operatorAsParty"],
	upload: ["party", "operator", "operatorAsParty"],
	transitionCase: ["operator"],
	assignCase: ["operator"],
	runAsParty: ["operator", "operatorAsParty"],
} as const satisfies Record<string, readonly ActorKind[]>;

const forbidden = {
	party: "Only operators may do this.",
	operator:
		"This needs a party; an operator acts for one by running as that party.",
	operatorAsParty:
		"An operator who acts for a party may do only what the party may.",
} as const satisfies Record<ActorKind, string>;

/** Says what is missing, and of what is wrong not which it is. */
const unauthenticated = {
	absent:
		"Touchpoint and token are missing; send the headers Thalamus-Touchpoint and Thalamus-Token.",
	withoutTouchpoint:
		"The touchpoint is missing; send its code in the header Thalamus-Touchpoint.",
	withoutToken:
		"The token is missing; send the touchpoint's token or a session token in the header Thalamus-Token.",
	wrong:
		"The touchpoint, the token or the login is wrong; which one is not revealed. Send a token of this touchpoint, and a login that is valid there.",
	accepted:
		"The login is missing; send Basic credentials, or the token or cookie of an open session.",
} as const satisfies Record<CredentialState, string>;

export type Action = keyof typeof permissions;

type ActorFor<A extends Action> = Extract<
	Actor,
	{ kind: (typeof permissions)[A][number] }
>;

/** A context whose caller may do `A`. */
export type Authorized<A extends Action> = Context & {
	readonly touchpoint: Touchpoint;
	readonly actor: ActorFor<A>;
};

/** Stops everybody whom the table does not name; the only place that says who may do what. */
export function authorize<A extends Action>(
	ctx: Context,
	action: A,
): Authorized<A> {
	const { actor } = authorizeTouchpoint(ctx);
	if (actor === null)
		throw new RequestError("unauthenticated", unauthenticated.accepted);
	const allowed: readonly ActorKind[] = permissions[action];
	if (!allowed.includes(actor.kind))
		throw new RequestError("forbidden", forbidden[actor.kind]);
	return ctx as Authorized<A>;
}

/** Stops callers without a valid touchpoint and token. */
export function authorizeTouchpoint(
	ctx: Context,
): Context & { readonly touchpoint: Touchpoint } {
	if (ctx.touchpoint === null)
		throw new RequestError("unauthenticated", unauthenticated[ctx.credentials]);
	return ctx as Context & { readonly touchpoint: Touchpoint };
}
