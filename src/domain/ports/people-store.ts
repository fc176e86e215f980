import type { PersonReference } from "./credential-store.ts";

/** What administrators do to people and secrets. Each change of a secret or a state raises `Versions.credentials`. */
export type PeopleStore = {
	/** Adds all or none; answers the first principal that is taken, or null if every party was added. */
	addParties(parties: readonly NewParty[]): Promise<string | null>;
	/** False when an operator has this e-mail already. */
	addOperator(operator: NewOperator): Promise<boolean>;
	/** Also ends the sessions that the old password opened; answers how many. */
	setPassword(person: PersonReference, passwordHash: string): Promise<number>;
	/** Disabling also ends the person's sessions; answers how many. */
	setDisabled(person: PersonReference, isDisabled: boolean): Promise<number>;
	/** Ends the sessions of a person, of a touchpoint, or all; answers how many. */
	revokeSessions(of: SessionSelection): Promise<number>;
	addTouchpointToken(token: NewTouchpointToken): Promise<void>;
};

export type SessionSelection =
	| PersonReference
	| { readonly kind: "touchpoint"; readonly touchpointCode: string }
	| { readonly kind: "all" };

export type NewParty = {
	readonly kind: "PERSON" | "COMPANY";
	readonly firstname: string | null;
	readonly lastname: string | null;
	readonly email: string | null;
	/** Normalised names this party signs in with. */
	readonly principals: readonly string[];
	readonly passwordHash: string | null;
	readonly isDemo: boolean;
	readonly createdAt: number;
};

export type NewOperator = {
	readonly firstname: string | null;
	readonly lastname: string | null;
	/** The principal an operator signs in with, normalised. */
	readonly email: string;
	readonly groupCodes: readonly string[];
	readonly passwordHash: string | null;
	readonly isDemo: boolean;
	readonly createdAt: number;
};

export type NewTouchpointToken = {
	readonly digest: string;
	readonly touchpointCode: string;
	readonly isDemo: boolean;
	readonly createdAt: number;
	/** Revokes every earlier token of the touchpoint in the same transaction. */
	readonly replacesOthers: boolean;
};
