import assert from "node:assert/strict";
import { newToken, tokenDigest } from "../../../src/domain/sessions/token.ts";
import { party1 } from "../../support/requests.ts";
import type { TestServer } from "../../support/test-server.ts";

export const touchpoints = ["web", "kiosk", "callcenter"] as const;
export type TouchpointCode = (typeof touchpoints)[number];

/** The headers of a caller at another touchpoint of the demo data. */
export function at(
	touchpoint: TouchpointCode,
	person: Record<string, string> = party1,
): Record<string, string> {
	return {
		...person,
		"thalamus-touchpoint": touchpoint,
		"thalamus-token": `demo-${touchpoint}-token`,
	};
}

/** Touchpoint and token alone: nobody is signed in. */
export function nobodyAt(touchpoint: TouchpointCode): Record<string, string> {
	const { authorization: _, ...rest } = at(touchpoint);
	return rest as Record<string, string>;
}

/** Headers with the token of a new session, as after sign-in or, with both people, of an operator acting as the party. */
export async function openSession(
	server: TestServer,
	touchpointCode: TouchpointCode,
	people: { readonly party?: string; readonly operator?: string },
	minutes = 60,
): Promise<Record<string, string>> {
	const token = newToken();
	const createdAt = server.clock.now;
	const { store } = server.app;
	await store.credentials.startSession({
		versions: await store.versions(),
		digest: tokenDigest(token),
		touchpointCode,
		partyId: await idOf(server, people.party),
		operatorId: await idOf(server, people.operator),
		createdAt,
		expiresAt: createdAt + minutes * 60_000,
		replaces: null,
	});
	return { "thalamus-touchpoint": touchpointCode, "thalamus-token": token };
}

/** The id of whoever signs in with this name; null for no name. */
export async function idOf(
	server: TestServer,
	principal: string | undefined,
): Promise<number | null> {
	if (principal === undefined) return null;
	const person = await server.app.store.credentials.findPrincipal(principal);
	assert.ok(person, `nobody is called ${principal}`);
	return person.kind === "party" ? person.party.id : person.operator.id;
}
