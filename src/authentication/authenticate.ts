import type { Actor } from "../domain/actor.ts";
import type { Touchpoint } from "../domain/catalogue/catalogue.ts";
import type { CatalogueSource } from "../domain/catalogue/catalogue-source.ts";
import type { Context } from "../domain/context.ts";
import { Refusal } from "../domain/refusal.ts";
import type {
	Credentials,
	GuessLimit,
	LoginCheck,
} from "../domain/session/credentials.ts";
import { actorFrom, isAdmitted } from "../domain/session/person.ts";
import type { PersonRecord } from "../domain/store/credential-store.ts";
import type { Store } from "../domain/store.ts";
import type { CheckedToken, TokenCheck } from "./token-check.ts";

/** The part of a context that says who is calling, and what it was read at. */
export type Authentication = Pick<
	Context,
	| "credentials"
	| "touchpoint"
	| "actor"
	| "sessionDigest"
	| "catalogue"
	| "versions"
>;

export type Authenticate = (
	credentials: Credentials,
	guesses?: GuessLimit,
) => Promise<Authentication>;

type Parts = {
	readonly store: Store;
	readonly catalogueSource: CatalogueSource;
	readonly checkToken: TokenCheck;
	readonly checkLogin: LoginCheck;
};

/** Who is calling: a session token first, then Basic, then the session cookie. */
export function createAuthenticate(parts: Parts): Authenticate {
	const { store, catalogueSource, checkToken, checkLogin } = parts;

	return async ({ touchpointCode, token, login, cookie }, guesses) => {
		const { catalogue: version, credentials } = await store.versions();
		const catalogue = await catalogueSource(version);
		const versions = { catalogue: catalogue.version, credentials };
		const nobody = { touchpoint: null, actor: null, sessionDigest: null };
		if (touchpointCode === null && token === null)
			return { credentials: "absent", ...nobody, catalogue, versions };
		const wrong = {
			...nobody,
			catalogue,
			versions,
			credentials: "wrong",
		} as const;

		const touchpoint = catalogue.touchpoints.get(touchpointCode ?? "");
		const checked = token ? await checkToken(token, credentials) : null;
		if (!touchpoint?.isActive || checked?.touchpointCode !== touchpoint.code)
			return wrong;
		const person = login && (await checkLogin(login, credentials, guesses));
		if (login && !person) return wrong;

		const byToken = checked.kind === "session" ? checked : null;
		if (byToken && person) requireSamePerson(byToken.actor, person);
		const byCookie =
			!byToken && cookie
				? openSession(await checkToken(cookie, credentials), touchpoint)
				: null;
		const actor =
			byToken?.actor ??
			(person && actorFrom(person)) ??
			byCookie?.actor ??
			null;
		if (actor && !isAdmitted(actor, touchpoint)) return wrong;
		// A cookie that Basic outweighs still names a session, which signing out ends.
		const sessionDigest = (byToken ?? byCookie)?.digest ?? null;
		return {
			credentials: "accepted",
			touchpoint,
			actor,
			sessionDigest,
			catalogue,
			versions,
		};
	};
}

/** A cookie counts only for the touchpoint it was set for; another one means nobody is signed in here. */
function openSession(checked: CheckedToken | null, touchpoint: Touchpoint) {
	return checked?.kind === "session" &&
		checked.touchpointCode === touchpoint.code
		? checked
		: null;
}

function requireSamePerson(actor: Actor, person: PersonRecord) {
	const isSame =
		person.kind === "party"
			? actor.kind === "party" && actor.party.id === person.party.id
			: actor.kind !== "party" && actor.operator.id === person.operator.id;
	if (!isSame)
		throw new Refusal(
			"conflictingCredentials",
			"The session token and the Basic credentials name different people; send one of them.",
		);
}
