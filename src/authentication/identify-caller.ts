import type { Actor } from "../domain/actor.ts";
import type { Catalogue, Touchpoint } from "../domain/catalogue/catalogue.ts";
import type { PersonRecord } from "../domain/ports/credential-store.ts";
import { RequestError } from "../domain/problems/request-error.ts";
import type {
	Credentials,
	LoginAttemptLimit,
	LoginCheck,
} from "../domain/sessions/credentials.ts";
import { actorFrom, isAdmitted } from "../domain/sessions/person.ts";
import { readBasicLogin } from "./read-basic-login.ts";
import type { CheckedToken, TokenCheck } from "./token-check.ts";

export type Checks = {
	readonly checkToken: TokenCheck;
	readonly checkLogin: LoginCheck;
};

export type Caller = {
	readonly touchpoint: Touchpoint;
	/** Null where nobody is signed in. */
	readonly actor: Actor | null;
	readonly sessionDigest: string | null;
	/** When this may no longer be true though no credentials changed, in milliseconds since 1970. */
	readonly expiresAt: number;
};

/** Who these credentials stand for: a session token first, then Basic, then the session cookie. Null when they are wrong. */
export async function identifyCaller(
	{ checkToken, checkLogin }: Checks,
	{ touchpoints }: Catalogue,
	{ touchpointCode, token, authorization, cookie }: Credentials,
	version: number,
	loginAttempts: LoginAttemptLimit | undefined,
): Promise<Caller | null> {
	const touchpoint = touchpoints.get(touchpointCode ?? "");
	const checked = token ? await checkToken(token) : null;
	if (!touchpoint?.isActive || checked?.touchpointCode !== touchpoint.code)
		return null;
	const login = readBasicLogin(authorization);
	const person = login && (await checkLogin(login, version, loginAttempts));
	if (login && !person) return null;

	const byToken = checked.kind === "session" ? checked : null;
	if (byToken && person) requireSamePerson(byToken.actor, person);
	const byCookie =
		!byToken && cookie
			? openSession(await checkToken(cookie), touchpoint)
			: null;
	const actor =
		byToken?.actor ?? (person && actorFrom(person)) ?? byCookie?.actor ?? null;
	if (actor && !isAdmitted(actor, touchpoint)) return null;
	// A cookie that Basic outweighs still names a session, which signing out ends.
	const session = byToken ?? byCookie;
	return {
		touchpoint,
		actor,
		sessionDigest: session?.digest ?? null,
		expiresAt: session?.expiresAt ?? Number.POSITIVE_INFINITY,
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
	if (!isSame) throw new RequestError("differentPeople", {});
}
