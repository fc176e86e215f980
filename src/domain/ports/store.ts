import type { CatalogueEntries } from "../catalogue/entries.ts";
import type { CaseStore } from "./case-store.ts";
import type { CatalogueStore } from "./catalogue-store.ts";
import type { CredentialStore } from "./credential-store.ts";
import type {
	NewOperator,
	NewParty,
	NewTouchpointToken,
	PeopleStore,
} from "./people-store.ts";
import type { Versions } from "./versions.ts";

/** The port to the database. Each method is one whole operation and at most one transaction; what it wrote is on disk when it resolves. */
export type Store = {
	/** The counters now, read at most once a turn of the event loop. */
	versions(): Promise<Versions>;
	/** How often ten minutes passed while a server ran: what keys are dated by, because no jump of the wall clock moves it. */
	keyClock(): Promise<number>;
	/** Moves that clock on, unless another process did since it was `seen`. */
	advanceKeyClock(seen: number): Promise<void>;
	readonly catalogue: CatalogueStore;
	readonly cases: CaseStore;
	readonly credentials: CredentialStore;
	readonly people: PeopleStore;
	/** Puts a first catalogue, people and tokens into an empty database, all in one transaction. */
	fill(contents: FirstContents): Promise<"filled" | "notEmpty">;
	/** Whether there is no catalogue, nobody, and no token. */
	isEmpty(): Promise<boolean>;
	/** Writes a transaction that changes nothing; answers whether the schema is still the one that this casebridge works with. */
	check(): Promise<"current" | "changed">;
	close(): Promise<void>;
};

export type FirstContents = {
	readonly entries: CatalogueEntries;
	readonly parties: readonly NewParty[];
	readonly operators: readonly NewOperator[];
	readonly tokens: readonly NewTouchpointToken[];
	readonly isDemo: boolean;
};
