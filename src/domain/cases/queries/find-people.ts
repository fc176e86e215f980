import type { Actor, Profile } from "../../actor.ts";
import { authorize } from "../../authorize.ts";
import type { Context } from "../../context.ts";

type Profiles = ReadonlyMap<number, Profile>;

/** Who works or worked on cases, by operator id. E-mail addresses of staff stay inside: only an operator sees them. */
export async function findOperators(
	context: Context,
	ids: readonly number[],
): Promise<Profiles> {
	const { actor, app } = authorize(context, "readCases");
	const profiles = await app.store.credentials.findOperatorProfiles(ids);
	return new Map(
		[...profiles].map(([id, found]) => [id, visibleTo(actor, found)]),
	);
}

/** Whose cases they are, by party id: a party sees itself, an operator the parties of the cases they handle. */
export async function findParties(
	context: Context,
	ids: readonly number[],
): Promise<Profiles> {
	const { actor, app } = authorize(context, "readCases");
	if (actor.kind === "operator")
		return app.store.credentials.findPartyProfiles(ids);
	const { id, profile } = actor.party;
	return new Map([[id, profile]]);
}

function visibleTo(actor: Actor, profile: Profile): Profile {
	return actor.kind === "operator" ? profile : { ...profile, email: null };
}
