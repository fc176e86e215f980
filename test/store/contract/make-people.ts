import type {
	NewOperator,
	NewParty,
} from "../../../src/domain/ports/people-store.ts";
import type { Store } from "../../../src/domain/ports/store.ts";

export function newParty(...principals: string[]): NewParty {
	return {
		kind: "PERSON",
		firstname: "Ana",
		lastname: null,
		email: "ana@example.com",
		principals,
		passwordHash: "scrypt$1",
		isDemo: false,
		createdAt: 1_000,
	};
}

export function newOperator(
	email: string,
	groupCodes: readonly string[] = [],
): NewOperator {
	return {
		firstname: null,
		lastname: "Pérez",
		email,
		groupCodes,
		passwordHash: null,
		isDemo: false,
		createdAt: 1_000,
	};
}

/** The id of the party or operator who signs in with a name. */
export async function idOf(
	{ credentials }: Store,
	principal: string,
): Promise<number> {
	const found = await credentials.findPrincipal(principal);
	if (!found) throw new Error(`Nobody is ${principal}.`);
	return found.kind === "party" ? found.party.id : found.operator.id;
}
