import type { NewParty } from "../ports/people-store.ts";
import { hashPassword } from "../sessions/password.ts";
import type { CheckedParty } from "./person-schema.ts";

/** The row of a party whose input was checked; takes as long as a password hash. */
export async function newParty(
	party: CheckedParty,
	createdAt: number,
): Promise<NewParty> {
	const { kind, principals, firstname, lastname, email, password } = party;
	return {
		kind: kind ?? "PERSON",
		firstname: firstname ?? null,
		lastname: lastname ?? null,
		email: email ?? null,
		principals,
		passwordHash: await hashIfAny(password),
		isDemo: false,
		createdAt,
	};
}

/** Somebody without a password has no hash, and cannot sign in. */
export async function hashIfAny(
	password: string | null | undefined,
): Promise<string | null> {
	return typeof password === "string" ? hashPassword(password) : null;
}
