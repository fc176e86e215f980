import type { Operator, Party, Profile } from "../actor.ts";
import type { Versions } from "./versions.ts";

export type CredentialStore = {
	findToken(digest: string): Promise<TokenRecord | null>;
	findPrincipal(principal: string): Promise<PersonRecord | null>;
	findPerson(person: PersonReference): Promise<PersonRecord | null>;
	/** Profiles of operators, to answer who is assigned or acted, in one read. */
	findOperatorProfiles(
		ids: readonly number[],
	): Promise<ReadonlyMap<number, Profile>>;
	/** The same of parties. */
	findPartyProfiles(
		ids: readonly number[],
	): Promise<ReadonlyMap<number, Profile>>;
	/** Answers "stale", and starts no session, when the credentials changed since they were checked. */
	startSession(job: StartSession): Promise<"started" | "stale">;
	/** Ends a session; afterwards no process accepts it. */
	endSession(digest: string): Promise<void>;
};

/** What is stored for a token, which is known by its SHA-256 alone. */
export type TokenRecord =
	| {
			readonly kind: "touchpoint";
			readonly touchpointCode: string;
			readonly isDemo: boolean;
	  }
	| {
			readonly kind: "session";
			readonly touchpointCode: string;
			readonly partyId: number | null;
			readonly operatorId: number | null;
			readonly expiresAt: number;
	  };

export type PersonReference = {
	readonly kind: "party" | "operator";
	readonly id: number;
};

/** A person who may sign in, with what is needed to check it. */
export type PersonRecord = {
	/** `scrypt$…`; null for a person without a password. */
	readonly passwordHash: string | null;
	/** Disabled or blocked: may not sign in, and open sessions end. */
	readonly isDisabled: boolean;
	readonly isDemo: boolean;
} & (
	| { readonly kind: "party"; readonly party: Party }
	| { readonly kind: "operator"; readonly operator: Operator }
);

export type StartSession = {
	/** The version at which the credentials were checked. */
	readonly versions: Versions;
	readonly digest: string;
	readonly touchpointCode: string;
	readonly partyId: number | null;
	readonly operatorId: number | null;
	readonly createdAt: number;
	readonly expiresAt: number;
	/** The session this one replaces. */
	readonly replaces: string | null;
};
