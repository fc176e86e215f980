import type { CatalogueEntries } from "../catalogue/entries.ts";
import type { AttachmentReader } from "./attachment-reader.ts";
import type { CaseEventReader } from "./case-event-reader.ts";
import type { CaseReader } from "./case-reader.ts";
import type { CaseWriter } from "./case-writer.ts";
import type { CatalogueStore } from "./catalogue-store.ts";
import type { CredentialStore } from "./credential-store.ts";
import type { IdempotencyKeyStore } from "./idempotency-key-store.ts";
import type {
	NewOperator,
	NewParty,
	NewTouchpointToken,
	PeopleStore,
} from "./people-store.ts";
import type { UploadStore } from "./upload-store.ts";
import type { Versions } from "./versions.ts";

/** The port to the database. Each method is one whole operation and at most one transaction; what it wrote is on disk when it resolves. */
export type Store = {
	/** The counters now, read at most once a turn of the event loop. */
	versions(): Promise<Versions>;
	readonly catalogue: CatalogueStore;
	readonly cases: CaseReader & CaseWriter;
	readonly events: CaseEventReader;
	readonly attachments: AttachmentReader;
	readonly uploads: UploadStore;
	readonly keys: IdempotencyKeyStore;
	readonly credentials: CredentialStore;
	readonly people: PeopleStore;
	/** Puts a first catalogue, people and tokens into an empty database, all in one transaction. */
	fill(contents: FirstContents): Promise<"filled" | "notEmpty">;
	/** Whether the database has no catalogue, no person, and no token. */
	isEmpty(): Promise<boolean>;
	/** Writes a transaction that changes nothing; answers whether the schema is still the one that this casebridge works with. */
	check(): Promise<"current" | "changed">;
	close(): Promise<void>;
};

type FirstContents = {
	readonly entries: CatalogueEntries;
	readonly parties: readonly NewParty[];
	readonly operators: readonly NewOperator[];
	readonly tokens: readonly NewTouchpointToken[];
	readonly isDemo: boolean;
};
