import type { Actor } from "./actor.ts";
import type { Touchpoint } from "./catalogue/catalogue.ts";
import type { Context, CredentialState } from "./context.ts";
import { RequestError } from "./problems/request-error.ts";
import type { RequestErrorReason } from "./problems/request-errors/request-error-reasons.ts";

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
	party: "onlyOperators",
	operator: "partyNeeded",
	operatorAsParty: "onlyWhatPartyMay",
} as const satisfies Record<ActorKind, RequestErrorReason>;

const unauthenticated = {
	absent: "credentialsMissing",
	withoutTouchpoint: "touchpointMissing",
	withoutToken: "tokenMissing",
	wrong: "credentialsWrong",
	accepted: "loginMissing",
} as const satisfies Record<CredentialState, RequestErrorReason>;

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
	if (actor === null) throw new RequestError(unauthenticated.accepted, {});
	const allowed: readonly ActorKind[] = permissions[action];
	if (!allowed.includes(actor.kind))
		throw new RequestError(forbidden[actor.kind], {});
	return ctx as Authorized<A>;
}

/** Stops callers without a valid touchpoint and token. */
export function authorizeTouchpoint(
	ctx: Context,
): Context & { readonly touchpoint: Touchpoint } {
	if (ctx.touchpoint === null)
		throw new RequestError(unauthenticated[ctx.credentials], {});
	return ctx as Context & { readonly touchpoint: Touchpoint };
}
